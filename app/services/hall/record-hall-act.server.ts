/** Writes one line of the hall's record: start, stop, added time, another seat, a penalty, leaving, a note, a signature (DOMAIN 5). */
import { decideHallAct, type HallAct, type HallActRefusal } from "#app/domain/marking/hall-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findHallEntry, getHallRound } from "#app/queries/hall/find-hall-entry.server.ts";

export type RecordHallActInput = Omit<HallAct, "at"> & {
  readonly roundId: string;
  readonly entryId: string;
  /** Made where the act was: the same key is the same act. */
  readonly key: string;
  /** When it happened; null: now. */
  readonly at: Date | null;
};

/** @returns whether it was written before, or every reason against it. */
export function recordHallAct(
  runtime: Runtime,
  actor: Actor,
  input: RecordHallActInput,
): Promise<Decision<{ readonly again: boolean }, HallActRefusal | "key-reused" | "not-found">> {
  const { roundId, entryId, key, kind, seconds, penalty, strokes } = input;
  return runtime.database.write<{ again: boolean }, HallActRefusal | "key-reused" | "not-found">(
    async ({ tables, audit, announce }) => {
      const now = runtime.clock.now();
      const found = await findHallEntry(tables, roundId, entryId);
      if (!found) return refuse({ code: "not-found" });
      const { competitionId, phase, total } = await getHallRound(tables, roundId);
      const known = await tables.hallRecord.findUnique({
        where: { key },
        select: { roundId: true, entryId: true, kind: true, recordedById: true },
      });
      const isSame =
        known?.roundId === roundId && known.entryId === entryId && known.kind === kind && known.recordedById === actor.userId;
      if (known && !isSame) return refuse({ code: "key-reused" });
      const at = input.at ?? now;
      const text = input.text.trim();
      if (!known) {
        const decided = decideHallAct({
          act: { kind, at: at.getTime(), seconds, penalty, text, strokes },
          lines: found.lines,
          phase,
          participation: found.participation,
          total,
          now: now.getTime(),
        });
        if (!decided.ok) return decided;
        await tables.hallRecord.create({
          data: {
            id: newId(),
            key,
            roundId,
            entryId,
            kind,
            at,
            seconds: kind === "added-time" ? seconds : null,
            penalty: kind === "penalty" ? penalty : null,
            text,
            ...(kind === "signature" && strokes ? { signature: strokes.map((stroke) => [...stroke]) } : {}),
            recordedById: actor.userId,
            recordedAt: now,
          },
        });
        announce({ kind: "round-changed", roundId });
      }
      // What was written in words and drawn by hand stays in the record itself.
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "record-hall-act",
        objectKind: "entry",
        objectId: entryId,
        payload: { round: roundId, kind, key, at: at.toISOString(), seconds, penalty, again: known !== null },
      });
      return allow({ again: known !== null });
    },
  );
}
