/** 重新公示: final results are public again for a reason found later; the decision that they rested on stays on record (DOMAIN 2 and 8). */
import { decideReopening, type ReopeningRefusal } from "#app/domain/phases/reopening.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import { publishWinners } from "#app/services/results/publish-winners.server.ts";

/**
 * The whole publicity period begins again, in which anyone may object; certificates stand until a re-score set exchanges them.
 * @param input.reference the paper that orders it
 * @returns the end of the period (ISO), or every reason why not
 */
export function reopenResults(
  runtime: Runtime,
  actor: Actor,
  { competitionId, reason, reference }: { readonly competitionId: string; readonly reason: string; readonly reference: string },
): Promise<Decision<{ readonly closesAt: string }, ReopeningRefusal | "changed-meanwhile">> {
  return runtime.database.write<{ closesAt: string }, ReopeningRefusal | "changed-meanwhile">(async (write) => {
    const { tables, audit } = write;
    const now = runtime.clock.now();
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, publicityWorkingDays: true, decisionNumber: true, finalisedAt: true },
    });
    const phase = competition.phase as CompetitionPhase;
    const decided = decideReopening({ phase, reason, reference });
    if (!decided.ok) return decided;
    const closesAt = addWorkingDays(now, competition.publicityWorkingDays);
    const moved = await tables.competition.updateMany({
      where: { id: competitionId, phase },
      data: {
        phase: decided.value,
        publicityEndsAt: closesAt,
        publicityOpenedById: actor.userId,
        decisionNumber: null,
        finalisedAt: null,
      },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const id = newId();
    await tables.reopening.create({
      data: {
        id,
        competitionId,
        reason,
        reference,
        decisionNumber: competition.decisionNumber ?? "",
        finalisedAt: competition.finalisedAt ?? now,
        reopenedById: actor.userId,
        reopenedAt: now,
      },
    });
    await publishWinners(write, { competitionId, actorId: actor.userId, now, closesAt });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "reopen-results",
      objectKind: "competition",
      objectId: competitionId,
      payload: { reopening: id, closesAt: closesAt.toISOString() },
    });
    return allow({ closesAt: closesAt.toISOString() });
  });
}
