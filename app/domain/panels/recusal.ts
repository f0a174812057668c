/** Recusal in open marking: single forms pass to a panel in which a neutral reserve has the place of who is not neutral (DOMAIN 5). */

import { allotForms } from "#app/domain/panels/allot-forms.ts";
import { type FurtherPanel, listBarred, type PanelForm } from "#app/domain/panels/change-panel.ts";
import type { PanelPlan, PoolJudge } from "#app/domain/panels/clashes.ts";
import type { EventRules } from "#app/domain/results/rules.ts";

/** The reason of a panel that the system made, because one of its forms needed other judges. */
export const RECUSAL = "recusal";

/** A subject of the round with whose it is. */
export type OpenSubject = { readonly subjectId: string; readonly entryId: string };

/** A panel of one sub-criterion with the works that it marks: the one assigned, for all to whom its judges are neutral, or one with reserves. */
export type MarkingPanel = {
  readonly subCriterionId: string;
  readonly judges: readonly string[];
  readonly subjectIds: readonly string[];
};

/**
 * Which panel marks which work. In open marking a reserve has the place of who is not neutral; in blind marking nobody looks whose
 * a work is. The assigned panel of a sub-criterion comes first, even without works.
 * @returns the panels by sub-criterion; null where a work finds no neutral reserve.
 */
export function planMarking(
  marking: EventRules["marking"],
  plans: readonly PanelPlan[],
  pool: readonly PoolJudge[],
  subjects: readonly OpenSubject[],
): readonly MarkingPanel[] | null {
  if (marking === "blind") return plans.map((plan) => ({ ...plan, subjectIds: subjects.map(({ subjectId }) => subjectId) }));
  const planned: MarkingPanel[] = [];
  for (const { subCriterionId, judges } of plans) {
    const forms = subjects.map(({ subjectId, entryId }) => ({ id: subjectId, judges, barred: listBarred(pool, entryId) }));
    const { panels, unserved } = allotForms(forms, listReserves(pool));
    if (unserved.length > 0) return null;
    const own = panels.map((panel) => ({ subCriterionId, judges: panel.judges, subjectIds: panel.ids }));
    const assigned = own.find((panel) => isSamePanel(panel.judges, judges));
    planned.push(assigned ?? { subCriterionId, judges, subjectIds: [] }, ...own.filter((panel) => panel !== assigned));
  }
  return planned;
}

export function isSamePanel(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((judge) => other.includes(judge));
}

/** A panel that a sub-criterion has while judging is open. */
export type StandingPanel = PanelPlan & {
  /** From 1 within its sub-criterion. */
  readonly number: number;
  readonly reason: string;
  /** How many forms it has now. */
  readonly forms: number;
};

/**
 * To which panel of each sub-criterion works come that are taken in later: the latest that all forms passed to. In blind marking it
 * is the latest there is. In open marking single forms pass to others, because of a conflict or by the chief judge's decision: those
 * panels take nothing that is new.
 */
export function listPanelsInForce(marking: EventRules["marking"], panels: readonly StandingPanel[]): readonly PanelPlan[] {
  const latest = new Map<string, StandingPanel>();
  for (const panel of panels) {
    const isForSome = marking === "open" && panel.number > 1 && (panel.reason === RECUSAL || panel.forms < 2);
    const known = latest.get(panel.subCriterionId);
    if (!isForSome && (known === undefined || known.number < panel.number)) latest.set(panel.subCriterionId, panel);
  }
  return [...latest.values()].map(({ subCriterionId, judges }) => ({ subCriterionId, judges }));
}

/**
 * The further panels that a conflict asks for which was declared while judging is open: of the forms that are not confirmed, those
 * that somebody has who must not. A form for which no reserve is left stays where it is, and nothing can be done on it by who is
 * not neutral, nor can it be confirmed.
 */
export function allotRecusals(forms: readonly PanelForm[], pool: readonly PoolJudge[]): readonly FurtherPanel[] {
  const open = forms.filter(({ status }) => status !== "confirmed");
  const subCriteria = [...new Set(open.map(({ subCriterionId }) => subCriterionId))];
  return subCriteria.flatMap((subCriterionId) => {
    const needing = open
      .filter((form) => form.subCriterionId === subCriterionId)
      .map(({ formId, judges, entryId }) => ({ id: formId, judges, barred: listBarred(pool, entryId) }))
      .filter(({ judges, barred }) => judges.some((judge) => barred.has(judge)));
    const { panels } = allotForms(needing, listReserves(pool));
    return panels.map(({ judges, ids }) => ({ subCriterionId, judges, formIds: ids }));
  });
}

function listReserves(pool: readonly PoolJudge[]): readonly string[] {
  return pool.filter(({ excluding }) => excluding.length === 0).map(({ judgeId }) => judgeId);
}
