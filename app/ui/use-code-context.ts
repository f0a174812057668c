/** Which word the codes of works go by on the page of a round. */
import { useMatches } from "@remix-run/react";
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import { type CodeContext, codeContext } from "#app/i18n/code-context.ts";

/** For the texts of a page whose loader answers `blindLayers`. @throws Error on a page whose loader does not */
export function useCodeContext(): CodeContext {
  const layers = useMatches().flatMap(({ data }) => (data as { readonly blindLayers?: BlindLayer } | null)?.blindLayers ?? []);
  const [own] = layers;
  if (own === undefined) throw new Error("The loader of this page does not say in how many layers its round is blinded.");
  return codeContext(own);
}
