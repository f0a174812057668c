/** Hands entries of a delegation in for review: all those named, or none. */
import { decideSubmit } from "#app/domain/registration/review.ts";
import { checkWindow } from "#app/domain/registration/window.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listRequirements } from "#app/queries/registration/list-requirements.server.ts";

/** @returns how many entries were handed in. */
export async function submitEntries(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly entryIds: readonly string[] },
): Promise<Decision<{ readonly count: number }>> {
  const ids = [...new Set(input.entryIds)];
  return runtime.database.write(async ({ tables, audit }) => {
    const entries = await tables.entry.findMany({
      where: { delegationId: input.delegationId, id: { in: ids } },
      select: {
        id: true,
        status: true,
        event: {
          select: {
            teamSize: true,
            competitionId: true,
            competition: { select: { phase: true, registrationClosesAt: true } },
          },
        },
        _count: { select: { members: true } },
      },
    });
    if (entries.length < ids.length) return refuse({ code: "not-found" });
    if (entries.length === 0) return refuse({ code: "nothing-to-submit" });
    const now = runtime.clock.now();
    const missing = await listRequirements(tables, runtime.keys, ids);
    const refusals = entries.flatMap(({ id, status, event, _count }): readonly Refusal[] => {
      const phase = event.competition.phase as CompetitionPhase;
      const decision = decideSubmit({
        phase,
        status: status as RegistrationStatus,
        size: event.teamSize,
        members: _count.members,
      });
      const window = { phase, closesAt: event.competition.registrationClosesAt.getTime(), now: now.getTime() };
      const deadline = checkWindow(window, status as RegistrationStatus).filter(
        ({ code }) => code === "registration-deadline-past",
      );
      return [...deadline, ...(decision.ok ? [] : decision.refusals), ...(missing.get(id) ?? [])];
    });
    if (refusals.length > 0) return refuse(...refusals);
    for (const { id, status, event } of entries) {
      await tables.entry.update({
        where: { id },
        data: { status: "submitted", submittedAt: now, submittedById: actor.userId, updatedAt: now },
      });
      await audit({
        chain: event.competitionId,
        actorId: actor.userId,
        act: "submit-entry",
        objectKind: "entry",
        objectId: id,
        payload: { from: status, to: "submitted" },
      });
    }
    return allow({ count: entries.length });
  });
}
