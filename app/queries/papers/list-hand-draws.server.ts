/** The draws by hand of a round that are in force, as their record is printed: numbers and signatures, and nobody's name but the staff's. */
import type { HandDrawFacts } from "#app/domain/draw/hand-draw-facts.ts";
import { computeSeatCodes } from "#app/domain/draw/plan.ts";
import type { DrawKind, DrawnSession } from "#app/domain/draw/roster.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { readProxyNames } from "#app/queries/draw/list-draw-proxies.server.ts";

/** In the order of their freezing. @param only the number of the session that was drawn, or whose seats were; null: all draws */
export async function listHandDraws(
  runtime: Runtime,
  roundId: string,
  only: number | null = null,
): Promise<readonly HandDrawFacts[]> {
  const tables = runtime.database.read;
  const all = await tables.draw.findMany({
    where: { roundId, way: "hand", supersededAt: null },
    orderBy: [{ frozenAt: "asc" }, { slot: "asc" }],
    include: {
      round: { select: { event: { select: { id: true, competitionId: true } } } },
      lines: { include: { entry: { select: { entrantNumber: true } } } },
    },
  });
  const draws = all
    .map((draw) => ({ ...draw, sessions: draw.sessions as unknown as readonly DrawnSession[] }))
    .filter(({ sessions }) => only === null || sessions.some(({ number }) => number === only));
  const ids = draws.flatMap(({ drawnById, lines }) => [drawnById, ...lines.map(({ recordedById }) => recordedById)]);
  const users = await tables.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, displayName: true },
  });
  const nameProxy = await readProxyNames(tables, {
    competitionId: all[0]?.round.event.competitionId ?? "",
    eventId: all[0]?.round.event.id ?? "",
    userIds: draws.flatMap(({ lines }) => lines.map(({ drawnForById }) => drawnForById)),
    showsLeaders: false,
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  return draws.map(({ kind, moduleId, version, frozenAt, drawnAt, drawnById, statement, sessions, lines }): HandDrawFacts => {
    const session = kind === "seat" ? (sessions[0]?.number ?? null) : null;
    const codes = kind === "seat" ? computeSeatCodes(lines.length, session) : [];
    const recorders = new Set(lines.flatMap(({ recordedById }) => nameOf.get(recordedById ?? "") ?? []));
    return {
      kind: kind as DrawKind,
      session,
      module: moduleId,
      version,
      frozenAt: frozenAt.toISOString(),
      drawnAt: drawnAt?.toISOString() ?? null,
      statement,
      recorders: [...recorders].sort(compareText),
      witness: drawnById === null ? null : (nameOf.get(drawnById) ?? null),
      lines: lines
        .map(({ place, drawnForById, signedAt, entry }) => ({
          entrantNumber: entry.entrantNumber ?? "",
          place,
          seatCode: place === null ? null : (codes[place - 1] ?? null),
          drawnForBy: nameProxy(drawnForById),
          signedAt: signedAt?.toISOString() ?? null,
        }))
        .sort((one, other) => compareText(one.entrantNumber, other.entrantNumber)),
    };
  });
}
