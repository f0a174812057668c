/** For which entries of a round somebody else drew by hand, and who: for papers and lists that name no leader. */
import type { DrawnBy } from "#app/domain/draw/proxy.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { readProxyNames } from "#app/queries/draw/list-draw-proxies.server.ts";

/** By entry, each person once; of the draws in force. */
export async function listDrawnFor(runtime: Runtime, roundId: string): Promise<ReadonlyMap<string, readonly DrawnBy[]>> {
  const tables = runtime.database.read;
  const lines = await tables.drawLine.findMany({
    where: { drawnForById: { not: null }, draw: { roundId, supersededAt: null, drawnAt: { not: null } } },
    orderBy: { draw: { frozenAt: "asc" } },
    select: {
      entryId: true,
      drawnForById: true,
      draw: { select: { round: { select: { event: { select: { id: true, competitionId: true } } } } } },
    },
  });
  const nameProxy = await readProxyNames(tables, {
    competitionId: lines[0]?.draw.round.event.competitionId ?? "",
    eventId: lines[0]?.draw.round.event.id ?? "",
    userIds: lines.map(({ drawnForById }) => drawnForById),
    showsLeaders: false,
  });
  const byEntry = new Map<string, Map<string, DrawnBy>>();
  for (const { entryId, drawnForById } of lines) {
    const drawnBy = nameProxy(drawnForById);
    if (drawnBy === null) continue;
    const known = byEntry.get(entryId) ?? new Map<string, DrawnBy>();
    byEntry.set(entryId, known.set(drawnForById ?? "", drawnBy));
  }
  return new Map([...byEntry].map(([entryId, people]) => [entryId, [...people.values()]]));
}
