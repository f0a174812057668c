/** 成绩汇总表 of a round, to print and sign or as a list: by code while marks are blind, then by name. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createScoreList, createScorePaper } from "#app/i18n/results-papers.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findScoreSheet } from "#app/queries/papers/find-score-sheet.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { respondWithList } from "#app/routes/downloads/list-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.results, within: "scope" } },
  async ({ runtime, actor, request, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    const [competitionId, eventId] = [String(scope.competitionId), String(scope.eventId)];
    const sheet = await findScoreSheet(runtime, actor, { roundId: scope.roundId, eventId, competitionId });
    const occasion = await getPaperOccasion(runtime, competitionId);
    const event = occasion.events.find(({ id }) => id === eventId);
    if (sheet === null || event === undefined) throw notFound();
    const locale = readLocale(request.headers.get("Cookie"));
    const of = { occasion, event, sheet, locale };
    const response = await respondWithList(params.format, `results-${occasion.code}-${event.code}`, {
      paper: async () => sealPaper(runtime, { chain: competitionId, paper: await createScorePaper(of), locale }),
      workbook: () => createScoreList(of),
    });
    if (response === null) throw notFound();
    return response;
  },
);
