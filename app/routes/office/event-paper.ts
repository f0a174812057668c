/** The papers of one event's day: badges, seat cards and the check-in sheet. */

import { createCardWords } from "#app/i18n/card-words.ts";
import { createCheckInSheet } from "#app/i18n/check-in-paper.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { nameOfSession, readSessionNumber } from "#app/platform/access/round.server.ts";
import { renderBadges, renderSeatCards } from "#app/platform/pdf/render-cards.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { getRoundSeats } from "#app/queries/papers/get-round-seats.server.ts";
import { listBadges } from "#app/queries/papers/list-badges.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { sealPaper } from "#app/routes/downloads/sealed-paper.server.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser"], within: "scope" } },
  async ({ runtime, request, scope, params, url }) => {
    const [competitionId, eventId] = [String(scope.competitionId), String(scope.eventId)];
    const locale = readLocale(request.headers.get("Cookie"));
    const occasion = await getPaperOccasion(runtime, competitionId);
    const event = occasion.events.find(({ id }) => id === eventId);
    if (!event) throw notFound();
    const only = readSessionNumber(url);
    const name = nameOfSession(`${params.sheet}-${event.code}`, only);
    const hall = only === null ? null : await getRoundSeats(runtime, String(scope.roundId), only);
    switch (params.sheet) {
      case "badges": {
        const ofSession = hall === null ? {} : { entryIds: hall.seats.map(({ entryId }) => entryId) };
        const badges = await listBadges(runtime, { competitionId, eventId, ...ofSession });
        if (badges.length === 0) throw notFound();
        const { named, competition, badgeTitle, badgeHint, photo, entrantNumber, ...sheet } = await createCardWords(
          occasion,
          locale,
          { kind: "badges", event, only },
        );
        const words = { competition, title: badgeTitle, hint: badgeHint, photoLabel: photo, numberLabel: entrantNumber };
        const cards = badges.map((badge) => ({ ...badge, ...words, event: named(event) }));
        return respondWithPdf(await renderBadges(cards, sheet), name);
      }
      case "seat-cards": {
        const { sessions, seats } = hall ?? (await getRoundSeats(runtime, String(scope.roundId)));
        const drawn = seats.filter(({ seatCode }) => seatCode !== null);
        if (drawn.length === 0) throw notFound();
        const { named, competition, seatTitle, sessionHeading, ...sheet } = await createCardWords(occasion, locale, {
          ...{ kind: "seat-cards", event, only },
        });
        const cards = drawn.map(({ seatCode, sessionNumber }) => {
          const session = sessions.find(({ number }) => number === sessionNumber);
          return {
            competition,
            event: named(event),
            title: seatTitle,
            seatCode: seatCode ?? "",
            session: session ? sessionHeading(session) : "",
          };
        });
        return respondWithPdf(await renderSeatCards(cards, sheet), name);
      }
      case "check-in-sheet": {
        const { sessions, seats } = hall ?? (await getRoundSeats(runtime, String(scope.roundId)));
        if (seats.length === 0) throw notFound();
        const entries = await listPaperEntries(runtime, { competitionId, eventId, statuses: ["accepted", "withdrawn"] });
        const asked = await listSubstitutions(runtime, { onTheSpotOfEventId: eventId });
        const substitutions = asked.filter(({ state }) => state === "granted");
        const paper = await createCheckInSheet(occasion, event, { locale, only, sessions, seats, entries, substitutions });
        return respondWithPdf(await renderPaper(await sealPaper(runtime, { chain: competitionId, paper, locale })), name);
      }
      default:
        throw notFound();
    }
  },
);
