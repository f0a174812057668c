/** Records that an entry has not come (缺赛); it is let in again by checking it in before marking opens. */
import { decideAbsence } from "#app/domain/draw/check-in.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAttendance, toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

export async function markAbsent(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly entryId: string },
): Promise<Decision<{ readonly entrantNumber: string }>> {
  const { roundId, entryId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, competitionId } = await getDrawState(tables, roundId);
    const entry = (await listAttendance(tables, roundId)).find((candidate) => candidate.entryId === entryId);
    if (!entry) return refuse({ code: "not-found" });
    const decision = decideAbsence(toCheckInState(state.roundPhase, entry), entry);
    if (!decision.ok) return decision;
    await tables.roundEntry.update({
      where: { roundId_entryId: { roundId, entryId } },
      data: { participation: "absent", checkedInAt: null, checkedInById: null, checkInWay: null, checks: NO_JSON },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "mark-absent",
      objectKind: "entry",
      objectId: entryId,
      payload: { round: roundId, from: entry.participation },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ entrantNumber: entry.entrantNumber });
  });
}
