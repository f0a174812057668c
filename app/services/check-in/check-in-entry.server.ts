/** Checks an entry in, by the code of its badge, its number or its row; again is the same as once. */
import { type CheckInClaim, decideCheckIn } from "#app/domain/draw/check-in.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type EntryChoice, findAttending } from "#app/queries/check-in/find-attending.server.ts";
import { toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

export type CheckedIn = {
  readonly entrantNumber: string;
  readonly seatCode: string;
  /** Whether it was checked in before; then nothing changed. */
  readonly again: boolean;
};

/** @returns whom it let in and where to, or every reason why not. */
export async function checkInEntry(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly claim: CheckInClaim } & EntryChoice,
): Promise<Decision<CheckedIn>> {
  const { roundId, claim } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, competitionId, rules } = await getDrawState(tables, roundId);
    const found = await findAttending(tables, runtime.keys, { roundId, choice: input });
    if (!found.ok) return found;
    const { entry, way } = found.value;
    const now = runtime.clock.now();
    const terms = {
      now: now.getTime(),
      window: entry.session?.window ?? null,
      asked: rules.checkInChecks,
      members: entry.memberIds,
      isSubstitutionOpen: entry.isSubstitutionOpen,
    };
    const decision = decideCheckIn(toCheckInState(state.roundPhase, entry), entry, terms, claim);
    if (!decision.ok) return decision;
    const { entryId, entrantNumber } = entry;
    const again = entry.participation === "checked-in";
    const checks = { ...decision.value };
    if (!again) {
      await tables.roundEntry.update({
        where: { roundId_entryId: { roundId, entryId } },
        data: { participation: "checked-in", checkedInAt: now, checkedInById: actor.userId, checkInWay: way, checks },
      });
      announce({ kind: "round-changed", roundId });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "check-in-entry",
      objectKind: "entry",
      objectId: entryId,
      payload: { round: roundId, again, way, checked: [...checks.checked], isException: checks.exception !== null },
    });
    return allow({ entrantNumber, seatCode: entry.seatCode ?? "", again });
  });
}
