/** 手工抽签记录 of a round: the form for the table before the draw, and its record after; it names no entrant. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { createHandDrawRecord } from "#app/i18n/hand-draw-paper.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { nameOfSession, readSessionNumber } from "#app/platform/access/round.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listHandDraws } from "#app/queries/papers/list-hand-draws.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.draw, within: "scope" } },
  async ({ runtime, request, scope, url }) => {
    const occasion = await getPaperOccasion(runtime, String(scope.competitionId));
    const event = occasion.events.find(({ id }) => id === scope.eventId);
    if (!event || scope.roundId === null) throw notFound();
    const only = readSessionNumber(url);
    const draws = await listHandDraws(runtime, scope.roundId, only);
    if (draws.length === 0) throw notFound();
    const locale = readLocale(request.headers.get("Cookie"));
    const paper = await createHandDrawRecord(occasion, event, { locale, draws, only });
    const sealed = await sealPaper(runtime, { chain: String(scope.competitionId), paper, locale });
    return respondWithPdf(await renderPaper(sealed), nameOfSession(`hand-draw-record-${event.code}`, only));
  },
);
