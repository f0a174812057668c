/** The chief judge opens judging: the round pins rules, scheme and marking team, and gets its forms and its board (DOMAIN 2 and 5). */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** One form for each code and sub-criterion. @returns how many, or every unmet condition. */
export function openJudging(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly forms: number }>> {
  return runtime.database.write<{ forms: number }, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { facts, competitionId, rulesId, schemeId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("open-judging", facts, actor.userId);
    if (!decided.ok) return decided;
    const moved = await tables.round.updateMany({
      where: { id: roundId, phase: facts.phase },
      data: { phase: decided.value, judgingAt: now, rulesId, schemeId },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const subjects = await tables.blindMapping.findMany({
      where: { roundId, entry: { rounds: { some: { roundId, participation: "checked-in" } } } },
      select: { subjectId: true },
    });
    const subCriteria = facts.scheme ? listSubCriteria(facts.scheme) : [];
    const forms = subjects.flatMap(({ subjectId }) =>
      subCriteria.map(({ id }) => ({ id: newId(), roundId, subjectId, subCriterionId: id, status: "open", revision: 0 })),
    );
    await tables.roundJudge.createMany({ data: facts.markingJudges.map((judgeId) => ({ roundId, judgeId })) });
    await tables.markingForm.createMany({ data: forms });
    await tables.board.create({ data: { roundId, version: 1, changedAt: now } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "open-judging",
      objectKind: "round",
      objectId: roundId,
      payload: { rulesId, schemeId, team: facts.markingJudges, forms: forms.length },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ forms: forms.length });
  });
}
