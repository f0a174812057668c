/**
 * A page that loads no framework: the server draws it, and one small script of its own (app/light) keeps its living part up to
 * date with the same components. For crowds and big screens; its route says `isLight` in its handle.
 */
import lightScripts from "virtual:light-scripts";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { TextNamespace } from "#app/i18n/index.ts";
import { useLoadedAt } from "./clock.tsx";
import { useDocumentFacts } from "./document-context.ts";
import { DATA_ID, PART_ID, writeLightData } from "./light-data.ts";

export function LightPage<Data extends object>({
  script,
  part: Part,
  texts,
  data,
}: {
  /** The file in app/light. */
  script: string;
  /** What the script takes over. */
  part: ComponentType<Data>;
  /** The namespaces whose texts it needs beside the common ones. */
  texts: readonly TextNamespace[];
  data: Data;
}) {
  const { nonce } = useDocumentFacts();
  const { i18n } = useTranslation();
  const now = new Date(useLoadedAt() ?? 0).toISOString();
  const known = ["common", ...texts].map((name) => [name, i18n.getResourceBundle(i18n.language, name)]);
  return (
    <>
      <div id={PART_ID}>
        <Part {...data} />
      </div>
      <script
        type="application/json"
        id={DATA_ID}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: data, written so that they cannot end the element.
        dangerouslySetInnerHTML={{ __html: writeLightData({ now, texts: Object.fromEntries(known), data }) }}
      />
      <script type="module" nonce={nonce} src={lightScripts[script]} />
    </>
  );
}

/** For such a route's `clientLoader`: who comes from a page with a framework gets the document itself. */
export function loadDocument({ request }: { request: Request }): Promise<never> {
  window.location.assign(request.url);
  return new Promise<never>(() => {});
}
