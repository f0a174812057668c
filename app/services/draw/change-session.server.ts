/** Changes when and where a session (场次) is, until it is taken into marking; never its number or its seats, which were drawn by. */
import { decideSessionChange, type SessionTimes } from "#app/domain/draw/sessions.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

export async function changeSession(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly roundId: string;
    readonly sessionId: string;
    readonly times: SessionTimes;
    readonly reason: string;
  },
): Promise<Decision<{ readonly number: number }>> {
  const { roundId, sessionId, times } = input;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const session = await tables.roundSession.findFirst({ where: { id: sessionId, roundId } });
    if (!session) return refuse({ code: "not-found" });
    const { number, place, startsAt, endsAt, checkInOpensAt, checkInClosesAt } = session;
    const { competitionId, state } = await getDrawState(tables, roundId);
    const standing = (await listStandings(tables, roundId)).find((one) => one.number === number);
    const decision = decideSessionChange(
      { roundPhase: state.roundPhase, session: number, isTakenIn: standing?.isTakenIn ?? false },
      times,
      input.reason,
    );
    if (!decision.ok) return decision;
    await tables.roundSession.update({ where: { id: sessionId }, data: { ...times } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "change-session",
      objectKind: "round",
      objectId: roundId,
      payload: {
        session: sessionId,
        number,
        from: describe({ place, startsAt, endsAt, checkInOpensAt, checkInClosesAt }),
        to: describe(times),
      },
      reason: input.reason.trim(),
    });
    announce({ kind: "round-changed", roundId });
    return allow({ number });
  });
}

/** Of each the place, the start and the end, and the opening and closing of check-in; blank where there is none. */
function describe({ place, startsAt, endsAt, checkInOpensAt, checkInClosesAt }: SessionTimes): readonly string[] {
  return [place, ...[startsAt, endsAt, checkInOpensAt, checkInClosesAt].map((time) => time?.toISOString() ?? "")];
}
