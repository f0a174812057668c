/** 获奖名单公示 of the competition, to post or as lists. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createWinnersLists, createWinnersPaper } from "#app/i18n/results-papers.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { getWinners } from "#app/queries/papers/get-winners.server.ts";
import { respondWithList } from "#app/routes/downloads/list-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.papers, within: "scope" } },
  async ({ runtime, request, scope, params }) => {
    const competitionId = String(scope.competitionId);
    const winners = await getWinners(runtime, competitionId);
    if (winners.events.length === 0) throw notFound();
    const occasion = await getPaperOccasion(runtime, competitionId);
    const locale = readLocale(request.headers.get("Cookie"));
    const response = await respondWithList(params.format, `winners-${occasion.code}`, {
      paper: async () =>
        sealPaper(runtime, { chain: competitionId, paper: await createWinnersPaper(occasion, winners, locale), locale }),
      workbook: () => createWinnersLists(occasion, winners, locale),
    });
    if (response === null) throw notFound();
    return response;
  },
);
