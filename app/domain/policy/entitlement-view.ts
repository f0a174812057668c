/** Entitlements as a reader gets them: a ledger of rows with sums, and one in full; names and words beside what was computed. */
import type { DivisionView } from "#app/domain/money/division.ts";
import type { DecisionOutcome, EntitlementActKind } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { Amount, PolicyDocument, PolicyRow } from "#app/domain/policy/pack.ts";
import type { EntitlementDifference } from "#app/domain/policy/reconcile.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type LedgerFilter = {
  /** The name of a pack. */
  readonly document: string | null;
  readonly state: EntitlementState | null;
  readonly kind: string | null;
  readonly draft: boolean | null;
  /** A competition's code. */
  readonly competition: string | null;
  /** Only what a later computation says differently and nobody settled. */
  readonly differs: boolean;
};

export type EntitlementRow = {
  readonly id: string;
  readonly competition: (Named & { readonly code: string }) | null;
  readonly event: Named | null;
  /** The people of the entry or of the recorded fact. */
  readonly people: readonly string[];
  /** Who gets it: the person, the team, or the organisation; null: to be decided. */
  readonly beneficiary: string | null;
  readonly kind: PolicyRow["kind"];
  readonly amount: Amount;
  readonly settledFen: number | null;
  readonly clause: string;
  readonly row: Pick<PolicyRow, "text" | "summary" | "summaryEn" | "taxBasis">;
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
  readonly outcome: "owed" | "needs-decision";
  readonly draft: boolean;
  readonly state: EntitlementState;
  readonly hasOpenDifference: boolean;
};

/** Sums in fen over all that the filter lets through and nobody withdrew or refused; never a draft added to what is owed. */
export type LedgerTotals = {
  readonly owedFen: number;
  /** Of allowances, for each month: no part of `owedFen`. */
  readonly monthlyFen: number;
  readonly ceilingFen: number;
  readonly unknown: number;
  readonly draftFen: number;
  readonly toDecide: number;
  readonly differences: number;
};

export type EntitlementLedger = {
  readonly rows: readonly EntitlementRow[];
  /** How many the filter lets through; only the first of them are listed. */
  readonly count: number;
  readonly totals: LedgerTotals;
  readonly choices: {
    readonly documents: readonly (Pick<PolicyDocument, "title" | "titleEn"> & {
      readonly pack: string;
      readonly region: Named;
    })[];
    readonly competitions: readonly (Named & { readonly code: string })[];
    readonly kinds: readonly PolicyRow["kind"][];
  };
};

/** The acts that its page offers; what moves money has pages of its own. */
export const OFFERED_ACTS = [
  "apply",
  "review",
  "publicise",
  "refuse",
  "reopen",
  "keep",
  "close",
] as const satisfies readonly EntitlementActKind[];
export type OfferedAct = (typeof OFFERED_ACTS)[number];

/** One entitlement in full. Moments are ISO. */
export type EntitlementView = EntitlementRow & {
  readonly heading: string;
  /** What a review settles, with the sentence of each. */
  readonly questions: readonly Refusal[];
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly needsOrganisation: boolean;
  readonly publicityEndsAt: string | null;
  readonly difference: EntitlementDifference | null;
  readonly history: readonly {
    readonly act: EntitlementActKind;
    readonly toState: EntitlementState;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
  readonly decisions: readonly {
    readonly code: string;
    readonly outcome: DecisionOutcome;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
  /** By act, every reason against it; null where this reader does nothing here. */
  readonly acts: Readonly<Record<OfferedAct, readonly Refusal[]>> | null;
  /** Of a team's reward; null: it is one person's or an organisation's. */
  readonly division: DivisionView | null;
  /** Whether this reader may divide it. */
  readonly mayDivide: boolean;
  /** The recorded fact that it rests on, with its evidence, where that is one and open to this reader. */
  readonly recordId: string | null;
  /** Whether the page of its money is open to this reader. */
  readonly hasLedger: boolean;
  readonly regions: Readonly<Record<string, Named>>;
};
