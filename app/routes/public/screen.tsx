/** 大屏: all open boards of a competition in turn, for a hall; ten rows at a time, with the way to the phone. */
import { useLoaderData } from "@remix-run/react";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findScreenPage, type ScreenPage } from "#app/queries/public/find-board-page.server.ts";
import { ScreenPart } from "#app/ui/board/screen-part.tsx";
import { LightPage, loadDocument } from "#app/ui/light-page.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";

export const loader = defineLoader({ access: "public" }, async ({ runtime, scope }) => {
  const page = await findScreenPage(runtime, String(scope.competitionId));
  if (page === null) throw notFound();
  return { ...page, publicUrl: runtime.env.publicUrl };
});

export const clientLoader = loadDocument;

export const handle: PageHandle<ScreenPage> = {
  title: (text, { competition }) => [competition.name, text("board:screen.title")].join(" "),
  isLight: true,
};

export default function Screen() {
  return <LightPage script="screen" part={ScreenPart} texts={["board", "rounds"]} data={useLoaderData<typeof loader>()} />;
}
