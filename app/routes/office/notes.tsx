/** 评委备注: what judges put beside their values, comments and photos, by the code of the work; for who judges, counts, rechecks and rules. */
import { useLoaderData } from "@remix-run/react";
import { LockKeyhole } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { useFreshPage } from "#app/live/use-watch.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getBlindLayers } from "#app/queries/blinding/get-blind-round.server.ts";
import { getNotesPage, type NotesPage } from "#app/queries/marking/get-notes-page.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { NoteTable } from "#app/ui/marking/note-table.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.ts";
import { toEventPage } from "#app/ui/paths.ts";
import { StatusBadge } from "#app/ui/status-badge.tsx";
import { useCodeContext } from "#app/ui/use-code-context.ts";
import { useNamed } from "#app/ui/use-named.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.notes, within: "scope" } },
  async ({ runtime, actor, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    const page = await getNotesPage(runtime, actor, { roundId: scope.roundId, scope });
    if (page === null) throw notFound();
    const watched = { competition: String(params.competition), event: String(params.event) };
    const blindLayers = await getBlindLayers(runtime, scope.roundId);
    return { page, blindLayers, watched: { ...watched, round: scope.roundNumber ?? undefined } };
  },
);

export const handle: PageHandle<{ readonly page: NotesPage }> = { title: "marking:notes.title" };

export default function Notes() {
  const { page, watched } = useLoaderData<typeof loader>();
  const { t } = useTranslation("marking");
  const named = useNamed();
  const ofCode = useCodeContext();
  useFreshPage("round", watched);
  return (
    <>
      <PageHeader
        title={`${t("notes.title")} · ${named(page.event)}`}
        status={<StatusBadge list="roundPhase" value={page.phase} />}
        description={t("notes.lead", ofCode)}
      />
      {page.notes === null ? (
        <EmptyState icon={LockKeyhole} title={t("notes.blind")} hint={t("notes.blindHint", ofCode)} />
      ) : (
        <NoteTable
          notes={page.notes}
          base={toEventPage(watched.competition, watched.event, "notes")}
          round={watched.round ?? null}
        />
      )}
    </>
  );
}
