/** Which blank forms of a round are printed at once: all, those of a day, of a sub-criterion, or of one code. */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** Null leaves it open; all null is the whole round. */
export type PrintSelection = {
  readonly day: number | null;
  readonly subCriterionId: string | null;
  /** A blind code. */
  readonly code: string | null;
};

export const EVERY_FORM: PrintSelection = { day: null, subCriterionId: null, code: null };

/** The most forms of one file: larger rounds are printed by day or by sub-criterion. */
export const MOST_FORMS = 2_000;

export function isSelected(
  { day, subCriterionId, code }: PrintSelection,
  form: { readonly day: number; readonly subCriterionId: string; readonly code: string },
): boolean {
  if (day !== null && form.day !== day) return false;
  if (subCriterionId !== null && form.subCriterionId !== subCriterionId) return false;
  return code === null || form.code === code;
}

export const PRINT_REFUSALS = ["marking-over", "nothing-to-print", "too-many-forms"] as const;
export type PrintRefusal = (typeof PRINT_REFUSALS)[number];

/** Blank forms are for filling in: before judging and while it lasts. */
export function decidePrint(phase: RoundPhase, forms: number): Decision<null, PrintRefusal> {
  const refusals: Refusal<PrintRefusal>[] = [];
  if (phase !== "draw" && phase !== "judging") refusals.push({ code: "marking-over" });
  if (forms === 0) refusals.push({ code: "nothing-to-print" });
  if (forms > MOST_FORMS) refusals.push({ code: "too-many-forms", params: { count: forms, limit: MOST_FORMS } });
  return decide(refusals, null);
}
