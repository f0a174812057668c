/** 抽签表 of a round, to sign by who drew and who saw it; it names nobody. */
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { createDrawSheet } from "#app/i18n/draw-paper.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { nameOfSession, readSessionNumber } from "#app/platform/access/round.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { listDrawnFor } from "#app/queries/draw/list-drawn-for.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { getRoundSeats } from "#app/queries/papers/get-round-seats.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: EVENT_PAGES.draw, within: "scope" } },
  async ({ runtime, actor, request, scope, url }) => {
    const occasion = await getPaperOccasion(runtime, String(scope.competitionId));
    const event = occasion.events.find(({ id }) => id === scope.eventId);
    if (!event || scope.roundId === null) throw notFound();
    if (!(await getBlindSight(runtime, actor, { roundId: scope.roundId, scope })).entrantsBySeat) throw notFound();
    const only = readSessionNumber(url);
    const { sessions, seats } = await getRoundSeats(runtime, scope.roundId, only);
    if (seats.length === 0) throw notFound();
    const drawnFor = await listDrawnFor(runtime, scope.roundId);
    const locale = readLocale(request.headers.get("Cookie"));
    const paper = await createDrawSheet(occasion, event, { locale, sessions, seats, only, drawnFor });
    const sealed = await sealPaper(runtime, { chain: String(scope.competitionId), paper, locale });
    return respondWithPdf(await renderPaper(sealed), nameOfSession(`draw-sheet-${event.code}`, only));
  },
);
