/** A correction of a form whose results were submitted (DOMAIN 5): who did which step, and what it changed; by code, never by whose it is. */
import type { CorrectionState } from "#app/domain/marking/correction.ts";

/** Who did a step, and when (ISO). */
export type CorrectionStep = { readonly displayName: string; readonly at: string };

/** Marks in hundredths; `after` is null until the form was confirmed again. */
export type CorrectedAspect = {
  readonly id: string;
  readonly text: string;
  readonly maximum: number;
  readonly before: number | null;
  readonly after: number | null;
};

export type CorrectionView = {
  readonly correctionId: string;
  readonly formId: string;
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly state: CorrectionState;
  readonly reason: string;
  readonly requested: CorrectionStep;
  readonly chiefJudge: CorrectionStep | null;
  readonly supervisor: CorrectionStep | null;
  readonly refused: (CorrectionStep & { readonly reason: string }) | null;
  readonly corrected: CorrectionStep | null;
  readonly markBefore: number | null;
  readonly markAfter: number | null;
  readonly maximum: number;
  /** In the order of the scheme. */
  readonly aspects: readonly CorrectedAspect[];
  /** Display names of those who signed the form, as it was and as it is. */
  readonly team: readonly string[];
};
