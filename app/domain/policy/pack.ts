/** What a policy pack is: one policy document as versioned data, row by row, each row with its clause in the document's words. */
import type { Fen } from "#app/domain/shared/units.ts";
import type { Award, CompetitionClass, OrganisationKind, SkillLevel, Sphere, Tier } from "#app/domain/shared/vocabulary.ts";

/** Whether the document binds: a draft (征求意见稿) is computed and shown, and never paid. */
export const DOCUMENT_STATUSES = ["draft", "in-force", "expired"] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** The grade of a result (等第) that clauses pay by: not the place, not the medal. */
export const AWARD_GRADES = [1, 2, 3] as const;
export type AwardGrade = (typeof AWARD_GRADES)[number];

/** What a row gives. The first six answer to a result, the others to what an officer records beside it. */
export const ROW_KINDS = [
  "winner-reward",
  "training-organisation-reward",
  "head-count-subsidy",
  "level-promotion",
  "title-eligibility",
  "recommendation",
  "honour-reward",
  "talent-allowance",
  "level-reward",
  "mentor-subsidy",
  "carrier-grant",
  "competition-support",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** The honours that the documents name; which region confers one is part of its name. */
export const HONOURS = [
  "china-skills-award",
  "national-technical-expert",
  "state-council-allowance",
  "national-master-studio-leader",
  "regional-master-studio-leader",
  "dalian-craftsman",
  "jiading-craftsman",
  "jiading-skill-pacesetter",
  "jiading-technical-expert",
  "jiading-craftsman-lifetime",
  "lianyungang-technical-expert",
  "lianyungang-skill-pacesetter",
] as const;
export type Honour = (typeof HONOURS)[number];

/**
 * Classes of talent that an authority recognises: 领军人才, 高端人才, 青年才俊 (Dalian (9)), where scarce talent has a class of its
 * own; A 类顶尖人才, B 类杰出人才, C 类领军人才, D 类精英人才, E 类新星人才 (Jiading (9)).
 */
export const TALENT_CLASSES = [
  "leading",
  "high-end",
  "young",
  "scarce",
  "class-a",
  "class-b",
  "class-c",
  "class-d",
  "class-e",
] as const;
export type TalentClass = (typeof TALENT_CLASSES)[number];

/** What an organisation may be recognised as: a training base, a master studio, an innovation studio, a base for one of two competitions. */
export const CARRIERS = [
  "training-base",
  "master-studio",
  "innovation-studio",
  "world-competition-base",
  "national-competition-base",
] as const;
export type Carrier = (typeof CARRIERS)[number];

/** 正高级, 副高级. */
export const TITLES = ["senior", "associate-senior"] as const;
export type Title = (typeof TITLES)[number];

/** Which relation of a competitor a row tests against the region of its document. */
export const POLICY_RELATIONS = ["person", "training-organisation", "employer-or-school", "employer", "organisation"] as const;
export type PolicyRelation = (typeof POLICY_RELATIONS)[number];

/** Whether the document gives an amount after tax (税后) or before it (税前); most do not say. */
export const TAX_BASES = ["after-tax", "before-tax", "unknown"] as const;
export type TaxBasis = (typeof TAX_BASES)[number];

/** Whether the document says that it pays once (一次性). */
export const RECURRENCES = ["one-off", "unknown"] as const;
export type Recurrence = (typeof RECURRENCES)[number];

/**
 * What a document leaves open in a row, for an officer to decide before anything is paid:
 * - `person-of-district`: who is a person of the district.
 * - `award-grade-mapping`: which prize counts as which grade.
 * - `world-skills-competition`: whether the competition is the WorldSkills competition that the clause names.
 * - `training-organisation-count`: whether a training organisation is paid per medal or per event.
 * - `qualifies`: "who qualifies" or "as ruled" (符合条件, 按规定) without saying by what.
 * - `threshold-unknown`: how good a result has to be is not said.
 * - `selection`: given to some of those who qualify (择优, 选树).
 * - `enterprise-or-person`: whether the enterprise or the person gets it is not said.
 * - `period-stated`: stated for a period that may be over.
 * - `local-holder`: what a holder who was there already gets is left to other rules.
 * - `may`: the authority may pay (可).
 */
export const POLICY_CONDITIONS = [
  "person-of-district",
  "award-grade-mapping",
  "world-skills-competition",
  "training-organisation-count",
  "qualifies",
  "threshold-unknown",
  "selection",
  "enterprise-or-person",
  "period-stated",
  "local-holder",
  "may",
] as const;
export type PolicyCondition = (typeof POLICY_CONDITIONS)[number];

/** Exact, at most, or not said. Unknown is not zero. */
export type Amount =
  | { readonly kind: "exact"; readonly fen: Fen }
  | { readonly kind: "ceiling"; readonly fen: Fen }
  | { readonly kind: "unknown" }
  /** Nothing in money: a promotion, a title, a recommendation. */
  | { readonly kind: "none" };

/** How often a row pays: once, or every month for so many months (null: not said). */
export type Payment = { readonly every: "once" } | { readonly every: "month"; readonly months: number | null };

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

/** A row of one kind: what all kinds share, and the pair of beneficiary and relation that goes with the kind. */
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
  readonly payment: Payment;
  readonly conditions: readonly PolicyCondition[];
  /** Who pays, where the document says so; the lead unit (牵头单位) of a clause is not the payer. */
  readonly payer: string | null;
};

