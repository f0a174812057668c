/** Switches what must be done before the start of a competition. */
import { PREPARATION_GATES, type PreparationGates, toGates } from "#app/domain/preparation/gates.ts";
import { decideGates, type PreparingRefusal } from "#app/domain/preparation/preparing.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function setGates(
  runtime: Runtime,
  actor: Actor,
  { competitionId, gates }: { readonly competitionId: string; readonly gates: PreparationGates },
): Promise<Decision<null, PreparingRefusal>> {
  return runtime.database.write<null, PreparingRefusal>(async ({ tables, audit }) => {
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { phase: true, gates: true },
    });
    const decided = decideGates(competition.phase as CompetitionPhase);
    if (!decided.ok) return decided;
    const before = toGates(competition.gates);
    await tables.competition.update({ where: { id: competitionId }, data: { gates } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-gates",
      objectKind: "competition",
      objectId: competitionId,
      payload: {
        before: PREPARATION_GATES.filter((gate) => before[gate]),
        gates: PREPARATION_GATES.filter((gate) => gates[gate]),
      },
    });
    return allow(null);
  });
}
