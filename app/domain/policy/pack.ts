/** What a policy pack is: one policy document as versioned data, row by row, each row with its clause in the document's words. */
import type { Fen } from "#app/domain/shared/units.ts";
import type { OrganisationKind, Tier } from "#app/domain/shared/vocabulary.ts";

/** Whether the document binds: a draft (征求意见稿) is computed and shown, and never paid. */
export const DOCUMENT_STATUSES = ["draft", "in-force", "expired"] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The grade of a result (等第) that clauses pay by: not the place, not the medal. */
export const AWARD_GRADES = [1, 2, 3] as const;
export type AwardGrade = (typeof AWARD_GRADES)[number];

export const ROW_KINDS = ["winner-reward", "training-organisation-reward", "head-count-subsidy"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Which relation of a competitor a row tests against the region of its document. */
export const POLICY_RELATIONS = ["person", "training-organisation", "employer-or-school"] as const;
export type PolicyRelation = (typeof POLICY_RELATIONS)[number];

export const TAX_BASES = ["after-tax", "unknown"] as const;
export type TaxBasis = (typeof TAX_BASES)[number];

/** Whether the document says that it pays once (一次性). */
export const RECURRENCES = ["one-off", "unknown"] as const;
export type Recurrence = (typeof RECURRENCES)[number];

/**
 * What a document leaves open in a row, for an officer to decide before anything is paid:
 * who is a person of the district; which prize counts as which grade; whether the competition is the WorldSkills competition
 * that the clause names; whether a training organisation is paid per medal or per event.
 */
export const POLICY_CONDITIONS = [
  "person-of-district",
  "award-grade-mapping",
  "world-skills-competition",
  "training-organisation-count",
] as const;
export type PolicyCondition = (typeof POLICY_CONDITIONS)[number];

/** Exact, at most, or not said. Unknown is not zero. */
export type Amount =
  | { readonly kind: "exact"; readonly fen: Fen }
  | { readonly kind: "ceiling"; readonly fen: Fen }
  | { readonly kind: "unknown" };

/** The document itself. Dates are YYYY-MM-DD; a draft has none. `issuer` and `number` are null where the text does not say. */
export type PolicyDocument = {
  readonly title: string;
  readonly titleEn: string;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly issuerEn: string | null;
  readonly status: DocumentStatus;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  /** The region whose people and organisations the document pays. */
  readonly regionCode: string;
};

/** A row of one kind: what the three kinds share, and the pair of beneficiary and relation that goes with the kind. */
type RowOf<Kind extends RowKind, Beneficiary extends string, Per extends string, Tests> = {
  /** Unique in its pack, stable from version to version. */
  readonly id: string;
  /** The clause as cited: "(14)". */
  readonly clause: string;
  /** The clause's number and heading as printed in the document. */
  readonly heading: string;
  /** The clause's own words, verbatim; …… stands where words between are left out. */
  readonly text: string;
  /** The row in plain words. */
  readonly summary: string;
  readonly summaryEn: string;
  readonly kind: Kind;
  readonly beneficiary: Beneficiary;
  readonly per: Per;
  readonly tests: Tests;
  readonly amount: Amount;
  readonly taxBasis: TaxBasis;
  readonly recurrence: Recurrence;
  readonly conditions: readonly PolicyCondition[];
  /** Who pays, where the document says so; the lead unit (牵头单位) of a clause is not the payer. */
  readonly payer: string | null;
};

/** A reward to the winner: one amount for an entry, whether one person or a team. */
export type WinnerRewardRow = RowOf<
  "winner-reward",
  "person-or-team",
  "person-or-team",
  {
    readonly relation: "person";
    readonly tiers: readonly Tier[];
    /** The region that must hold the competition, where the clause means one of its own; null: whoever holds it. */
    readonly hostRegionCode: string | null;
    readonly awardGrades: readonly AwardGrade[];
  }
>;

/** A reward to the organisation that trained the winner (培养单位): one amount for an organisation. */
export type TrainingOrganisationRewardRow = RowOf<
  "training-organisation-reward",
  "training-organisation",
  "organisation",
  {
    readonly relation: "training-organisation";
    readonly tiers: readonly Tier[];
    readonly hostRegionCode: string | null;
    readonly awardGrades: readonly AwardGrade[];
  }
>;

/** A subsidy to the competitor's employer or school: one amount for each person who reaches the round. */
export type HeadCountSubsidyRow = RowOf<
  "head-count-subsidy",
  "employer-or-school",
  "head",
  {
    readonly relation: "employer-or-school";
    readonly tiers: readonly Tier[];
    readonly hostRegionCode: string | null;
    readonly roundReached: "final";
    /** The kinds of organisation that the clause names; any other kind is left to a person. */
    readonly organisationKinds: readonly OrganisationKind[];
    readonly otherKinds: "needs-decision";
  }
>;

export type PolicyRow = WinnerRewardRow | TrainingOrganisationRewardRow | HeadCountSubsidyRow;

/** One version of one document. What used a version keeps it: a change is a new version. */
export type PolicyPack = {
  readonly name: string;
  readonly version: number;
  readonly document: PolicyDocument;
  readonly rows: readonly PolicyRow[];
};
