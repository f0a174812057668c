/** Checks an entry in, by the number on its badge or by its row; again is the same as once. */
import { decideCheckIn } from "#app/domain/draw/check-in.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type AttendingEntry, listAttendance } from "#app/queries/check-in/list-attendance.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

/** The entry of a row, or the one whose number is on a badge: as scanned or typed, small letters too. */
export type EntryChoice = { readonly entryId: string } | { readonly entrantNumber: string };

export type CheckedIn = {
  readonly entrantNumber: string;
  readonly seatCode: string;
  /** Whether it was checked in before; then nothing changed. */
  readonly again: boolean;
};

export async function checkInEntry(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string } & EntryChoice,
): Promise<Decision<CheckedIn>> {
  const { roundId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, competitionId } = await getDrawState(tables, roundId);
    const entry = (await listAttendance(tables, roundId)).find((candidate) => isChosen(candidate, input));
    if (!entry) {
      const entrantNumber = "entrantNumber" in input ? input.entrantNumber : "";
      return refuse({ code: "entrant-unknown", params: { entrantNumber, field: "entrantNumber" } });
    }
    const decision = decideCheckIn(state, entry);
    if (!decision.ok) return decision;
    const { entryId, entrantNumber } = entry;
    const again = entry.participation === "checked-in";
    if (!again) {
      await tables.roundEntry.update({
        where: { roundId_entryId: { roundId, entryId } },
        data: { participation: "checked-in", checkedInAt: runtime.clock.now(), checkedInById: actor.userId },
      });
      announce({ kind: "round-changed", roundId });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "check-in-entry",
      objectKind: "entry",
      objectId: entryId,
      payload: { round: roundId, again },
    });
    return allow({ entrantNumber, seatCode: entry.seatCode ?? "", again });
  });
}

function isChosen(entry: AttendingEntry, choice: EntryChoice): boolean {
  if ("entryId" in choice) return entry.entryId === choice.entryId;
  return entry.entrantNumber.toUpperCase() === choice.entrantNumber.toUpperCase();
}
