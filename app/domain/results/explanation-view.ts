/** A result explained, and a tie to be decided, as pages show them: what the domain says with the words of people and times. */

import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Explanation } from "#app/domain/results/explain-result.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import type { ChiefTie } from "#app/domain/results/tie-decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** A value that was replaced, or that replaced another. Times are ISO. */
export type RevisionView = {
  readonly sequence: number;
  readonly judge: string;
  readonly scoreRound: number;
  readonly value: number;
  readonly reason: string;
  readonly at: string;
};

/** A form that was opened again after it was confirmed. */
export type CorrectionView = {
  readonly subCriterionId: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly grantedBy: readonly string[];
  readonly markBefore: number | null;
  readonly markAfter: number | null;
  /** ISO. */
  readonly at: string;
};

export type DecisionView = { readonly reason: string; readonly by: string; readonly at: string; readonly position: number };

export type ExplanationPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
  readonly maximum: number;
  readonly code: string | null;
  /** Null while marks are blind. */
  readonly holder: {
    readonly entrantNumber: string | null;
    readonly names: readonly string[];
    readonly delegation: { readonly name: string; readonly nameEn: string };
  } | null;
  readonly explanation: Explanation;
  /** What the neighbours are called: by their id in the explanation. */
  readonly neighbours: Readonly<Record<string, string>>;
  /** Names of judges by user id; empty for a reader who may not see them. */
  readonly judges: Readonly<Record<string, string>>;
  /** By aspect id: the aspects whose values were changed, each with all that was entered. */
  readonly revisions: Readonly<Record<string, readonly RevisionView[]>>;
  readonly corrections: readonly CorrectionView[];
  readonly decision: DecisionView | null;
};

/** Entries that only the chief judge can order, as he sees them. */
export type TieView = Omit<ChiefTie, "entryIds"> & {
  readonly entries: readonly { readonly entryId: string; readonly who: string; readonly place: number }[];
  /** Of the order that stands; blank while none does. */
  readonly reason: string;
};
