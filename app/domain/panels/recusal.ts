/** Recusal in open marking: single forms pass to a panel in which a neutral reserve has the place of who is not neutral (DOMAIN 5). */

import { allotForms } from "#app/domain/panels/allot-forms.ts";
import { type FurtherPanel, listBarred, type PanelForm } from "#app/domain/panels/change-panel.ts";
import type { PanelPlan, PoolJudge } from "#app/domain/panels/clashes.ts";

/** The reason of a panel that the system made, because one of its forms needed other judges. */
export const RECUSAL = "recusal";

/** A subject of the round with whose it is. */
export type OpenSubject = { readonly subjectId: string; readonly entryId: string };

/** The panels of one sub-criterion: the one assigned for all whose judges are all neutral, and others with reserves. */
export type OpeningPanel = {
  readonly subCriterionId: string;
  readonly judges: readonly string[];
  readonly subjectIds: readonly string[];
};

/**
 * Which panel marks which subject, in open marking.
 * @returns the panels by sub-criterion, and how many forms found no neutral reserve.
 */
export function allotSubjects(
  plans: readonly PanelPlan[],
  pool: readonly PoolJudge[],
  subjects: readonly OpenSubject[],
): { readonly panels: readonly OpeningPanel[]; readonly unserved: number } {
  let left = 0;
  const panels = plans.flatMap(({ subCriterionId, judges }) => {
    const forms = subjects.map(({ subjectId, entryId }) => ({ id: subjectId, judges, barred: listBarred(pool, entryId) }));
    const { panels: allotted, unserved } = allotForms(forms, listReserves(pool));
    left += unserved.length;
    return allotted.map((panel) => ({ subCriterionId, judges: panel.judges, subjectIds: panel.ids }));
  });
  return { panels, unserved: left };
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
