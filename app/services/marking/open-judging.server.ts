/** The chief judge opens judging: the round pins rules, scheme and marking team, and gets its forms and its board (DOMAIN 2 and 5). */
import { listSubCriteria, type SubCriterion } from "#app/domain/marking/scheme.ts";
import { decideRoundAct, type RoundFacts } from "#app/domain/phases/round-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
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
    const panels = await pinPanels(tables, { roundId, subCriteria, facts, now, actorId: actor.userId });
    const forms = subjects.flatMap(({ subjectId }) =>
      subCriteria.map(({ id }) => ({
        id: newId(),
        roundId,
        subjectId,
        subCriterionId: id,
        panelId: panels.get(id) ?? "",
        status: "open",
        revision: 0,
      })),
    );
    await tables.markingForm.createMany({ data: forms });
    await tables.board.create({ data: { roundId, version: 1, changedAt: now } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "open-judging",
      objectKind: "round",
      objectId: roundId,
      payload: { rulesId, schemeId, panels: [...panels.values()], forms: forms.length },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ forms: forms.length });
  });
}

/** The panel of each sub-criterion, by its id: as assigned, or all marking judges where nobody was. */
async function pinPanels(
  tables: Tables,
  input: { roundId: string; subCriteria: readonly SubCriterion[]; facts: RoundFacts; now: Date; actorId: string },
): Promise<ReadonlyMap<string, string>> {
  const { roundId, subCriteria, facts, now, actorId } = input;
  const assigned = await tables.panel.findMany({ where: { roundId, number: 1 }, select: { id: true, subCriterionId: true } });
  const panels = new Map(assigned.map(({ id, subCriterionId }) => [subCriterionId, id]));
  for (const { id: subCriterionId } of subCriteria) {
    if (panels.has(subCriterionId)) continue;
    const id = newId();
    panels.set(subCriterionId, id);
    await tables.panel.create({
      data: {
        id,
        roundId,
        subCriterionId,
        number: 1,
        reason: "",
        createdById: actorId,
        createdAt: now,
        judges: { create: facts.markingJudges.map((judgeId) => ({ judgeId })) },
      },
    });
  }
  return panels;
}
