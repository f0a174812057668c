/** 颁奖大屏: the ceremony on the big screen of the hall; it follows the presenter and knows nothing that was not shown. */
import { useLoaderData } from "@remix-run/react";
import type { CeremonySnapshot } from "#app/domain/ceremony/shown.ts";
import { createCeremonyScreenWords } from "#app/i18n/ceremony-screen-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findWatchedCeremony, getCeremonyScene } from "#app/queries/ceremony/get-ceremony-scene.server.ts";
import { CeremonyPart } from "#app/ui/ceremony/ceremony-part.tsx";
import { LightPage, loadDocument } from "#app/ui/light-page.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, params }) => {
  const competitionId = await findWatchedCeremony(runtime, String(params.competition));
  if (competitionId === null) throw notFound();
  return { snapshot: await getCeremonyScene(runtime, competitionId), words: await createCeremonyScreenWords() };
});

export const clientLoader = loadDocument;

export const handle: PageHandle<{ snapshot: CeremonySnapshot }> = {
  title: (text, { snapshot }) => [snapshot.name.name, text("ceremony:screen.title")].join(" "),
  isLight: true,
};

export default function Ceremony() {
  return <LightPage script="ceremony" part={CeremonyPart} texts={[]} data={useLoaderData<typeof loader>()} />;
}
