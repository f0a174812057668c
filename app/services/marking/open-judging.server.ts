/** The chief judge opens judging: the round pins rules, scheme and marking team, and gets its forms and its board (DOMAIN 2 and 5). */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { fillPanels } from "#app/domain/panels/assignment.ts";
import { allotSubjects, type OpeningPanel, type OpenSubject, RECUSAL } from "#app/domain/panels/recusal.ts";
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
      // Whoever has a code, those who withdrew since too: a code without forms would tell the chief judge whose it is.
      where: { roundId, entry: { rounds: { some: { roundId, participation: { notIn: ["expected", "absent"] } } } } },
      // The ids of forms are made in this order, and judges see them: in the order of entries they would tell who registered first.
      orderBy: { subjectId: "asc" },
      select: { subjectId: true, entryId: true },
    });
    const panels = planPanels(facts, subjects);
    if (panels === null) return refuse({ code: "changed-meanwhile" });
    const panelIds = await pinPanels(tables, { roundId, panels, now, actorId: actor.userId });
    const forms = panels.flatMap(({ subCriterionId, subjectIds }, index) =>
      subjectIds.map((subjectId) => ({
        id: newId(),
        roundId,
        subjectId,
        subCriterionId,
        panelId: panelIds[index] ?? "",
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
      payload: { rulesId, schemeId, panels: panelIds, forms: forms.length },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ forms: forms.length });
  });
}

/**
 * Who marks what: as assigned, or all marking judges where nobody was. In open marking a reserve has the place of who is not
 * neutral; in blind marking nobody looks whose a form is. The assigned panel of a sub-criterion comes first, even without forms.
 * @returns null when there are not enough reserves, which the conditions of the act have excluded.
 */
function planPanels(facts: RoundFacts, subjects: readonly OpenSubject[]): readonly OpeningPanel[] | null {
  const { rules, scheme, pool } = facts;
  if (rules === null || scheme === null) return null;
  const ids = pool.map(({ judgeId }) => judgeId);
  const plans = fillPanels(listSubCriteria(scheme), facts.panels, ids, rules.judgesPerForm);
  const subjectIds = subjects.map(({ subjectId }) => subjectId);
  if (rules.marking === "blind") return plans.map((plan) => ({ ...plan, subjectIds }));
  const { panels, unserved } = allotSubjects(plans, pool, subjects);
  if (unserved > 0) return null;
  return plans.flatMap(({ subCriterionId, judges }) => {
    const own = panels.filter((panel) => panel.subCriterionId === subCriterionId);
    const isAssigned = (panel: OpeningPanel) => panel.judges.every((judgeId) => judges.includes(judgeId));
    const assigned = own.find(isAssigned) ?? { subCriterionId, judges, subjectIds: [] };
    return [assigned, ...own.filter((panel) => !isAssigned(panel))];
  });
}

/** Stores the panels, numbered within their sub-criterion, in the place of the plan. @returns their ids in the same order. */
async function pinPanels(
  tables: Tables,
  input: { roundId: string; panels: readonly OpeningPanel[]; now: Date; actorId: string },
): Promise<readonly string[]> {
  const { roundId, panels, now, actorId } = input;
  await tables.panelJudge.deleteMany({ where: { panel: { roundId } } });
  await tables.panel.deleteMany({ where: { roundId } });
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  for (const { subCriterionId, judges } of panels) {
    const number = (numbers.get(subCriterionId) ?? 0) + 1;
    numbers.set(subCriterionId, number);
    const id = newId();
    ids.push(id);
    await tables.panel.create({
      data: {
        id,
        roundId,
        subCriterionId,
        number,
        reason: number === 1 ? "" : RECUSAL,
        createdById: actorId,
        createdAt: now,
        judges: { create: judges.map((judgeId) => ({ judgeId })) },
      },
    });
  }
  return ids;
}
