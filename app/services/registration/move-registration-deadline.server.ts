/** Moves the deadline of registration while it is open, with a reason: to a later moment, to an earlier one, or to now. */
import { decideDeadline } from "#app/domain/registration/deadline.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { watchRegistrationDeadline } from "#app/services/registration/watch-registration-deadline.server.ts";

/** @param input.closesAt null: registration closes at this moment */
export function moveRegistrationDeadline(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly closesAt: Date | null; readonly reason: string },
): Promise<Decision<{ readonly closesAt: string }>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const { competitionId } = input;
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, registrationClosesAt: true, startsOn: true },
    });
    const now = runtime.clock.now();
    const decision = decideDeadline({
      phase: competition.phase as CompetitionPhase,
      closesAt: competition.registrationClosesAt.getTime(),
      startsOn: competition.startsOn.getTime(),
      now: now.getTime(),
      to: input.closesAt?.getTime() ?? null,
      reason: input.reason,
    });
    if (!decision.ok) return decision;
    const closesAt = new Date(decision.value);
    const { count } = await tables.competition.updateMany({
      where: { id: competitionId, phase: "registration", registrationClosesAt: competition.registrationClosesAt },
      data: { registrationClosesAt: closesAt },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await watchRegistrationDeadline(write, { competitionId, closesAt });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "move-registration-deadline",
      objectKind: "competition",
      objectId: competitionId,
      payload: {
        from: competition.registrationClosesAt.toISOString(),
        to: closesAt.toISOString(),
      },
      reason: input.reason.trim(),
    });
    await sendMessage(write, {
      competitionId,
      kind: "deadline-moved",
      params: { until: closesAt.getTime() },
      path: null,
      sentById: actor.userId,
      at: now,
      to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader", "reviewer"] }) },
    });
    return allow({ closesAt: closesAt.toISOString() });
  });
}
