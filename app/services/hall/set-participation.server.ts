/** The chief judge records that an entry withdrew, is disqualified, takes part out of competition, or takes part again (DOMAIN 6). */
import { checkSessionOpen } from "#app/domain/draw/session-standing.ts";
import { decideParticipation, type HallParticipation, type ParticipationRefusal } from "#app/domain/marking/hall-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAttendance, toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { findHallEntry, getHallRound } from "#app/queries/hall/find-hall-entry.server.ts";

/**
 * The reason stands in the hall's record. Its forms stay where they are: who withdrew or was disqualified is not waited for, and no
 * judge sees a difference. What this tells of a code is written at needsForms and in getRoundFacts.
 */
export function setParticipation(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    readonly entryId: string;
    readonly participation: HallParticipation;
    readonly reason: string;
  },
): Promise<Decision<null, ParticipationRefusal | "not-found" | "changed-meanwhile">> {
  const { roundId, entryId, participation, reason } = input;
  return runtime.database.write<null, ParticipationRefusal | "not-found" | "changed-meanwhile">(
    async ({ tables, audit, announce }) => {
      const found = await findHallEntry(tables, roundId, entryId);
      if (!found) return refuse({ code: "not-found" });
      const { competitionId, phase } = await getHallRound(tables, roundId);
      const { participation: from } = found;
      const entry = (await listAttendance(tables, roundId)).find((candidate) => candidate.entryId === entryId);
      const isLeftOut = entry?.hasCode === false && checkSessionOpen(toCheckInState(phase, entry)).length > 0;
      const decided = decideParticipation({ phase, from, to: participation, isLeftOut, reason });
      if (!decided.ok) return decided;
      const now = runtime.clock.now();
      const changed = await tables.roundEntry.updateMany({
        where: { roundId, entryId, participation: from },
        data: { participation },
      });
      if (changed.count === 0) return refuse({ code: "changed-meanwhile" });
      const id = newId();
      await tables.hallRecord.create({
        data: {
          id,
          key: id,
          roundId,
          entryId,
          kind: participation === "checked-in" ? "reinstated" : participation,
          at: now,
          text: reason.trim(),
          recordedById: actor.userId,
          recordedAt: now,
        },
      });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "set-participation",
        objectKind: "entry",
        objectId: entryId,
        payload: { round: roundId, from, to: participation, record: id },
      });
      announce({ kind: "round-changed", roundId });
      return allow(null);
    },
  );
}
