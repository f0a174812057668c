/** The closed word lists of DOMAIN, as stored and as typed; their Chinese and English stand in i18n. */

export const TIERS = ["district", "city", "province", "nation", "world"] as const;
export type Tier = (typeof TIERS)[number];

export const COMPETITION_CLASSES = ["class-1", "class-2"] as const;
export type CompetitionClass = (typeof COMPETITION_CLASSES)[number];

/** 综合, 行业, 企业, 院校: which layer of the ladder a competition belongs to (Dalian (14), Lianyungang 6). */
export const SPHERES = ["comprehensive", "trade", "enterprise", "college"] as const;
export type Sphere = (typeof SPHERES)[number];

export const HOST_RELATIONS = ["host-authority", "organiser", "co-organiser", "technical-support"] as const;
export type HostRelation = (typeof HOST_RELATIONS)[number];

export const COMPETITION_PHASES = ["draft", "announced", "registration", "running", "publicity", "final", "archived"] as const;
export type CompetitionPhase = (typeof COMPETITION_PHASES)[number];

export const ROUND_PHASES = ["draw", "judging", "recheck", "unblinded", "published", "settled"] as const;
export type RoundPhase = (typeof ROUND_PHASES)[number];

export const ROUND_KINDS = ["preliminary", "semi-final", "final"] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

export const ENTRY_KINDS = ["individual", "pair", "trio", "team"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const GROUPS = ["workers", "students", "teachers"] as const;
export type Group = (typeof GROUPS)[number];

export const REGISTRATION_STATUSES = [
  "draft",
  "submitted",
  "returned",
  "accepted",
  "rejected",
  "waiting",
  "withdrawn",
  "cancelled",
] as const;
/** `cancelled`: with its event. */
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** Entries in these states take part in nothing any more. */
export const OVER_STATUSES: readonly RegistrationStatus[] = ["rejected", "withdrawn", "cancelled"];

export function isOver(status: RegistrationStatus): boolean {
  return OVER_STATUSES.includes(status);
}

/** How an entry takes part in a round. */
export const PARTICIPATIONS = ["expected", "checked-in", "absent", "withdrawn", "disqualified", "out-of-competition"] as const;
export type Participation = (typeof PARTICIPATIONS)[number];

export const FORM_STATUSES = ["open", "signed", "confirmed"] as const;
export type FormStatus = (typeof FORM_STATUSES)[number];

/** How forms are filled; a hall may change in the middle of a day (DOMAIN 5). */
export const MEDIUMS = ["tablet", "paper"] as const;
export type Medium = (typeof MEDIUMS)[number];

/** What a board shows of a round (DOMAIN 10). */
export const DISCLOSURES = ["closed", "progress", "blind", "named"] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

export const AWARDS = ["gold", "silver", "bronze", "medallion", "first", "second", "third", "excellence"] as const;
export type Award = (typeof AWARDS)[number];

export const ROLES = [
  "administrator",
  "organiser",
  "reviewer",
  "team-leader",
  "chief-judge",
  "marking-judge",
  "floor-judge",
  "blinding-judge",
  "tally-clerk",
  "supervisor",
  "arbitrator",
  "policy-officer",
  "treasurer",
] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = [
  "authority",
  "enterprise",
  "hospital",
  "public-institution",
  "school",
  "training",
  "association",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const SKILL_LEVELS = [
  "apprentice",
  "junior",
  "intermediate",
  "senior",
  "technician",
  "senior-technician",
  "special-technician",
  "chief-technician",
] as const;
/** The eight levels of the new series, lowest first (Dalian (10)). */
export type SkillLevel = (typeof SKILL_LEVELS)[number];

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];