/** One object of all members, as a schema reads it. */
type Flat<Parts> = { [Key in keyof Parts]: Parts[Key] };

/** Whose competition counts, at which tiers. */
export type CompetitionTests = {
  readonly tiers: readonly Tier[];
  /** The region that must hold the competition, where the clause means one of its own; null: whoever holds it. */
  readonly hostRegionCode: string | null;
  /** The hosts of the joint competition that the clause names beside it; left out: it names none, and a joint one is to be decided. */
  readonly jointHostRegionCodes?: readonly string[] | undefined;
};

/** A reward to the winner: one amount for an entry, whether one person or a team. */
export type WinnerRewardRow = RowOf<
  "winner-reward",
  "person-or-team",
  "person-or-team",
  Flat<CompetitionTests & { readonly relation: "person"; readonly awardGrades: readonly AwardGrade[] }>
>;

/** A reward to the organisation that trained the winner (培养单位): one amount for an organisation. */
export type TrainingOrganisationRewardRow = RowOf<
  "training-organisation-reward",
  "training-organisation",
  "organisation",
  Flat<CompetitionTests & { readonly relation: "training-organisation"; readonly awardGrades: readonly AwardGrade[] }>
>;

/** A subsidy to the competitor's employer or school: one amount for each person who reaches the round. */
export type HeadCountSubsidyRow = RowOf<
  "head-count-subsidy",
  "employer-or-school",
  "head",
  Flat<
    CompetitionTests & {
      readonly relation: "employer-or-school";
      readonly roundReached: "final";
      /** The kinds of organisation that the clause names; any other kind is left to a person. */
      readonly organisationKinds: readonly OrganisationKind[];
      readonly otherKinds: "needs-decision";
    }
  >
>;

/** 晋升: a result that the document promises a promotion for; by how much is the home authority's rule. */
export type LevelPromotionRow = RowOf<
  "level-promotion",
  "person",
  "person",
  Flat<
    CompetitionTests & {
      readonly relation: "person";
      readonly awardGrades: readonly AwardGrade[];
      /** The highest level that the clause can lead to; null: not said. */
      readonly ceiling: SkillLevel | null;
    }
  >
>;

/** By grade (等第); or by the awards themselves where the document names them (金、银、铜牌): no reading of grades makes a medal. */
export type AskedPrize = { readonly awardGrades: readonly AwardGrade[] } | { readonly awards: readonly Award[] };

/** A title that a medallist or the holder of an honour may apply for directly. */
export type TitleEligibilityRow = RowOf<
  "title-eligibility",
  "person",
  "person",
  {
    readonly relation: "person";
    readonly title: Title;
    /** Results that open it; null: none do. */
    readonly result: Flat<
      CompetitionTests & {
        /** Null: a competition of any class. */
        readonly classes: readonly CompetitionClass[] | null;
      } & AskedPrize
    > | null;
    /** Honours that open it. */
    readonly honours: readonly Honour[];
  }
>;

/** A recommendation that a result or an honour opens: for an honour, a bank of experts, a recognition. */
export type RecommendationRow = RowOf<
  "recommendation",
  "person",
  "person",
  {
    readonly relation: "person";
    readonly result: Flat<CompetitionTests & { readonly awardGrades: readonly AwardGrade[] }> | null;
    readonly honours: readonly Honour[];
    /** What it is for: the honours that are conferred; empty: a bank or a recognition, as the clause says. */
    readonly confers: readonly Honour[];
    /** The bank of experts, where the clause names it; left out: another bank, or a recognition. */
    readonly bank?: "expert" | undefined;
  }
>;

