/** The organiser opens the publicity of the winners' lists, one list for each event, out of its last round (DOMAIN 2: 5 working days). */
import { decideCompetitionAct } from "#app/domain/phases/competition-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { publishWinners } from "#app/services/results/publish-winners.server.ts";

/** @returns the end of the period (ISO), or every unmet condition. */
export function openPublicity(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<{ readonly closesAt: string }>> {
  return runtime.database.write<{ closesAt: string }, string>(async (write) => {
    const { tables, audit } = write;
    const now = runtime.clock.now();
    const facts = await getCompetitionFacts(tables, competitionId, { now, actorId: actor.userId });
    const decided = decideCompetitionAct("open-publicity", facts);
    if (!decided.ok) return decided;
    const { publicityWorkingDays } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { publicityWorkingDays: true },
    });
    const closesAt = addWorkingDays(now, publicityWorkingDays);
    const moved = await tables.competition.updateMany({
      where: { id: competitionId, phase: facts.phase },
      data: { phase: decided.value, publicityEndsAt: closesAt, publicityOpenedById: actor.userId },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    await publishWinners(write, { competitionId, actorId: actor.userId, now, closesAt });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "open-publicity",
      objectKind: "competition",
      objectId: competitionId,
      payload: { closesAt: closesAt.toISOString() },
    });
    return allow({ closesAt: closesAt.toISOString() });
  });
}
