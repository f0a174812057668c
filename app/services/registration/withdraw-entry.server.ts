/** Withdraws an entry of a delegation, until the roster of its event is frozen for the draw. */
import { decideWithdrawal } from "#app/domain/registration/window.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export async function withdrawEntry(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly entryId: string },
): Promise<Decision<null>> {
  const { entryId, delegationId } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await tables.entry.findFirst({
      where: { id: entryId, delegationId },
      select: {
        status: true,
        event: {
          select: {
            competitionId: true,
            competition: { select: { phase: true } },
            rounds: { where: { draws: { some: {} } }, select: { id: true } },
          },
        },
      },
    });
    if (!entry) return refuse({ code: "not-found" });
    const decision = decideWithdrawal({
      phase: entry.event.competition.phase as CompetitionPhase,
      status: entry.status as RegistrationStatus,
      isFrozen: entry.event.rounds.length > 0,
    });
    if (!decision.ok) return decision;
    await tables.entry.update({
      where: { id: entryId },
      data: { status: decision.value.status, updatedAt: runtime.clock.now() },
    });
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "withdraw-entry",
      objectKind: "entry",
      objectId: entryId,
      payload: { from: entry.status },
    });
    return allow(null);
  });
}
