/** 复核表: the sample, the rule, the seed and the outcome of a round's recheck as a paper to sign. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createRecheckPaper } from "#app/i18n/recheck-papers.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { findRecheckSheet } from "#app/queries/recheck/find-recheck-sheet.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.recheck, within: "scope" } },
  async ({ runtime, actor, request, scope, params }) => {
    if (scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).marksByCode) throw notFound();
    const sheet = await findRecheckSheet(runtime, actor, scope.roundId);
    if (!sheet) throw notFound();
    const locale = readLocale(request.headers.get("Cookie"));
    const paper = await createRecheckPaper(sheet, locale);
    const sealed = await sealPaper(runtime, { chain: String(scope.competitionId), paper, locale });
    return respondWithPdf(await renderPaper(sealed), `recheck-${params.event}`);
  },
);
