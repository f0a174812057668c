/** What is published of a draw: anyone can compute from it that the places are those which the seed gives. */
import { isSeatingPublic } from "#app/domain/blinding/sight.ts";
import { DRAW_SCHEMA, type DrawDocument, type DrawnLine } from "#app/domain/draw/document.ts";
import { computeSeatCodes } from "#app/domain/draw/plan.ts";
import type { DrawKind, DrawnSession } from "#app/domain/draw/roster.ts";
import type { DrawWay } from "#app/domain/draw/rule.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { toRoster } from "#app/queries/draw/get-draw-slots.server.ts";

const NAMED_FROM: readonly RoundPhase[] = ["unblinded", "published", "settled"];

/**
 * The secret and the contributions leave this query only after the draw, numbers of entrants only after the unblinding. Where the
 * seat is the code of the work, a draw of seats stands as frozen until then: who is of one delegation would be known by seat.
 * @param eventId of the event that the draw must belong to. @returns null when there is no such draw of it
 */
export async function findDrawDocument(
  tables: Tables,
  { drawId, eventId }: { readonly drawId: string; readonly eventId: string },
): Promise<DrawDocument | null> {
  const draw = await tables.draw.findFirst({
    where: { id: drawId, round: { eventId } },
    include: {
      round: {
        select: { number: true, phase: true, event: { select: { code: true, competition: { select: { code: true } } } } },
      },
      contributions: { orderBy: { number: "asc" } },
      lines: { select: { ref: true, place: true, entry: { select: { entrantNumber: true } } } },
    },
  });
  if (!draw) return null;
  const { round } = draw;
  const { layers, phase } = await getBlindRound(tables, draw.roundId);
  const isPublic = draw.kind !== "seat" || isSeatingPublic(layers, phase);
  const drawnAt = isPublic ? draw.drawnAt : null;
  const isNamed = NAMED_FROM.includes(round.phase as RoundPhase);
  const sessions = draw.sessions as unknown as readonly DrawnSession[];
  const codes = draw.kind === "seat" ? computeSeatCodes(draw.lines.length, sessions[0]?.number ?? null) : [];
  const drawn = drawnAt === null ? [] : draw.lines;
  const result = drawn
    .flatMap(({ ref, place, entry }): DrawnLine[] => {
      if (place === null) return [];
      const line = { ref, place, seatCode: codes[place - 1] ?? null };
      return [isNamed ? { ...line, entrantNumber: entry.entrantNumber ?? "" } : line];
    })
    .sort((one, other) => one.place - other.place || compareText(one.ref, other.ref));
  return {
    $schema: DRAW_SCHEMA,
    format: draw.format,
    id: draw.id,
    competition: round.event.competition.code,
    event: round.event.code,
    round: round.number,
    kind: draw.kind as DrawKind,
    module: draw.moduleId,
    version: draw.version,
    way: draw.way as DrawWay,
    avoidNeighbours: draw.avoidNeighbours,
    sessions,
    roster: toRoster(draw.roster),
    rosterHash: draw.rosterHash,
    commitment: draw.commitment,
    frozenAt: draw.frozenAt.toISOString(),
    contributed: draw.contributions.length,
    contributions:
      drawnAt === null ? [] : draw.contributions.map(({ by, text, createdAt }) => ({ by, text, at: createdAt.toISOString() })),
    secret: drawnAt === null ? null : draw.secret,
    seed: drawnAt === null ? null : draw.seed,
    drawnAt: drawnAt?.toISOString() ?? null,
    result,
    statement: drawnAt === null ? null : draw.statement,
    superseded: draw.supersededAt === null ? null : { reason: draw.redrawReason ?? "", at: draw.supersededAt.toISOString() },
  };
}
