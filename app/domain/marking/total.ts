/** What one blind code has earned so far: its forms added up by criterion and in total (DOMAIN 6: nothing is rounded here). */

import type { FormState } from "#app/domain/marking/form.ts";
import { listCriteriaOf, listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { addHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export type Total = {
  /** The sum of the complete forms. */
  readonly total: Hundredths;
  /** Every sub-criterion of the scheme has a complete form. */
  readonly isComplete: boolean;
  /** By criterion id; a criterion without a complete form stands with 0. */
  readonly criteria: Readonly<Record<string, Hundredths>>;
  /** By module id; empty where the scheme is not divided. */
  readonly modules: Readonly<Record<string, Hundredths>>;
  readonly formsDone: number;
  readonly formsExpected: number;
};

/**
 * Adds up the forms of one blind code. The caller gives the forms that count: for a board the confirmed ones.
 * @throws RangeError for a form outside the scheme, and for two forms of one sub-criterion.
 */
export function computeTotal(scheme: MarkingScheme, forms: readonly Pick<FormState, "subCriterionId" | "mark">[]): Total {
  const marks = new Map<string, Hundredths | null>();
  for (const { subCriterionId, mark } of forms) {
    if (marks.has(subCriterionId)) throw new RangeError(`two forms for ${subCriterionId}`);
    marks.set(subCriterionId, mark);
  }
  const criteria: Record<string, Hundredths> = {};
  let formsDone = 0;
  let formsExpected = 0;
  for (const criterion of scheme.criteria) {
    const earned: Hundredths[] = [];
    for (const { id } of criterion.subCriteria) {
      formsExpected += 1;
      const mark = marks.get(id) ?? null;
      marks.delete(id);
      if (mark === null) continue;
      formsDone += 1;
      earned.push(mark);
    }
    criteria[criterion.id] = addHundredths(earned);
  }
  const [unknown] = marks.keys();
  if (unknown !== undefined) throw new RangeError(`no sub-criterion ${unknown} in the scheme`);
  return {
    total: addHundredths(Object.values(criteria)),
    isComplete: formsExpected > 0 && formsDone === formsExpected,
    criteria,
    modules: Object.fromEntries(
      listModules(scheme).map(({ id }) => {
        return [id, addHundredths(listCriteriaOf(scheme, id).map((criterion) => criteria[criterion.id] ?? hundredths(0)))];
      }),
    ),
    formsDone,
    formsExpected,
  };
}
