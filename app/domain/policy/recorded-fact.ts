/** What officers record beside the system's own results, by kind; a second person confirms it before any clause is asked. */

import type { AwardGrade, Carrier, Honour, TalentClass } from "#app/domain/policy/pack.ts";
import type { Award, CompetitionClass, EntryKind, RoundKind, SkillLevel, Tier } from "#app/domain/shared/vocabulary.ts";

export const FACT_KINDS = ["result", "honour", "talent", "level", "mentoring", "carrier"] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A result of a competition outside the system, as its own decision says. `awardGrade` is the officer's reading of the award. */
export type RecordedResult = {
  readonly kind: "result";
  readonly competition: string;
  readonly tier: Tier;
  readonly class: CompetitionClass;
  readonly hostRegionCodes: readonly string[];
  /** The event's name as published, and the occupation's code where it is known. */
  readonly event: string;
  readonly occupationCode: string | null;
  readonly entryKind: EntryKind;
  readonly roundReached: RoundKind | null;
  readonly place: number | null;
  readonly award: Award | null;
  readonly awardGrade: AwardGrade | null;
};

/** An honour; the members hold it, one person or a team. */
export type RecordedHonour = {
  readonly kind: "honour";
  readonly honour: Honour;
  readonly inPost: boolean | null;
  /** Left out where it was recorded as conferred elsewhere. */
  readonly procedure?: HonourProcedure;
};

/** What the procedure of an honour keeps with the fact until the decision gives it its own reference, and after. */
export type HonourProcedure = {
  /** The recommending authority's paper. */
  readonly reference: string;
  /** The recorded result that it rests on; null: it rests on an entry of this system. */
  readonly resultFactId: string | null;
  /** Printed on the list of names; null: none was given. */
  readonly telephone: string | null;
};

export type RecordedTalent = {
  readonly kind: "talent";
  readonly talentClass: TalentClass;
  readonly honours: readonly Honour[];
  readonly introduced: boolean | null;
};

export type RecordedLevel = { readonly kind: "level"; readonly level: SkillLevel; readonly byCompetition: boolean };

/** The first member is the leader of the studio, the second the one of his team who obtained the level. */
export type RecordedMentoring = { readonly kind: "mentoring"; readonly level: SkillLevel };

/** The fact's organisation was recognised as this; `name` is the base's or studio's own. */
export type RecordedCarrier = {
  readonly kind: "carrier";
  readonly carrier: Carrier;
  readonly tier: Tier;
  readonly name: string;
};

export type RecordedContent =
  | RecordedResult
  | RecordedHonour
  | RecordedTalent
  | RecordedLevel
  | RecordedMentoring
  | RecordedCarrier;
