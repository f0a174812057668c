/** Voids a line of the hall's record with a reason; it stays where it is, and no longer counts. */
import { decideHallVoid, type HallVoidRefusal } from "#app/domain/marking/hall-acts.ts";
import { isParticipationLine } from "#app/domain/marking/hall-record.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHallRound } from "#app/queries/hall/find-hall-entry.server.ts";

export function voidHallLine(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly recordId: string; readonly reason: string },
): Promise<Decision<null, HallVoidRefusal | "not-found" | "line-of-participation">> {
  return runtime.database.write<null, HallVoidRefusal | "not-found" | "line-of-participation">(
    async ({ tables, audit, announce }) => {
      const { roundId, recordId, reason } = input;
      const record = await tables.hallRecord.findFirst({
        where: { id: recordId, roundId },
        select: { entryId: true, kind: true, voidedAt: true },
      });
      if (!record) return refuse({ code: "not-found" });
      const { competitionId, phase } = await getHallRound(tables, roundId);
      // How an entry takes part stands in another row as well: it is changed by another decision, not by voiding this one.
      if (isParticipationLine(record.kind)) return refuse({ code: "line-of-participation" });
      const decided = decideHallVoid({ phase, isVoided: record.voidedAt !== null, reason });
      if (!decided.ok) return decided;
      const voided = await tables.hallRecord.updateMany({
        where: { id: recordId, voidedAt: null },
        data: { voidedAt: runtime.clock.now(), voidedById: actor.userId, voidReason: reason.trim() },
      });
      if (voided.count === 0) return refuse({ code: "line-voided" });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "void-hall-line",
        objectKind: "entry",
        objectId: record.entryId,
        payload: { round: roundId, record: recordId, kind: record.kind },
      });
      announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
