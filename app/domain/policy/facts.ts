/** What policy looks at: a result of the system, or something that an officer recorded with its evidence. */

import type { AwardGrade, Carrier, Honour, TalentClass } from "#app/domain/policy/pack.ts";
import type {
  Award,
  CompetitionClass,
  EntryKind,
  OrganisationKind,
  Participation,
  RoundKind,
  SkillLevel,
  Sphere,
  Tier,
} from "#app/domain/shared/vocabulary.ts";

/** An organisation as frozen on the entry, with the region of that moment. */
export type FrozenOrganisation = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly regionCode: string;
};

/** One person with what was frozen or recorded; null is unknown, and unknown meets nothing. */
export type ResultMember = {
  readonly memberId: string;
  readonly residenceRegionCode: string | null;
  readonly delegationRegionCode: string | null;
  readonly employer: FrozenOrganisation | null;
  readonly school: FrozenOrganisation | null;
  readonly trainingOrganisation: FrozenOrganisation | null;
};

/** What policy looks at of one entry's result. */
export type ResultFact = {
  readonly kind: "result";
  /** As stated on the competition, never derived from a region code. */
  readonly tier: Tier;
  readonly class: CompetitionClass;
  /** The regions of the host authorities (主办), one or, in a joint competition, several. */
  readonly hostRegionCodes: readonly string[];
  readonly entryKind: EntryKind;
  /** The furthest round that the entry qualified for; an event of one round has only its final. */
  readonly roundReached: RoundKind | null;
  /** How the entry took part in that round. */
  readonly participation: Participation;
  readonly award: Award | null;
  readonly awardGrade: AwardGrade | null;
  /** What officers confirmed the reading of the grade by; null or left out: it rests on the default reading. */
  readonly gradeReference?: string | null;
  readonly members: readonly ResultMember[];
};

/** An honour conferred on a person, or on a team. */
export type HonourFact = {
  readonly kind: "honour";
  readonly honour: Honour;
  /** YYYY-MM-DD. */
  readonly obtainedOn: string;
  /** Whether the holders were in post at their employer when they obtained it; null: not recorded. */
  readonly inPost: boolean | null;
  readonly members: readonly ResultMember[];
};

/** A person recognised as talent of a class. */
export type TalentFact = {
  readonly kind: "talent";
  readonly talentClass: TalentClass;
  /** The honours that he holds. */
  readonly honours: readonly Honour[];
  /** Whether he was newly introduced (新引进); null: not recorded. */
  readonly introduced: boolean | null;
  readonly member: ResultMember;
};

/** A person who newly obtained a skill level. */
export type LevelFact = {
  readonly kind: "level";
  readonly level: SkillLevel;
  /** YYYY-MM-DD. */
  readonly obtainedOn: string;
  /** Whether a competition's promotion is what gave it. */
  readonly byCompetition: boolean;
  readonly member: ResultMember;
};

/** The leader of a studio, for one person of his team who obtained a level. */
export type MentoringFact = {
  readonly kind: "mentoring";
  readonly level: SkillLevel;
  readonly leader: ResultMember;
};

/** An organisation recognised as a training base or a studio. */
export type CarrierFact = {
  readonly kind: "carrier";
  readonly carrier: Carrier;
  /** Of the recognition. */
  readonly tier: Tier;
  readonly organisation: FrozenOrganisation;
};

/** A competition that somebody holds. */
export type CompetitionFact = {
  readonly kind: "competition";
  readonly competitionId: string;
  readonly tier: Tier;
  /** Left out: not stated, and left to who selects. */
  readonly sphere?: Sphere;
  readonly hostRegionCodes: readonly string[];
};

export type PolicyFact = ResultFact | HonourFact | TalentFact | LevelFact | MentoringFact | CarrierFact | CompetitionFact;