/** `employer`: people in post at an employer of the region. `person`: any tie to it. */
type InPostTests = {
  readonly relation: "employer" | "person";
  /** The kinds of employer that the clause means (职工: any); any other is left to a person. Left out: enterprises alone (企业). */
  readonly employerKinds?: readonly OrganisationKind[] | undefined;
};

type HonourTests = Flat<
  InPostTests & {
    readonly honours: readonly Honour[];
    /** Whether only an honour obtained while the document was there counts (新获得). */
    readonly newlyObtained: boolean;
  }
>;

/** A reward for an honour: one amount to a person or a team (个人或团体), or one to each person (每人). */
export type HonourRewardRow =
  | RowOf<"honour-reward", "person-or-team", "person-or-team", HonourTests>
  | RowOf<"honour-reward", "person", "person", HonourTests>;

/** Money for talent of a class that an authority recognised. */
export type TalentAllowanceRow = RowOf<
  "talent-allowance",
  "person",
  "person",
  {
    readonly relation: "person";
    readonly talentClasses: readonly TalentClass[];
    /** Honours whose holders the document sends here; empty: none is asked for. */
    readonly honours: readonly Honour[];
    /** Whether only people newly introduced get it. */
    readonly introduced: boolean;
  }
>;

/** A reward for a skill level newly obtained, by examination or by promotion. */
export type LevelRewardRow = RowOf<
  "level-reward",
  "person",
  "person",
  Flat<
    InPostTests & {
      /** Null: any level. */
      readonly levels: readonly SkillLevel[] | null;
    }
  >
>;

/** A subsidy to the leader of a studio for each person of his team who obtained a level. */
export type MentorSubsidyRow = RowOf<
  "mentor-subsidy",
  "person",
  "head",
  { readonly relation: "person"; readonly levels: readonly SkillLevel[] }
>;

/** A grant to an organisation recognised as a training base or a studio. */
export type CarrierGrantRow = RowOf<
  "carrier-grant",
  "organisation",
  "organisation",
  { readonly relation: "organisation"; readonly carriers: readonly Carrier[]; readonly tiers: readonly Tier[] }
>;

/** Support for holding competitions: asked of a competition itself. */
export type CompetitionSupportRow = RowOf<
  "competition-support",
  "competition",
  "competition",
  {
    readonly relation: "organisation";
    readonly tiers: readonly Tier[];
    /** The spheres whose competitions the clause means; another one is left to a person. Left out: any. */
    readonly spheres?: readonly Sphere[] | undefined;
    readonly yearly: number | null;
  }
>;

export type PolicyRow =
  | WinnerRewardRow
  | TrainingOrganisationRewardRow
  | HeadCountSubsidyRow
  | LevelPromotionRow
  | TitleEligibilityRow
  | RecommendationRow
  | HonourRewardRow
  | TalentAllowanceRow
  | LevelRewardRow
  | MentorSubsidyRow
  | CarrierGrantRow
  | CompetitionSupportRow;

/** A goal of the document: an indicator with the figure asked for, or a blank. */
/**
 * What the system itself sees of an indicator, beside what officers record: training bases and studios, holders of an honour, results
 * with a medal at a tier, events of trade, enterprise and college competitions, people with a certificate of a level or above.
 */
export type TargetMeasure =
  | { readonly kind: "carriers" }
  | { readonly kind: "honour"; readonly honour: Honour }
  | { readonly kind: "medals"; readonly tier: Tier }
  | { readonly kind: "events" }
  | { readonly kind: "levels"; readonly from: SkillLevel };

export type PolicyTarget = {
  readonly id: string;
  readonly clause: string;
  readonly text: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly unit: "percent" | "people" | "carriers" | "events" | "honours" | "medals" | "board";
  /** Null: blank in the document, or named without a figure. */
  readonly figure: number | null;
  /** The year by whose end it is asked for; null: not said. */
  readonly by: number | null;
  /** Null: nothing in the system bears on it. */
  readonly measure: TargetMeasure | null;
};

/** How often the document wants a competition held. */
export type PolicyCadence = {
  readonly id: string;
  readonly clause: string;
  readonly text: string;
  readonly name: string;
  readonly nameEn: string;
  readonly tier: Tier;
  /** More than one in a joint competition. */
  readonly regionCodes: readonly string[];
  readonly everyYears: number;
};

/** One version of one document. What used a version keeps it: a change is a new version. */
export type PolicyPack = {
  readonly name: string;
  readonly version: number;
  readonly document: PolicyDocument;
  readonly rows: readonly PolicyRow[];
  readonly targets: readonly PolicyTarget[];
  readonly cadences: readonly PolicyCadence[];
};
