/** Which judges mark which sub-criterion, before judging opens: quick ways to fill the plan, and whether it may be stored (DOMAIN 5). */

import { type ClashCode, listClashes, type PanelPlan, type PanelsToCheck, type PoolJudge } from "#app/domain/panels/clashes.ts";
import type { PartialityKind } from "#app/domain/panels/partiality.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Role, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export type AssignmentRefusal = ClashCode | "round-phase-wrong" | "sub-criterion-unknown";

/**
 * Whether the plan may be stored: judges of the pool only, neutral where marking is blind, with no duty that excludes marking.
 * What is only incomplete may be stored: it keeps judging from opening.
 */
export function decideAssignment(
  input: PanelsToCheck & { readonly phase: RoundPhase },
): Decision<readonly PanelPlan[], AssignmentRefusal> {
  const { phase, subCriteria, panels } = input;
  // The clashes of a plan that comes too late would only confuse.
  if (phase !== "draw") return decide([{ code: "round-phase-wrong", params: { phase, needed: "draw" } }], []);
  const known = new Set(subCriteria.map(({ id }) => id));
  const unknown = panels.filter(({ subCriterionId }) => !known.has(subCriterionId));
  const refusals: Refusal<AssignmentRefusal>[] = [
    ...unknown.map(({ subCriterionId }) => ({
      code: "sub-criterion-unknown" as const,
      params: { subCriterion: subCriterionId },
    })),
    ...listClashes(input)
      .filter(({ weight }) => weight === "refusal")
      .map(({ refusal }) => refusal),
  ];
  const plans = panels.map(({ subCriterionId, judges }) => ({ subCriterionId, judges: [...new Set(judges)] }));
  return decide(
    refusals,
    plans.filter(({ judges }) => judges.length > 0),
  );
}

/**
 * The panels that judging would open with: as assigned; where nobody was assigned the whole pool, when it is no larger than a panel.
 * A larger pool has to be assigned: nobody can say who of them marks.
 */
export function fillPanels(
  subCriteria: readonly { readonly id: string }[],
  assigned: readonly PanelPlan[],
  pool: readonly string[],
  judgesPerForm: number,
): readonly PanelPlan[] {
  const judgesOf = new Map(assigned.map(({ subCriterionId, judges }) => [subCriterionId, judges]));
  const otherwise = pool.length <= judgesPerForm ? pool : [];
  return subCriteria.map(({ id }) => ({ subCriterionId: id, judges: judgesOf.get(id) ?? otherwise }));
}

/** One panel for every sub-criterion. */
export function assignToAll(subCriteria: readonly { readonly id: string }[], judges: readonly string[]): readonly PanelPlan[] {
  return subCriteria.map(({ id }) => ({ subCriterionId: id, judges }));
}

/**
 * Panels that follow each other round the pool: five judges in panels of three give 1-2-3, 4-5-1, 2-3-4 and so on, so that each
 * judge has about as much to mark as any other. A pool smaller than a panel fills each panel as far as it reaches.
 */
export function rotatePanels(
  subCriteria: readonly { readonly id: string }[],
  pool: readonly string[],
  judgesPerForm: number,
): readonly PanelPlan[] {
  const size = pool.length < judgesPerForm ? pool.length : judgesPerForm;
  return subCriteria.map(({ id }, index) => ({
    subCriterionId: id,
    judges: Array.from({ length: size }, (_, seat) => pool[(index * size + seat) % pool.length] ?? ""),
  }));
}

/** A judge of an event with his duties in it. */
export type EventJudge = PoolJudge & { readonly roles: readonly Role[] };

export type PartialJudges = {
  /** Display names of those whose own unit has an entry, and of those with a declared conflict, sorted. */
  readonly judgesOfEnteredUnits: readonly string[];
  readonly judgesWithConflicts: readonly string[];
};

/** What stands against bringing works before judges who are not neutral. */
export function checkNeutral({
  judgesOfEnteredUnits,
  judgesWithConflicts,
}: PartialJudges): readonly Refusal<"judges-of-entered-units" | "judges-with-conflicts">[] {
  const [units, declared] = [judgesOfEnteredUnits.join(", "), judgesWithConflicts.join(", ")];
  return [
    ...(units === "" ? [] : [{ code: "judges-of-entered-units" as const, params: { judges: units } }]),
    ...(declared === "" ? [] : [{ code: "judges-with-conflicts" as const, params: { judges: declared } }]),
  ];
}

/**
 * The judges who are not neutral and would have to be. Of the marking judges only those who are really in a panel, and none in open
 * marking, where a reserve takes their place form by form; of the others all.
 * @param members ids of the judges in the panels that judging would open with
 */
export function listPartialJudges(
  judges: readonly EventJudge[],
  members: ReadonlySet<string>,
  marking: EventRules["marking"],
): PartialJudges {
  const bound = judges.filter(
    ({ judgeId, roles }) => roles.some((role) => role !== "marking-judge") || (marking === "blind" && members.has(judgeId)),
  );
  const namesOf = (isMeant: (kind: PartialityKind) => boolean) =>
    [
      ...new Set(
        bound.filter(({ partialities }) => partialities.some(({ kind }) => isMeant(kind))).map(({ displayName }) => displayName),
      ),
    ].sort(compareText);
  return {
    judgesOfEnteredUnits: namesOf((kind) => kind === "own-unit"),
    judgesWithConflicts: namesOf((kind) => kind !== "own-unit"),
  };
}
