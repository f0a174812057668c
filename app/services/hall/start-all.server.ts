/** Writes the start of everyone in the hall who has not started yet, at one moment: 开赛. */
import { computeHallState, isHallOpen } from "#app/domain/marking/hall-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHallRound, toHallLine } from "#app/queries/hall/find-hall-entry.server.ts";

export type StartAllRefusal = "hall-record-closed" | "nobody-to-start";

/** The same key starts nobody twice. @returns how many were started by it. */
export function startAll(
  runtime: Runtime,
  actor: Actor,
  { roundId, key }: { readonly roundId: string; readonly key: string },
): Promise<Decision<{ readonly count: number }, StartAllRefusal>> {
  return runtime.database.write<{ count: number }, StartAllRefusal>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { competitionId, phase } = await getHallRound(tables, roundId);
    if (!isHallOpen(phase)) return refuse({ code: "hall-record-closed", params: { phase } });
    const entries = await tables.roundEntry.findMany({
      where: { roundId, participation: { in: ["checked-in", "out-of-competition"] } },
      orderBy: { entryId: "asc" },
      select: { entryId: true },
    });
    const records = await tables.hallRecord.findMany({
      where: { roundId, OR: [{ voidedAt: null }, { key: { startsWith: `${key}:` } }] },
      select: { key: true, entryId: true, kind: true, at: true, recordedAt: true, voidedAt: true },
    });
    const before = records.filter((record) => record.key.startsWith(`${key}:`)).length;
    const standing = records.filter(({ voidedAt }) => voidedAt === null);
    const waiting =
      before > 0
        ? []
        : entries.filter(({ entryId }) => {
            const own = standing.filter((record) => record.entryId === entryId).map(toHallLine);
            return computeHallState(own) === "not-started";
          });
    if (before === 0 && waiting.length === 0) return refuse({ code: "nobody-to-start" });
    for (const part of chunk(waiting)) {
      await tables.hallRecord.createMany({
        data: part.map(({ entryId }) => ({
          id: newId(),
          key: `${key}:${entryId}`,
          roundId,
          entryId,
          kind: "start",
          at: now,
          text: "",
          recordedById: actor.userId,
          recordedAt: now,
        })),
      });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "start-all",
      objectKind: "round",
      objectId: roundId,
      payload: { key, at: now.toISOString(), started: waiting.map(({ entryId }) => entryId), again: before > 0 },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ count: before > 0 ? before : waiting.length });
  });
}
