/** Records everyone of a session who has not come as absent (缺赛), in one act after its window. */
import { decideRestAbsent } from "#app/domain/draw/check-in.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listAttendance, toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

/**
 * @param input.sessionId null: those who are in no session
 * @param input.missing how many were missing on the page: who came in between is not taken for absent
 * @returns how many were recorded
 */
export async function markRestAbsent(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly sessionId: string | null; readonly missing: number },
): Promise<Decision<{ readonly absent: number }>> {
  const { roundId, sessionId } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const { state, competitionId } = await getDrawState(tables, roundId);
    const entries = (await listAttendance(tables, roundId)).filter(({ session }) => (session?.id ?? null) === sessionId);
    const missing = entries.filter(({ participation }) => participation === "expected");
    const [first] = entries;
    if (!first) return refuse({ code: "no-one-missing" });
    const isDrawn = entries.every(({ seatCode }) => seatCode !== null);
    const decision = decideRestAbsent(
      { ...toCheckInState(state.roundPhase, first), isDrawn },
      { now: runtime.clock.now().getTime(), window: first.session?.window ?? null, missing: missing.length },
    );
    if (!decision.ok) return decision;
    if (missing.length !== input.missing) return refuse({ code: "changed-meanwhile" });
    const { count } = await tables.roundEntry.updateMany({
      where: { roundId, sessionId, participation: "expected" },
      data: { participation: "absent", checkedInAt: null, checkedInById: null },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "mark-rest-absent",
      objectKind: "round",
      objectId: roundId,
      payload: { session: sessionId, entries: missing.map(({ entryId }) => entryId).sort() },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ absent: count });
  });
}
