/** Makes a competition known: from here on it can be found, and entered once registration opens. */
import { decideCompetitionAct } from "#app/domain/phases/competition-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";

/** @returns the phase entered, or every unmet condition. */
export async function announceCompetition(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string },
): Promise<Decision<{ phase: CompetitionPhase }>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const { competitionId } = input;
    const facts = await getCompetitionFacts(tables, competitionId, runtime.clock.now());
    const decision = decideCompetitionAct("announce", facts);
    if (!decision.ok) return decision;
    const phase = decision.value;
    const { count } = await tables.competition.updateMany({ where: { id: competitionId, phase: facts.phase }, data: { phase } });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "announce-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { phase },
    });
    return allow({ phase });
  });
}
