/** What is wrong in a file of a trial calculation, and where: a code that becomes a sentence in i18n. */

import type { Refusal } from "#app/domain/shared/decision.ts";

export const TRIAL_FAULTS = [
  "json-malformed",
  "json-key-repeated",
  "rule-missing",
  "rule-unknown",
  "rule-wrong-type",
  "rule-out-of-range",
  "rule-not-one-of",
  "rule-too-many-places",
  "rule-key-repeated",
  "rule-key-reserved",
  "rule-weights-nothing",
  "rule-weights-near",
  "rule-weights-too-much",
  "rule-shares-above-100",
  "rule-tiers-not-from-first",
  "rule-below-repeated",
  "rule-needs-scale",
  "quote-not-closed",
  "quote-followed",
  "file-empty",
  "column-missing",
  "column-repeated",
  "row-length",
  "entry-missing",
  "entry-repeated",
  "mark-not-decimal",
  "mark-negative",
  "mark-too-many-places",
  "mark-too-large",
  "total-differs",
  "status-unknown",
  "eligible-unknown",
  "value-not-comparable",
  "value-kinds-mixed",
  "order-not-whole",
] as const;
export type TrialFaultCode = (typeof TRIAL_FAULTS)[number];

export type TrialFault = {
  readonly file: "rules" | "entries";
  /** From 1, as a text editor or a spreadsheet counts. */
  readonly row: number;
  readonly column: number;
  readonly refusal: Refusal<TrialFaultCode>;
};
