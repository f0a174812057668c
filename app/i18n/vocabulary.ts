/** The closed word lists by the name under which their translations stand in `common:vocabulary.*`. */
import { CERTIFICATE_KINDS } from "#app/domain/certificates/kinds.ts";
import { CHECK_IN_WAYS, CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import { CARRIERS, HONOURS, TALENT_CLASSES, TITLES } from "#app/domain/policy/pack.ts";
import { ATTACHMENT_KINDS } from "#app/domain/registration/attachment.ts";
import { DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import {
  AWARDS,
  COMPETITION_CLASSES,
  COMPETITION_PHASES,
  DISCLOSURES,
  ENTRY_KINDS,
  FORM_STATUSES,
  GROUPS,
  HOST_RELATIONS,
  MEDIUMS,
  ORGANISATION_KINDS,
  PARTICIPATIONS,
  REGISTRATION_STATUSES,
  ROLES,
  ROUND_KINDS,
  ROUND_PHASES,
  SKILL_LEVELS,
  SPHERES,
  TIERS,
} from "#app/domain/shared/vocabulary.ts";

export const VOCABULARY = {
  tier: TIERS,
  competitionClass: COMPETITION_CLASSES,
  sphere: SPHERES,
  hostRelation: HOST_RELATIONS,
  competitionPhase: COMPETITION_PHASES,
  roundPhase: ROUND_PHASES,
  roundKind: ROUND_KINDS,
  entryKind: ENTRY_KINDS,
  group: GROUPS,
  registrationStatus: REGISTRATION_STATUSES,
  participation: PARTICIPATIONS,
  checkInCheck: CHECK_KINDS,
  checkInWay: CHECK_IN_WAYS,
  formStatus: FORM_STATUSES,
  medium: MEDIUMS,
  disclosure: DISCLOSURES,
  certificateKind: CERTIFICATE_KINDS,
  award: AWARDS,
  role: ROLES,
  organisationKind: ORGANISATION_KINDS,
  skillLevel: SKILL_LEVELS,
  honour: HONOURS,
  talentClass: TALENT_CLASSES,
  carrier: CARRIERS,
  title: TITLES,
  attachmentKind: ATTACHMENT_KINDS,
  documentKind: DOCUMENT_KINDS,
} as const;

export type VocabularyName = keyof typeof VOCABULARY;
export type VocabularyWord<Name extends VocabularyName> = (typeof VOCABULARY)[Name][number];
export const VOCABULARY_NAMES = Object.keys(VOCABULARY) as VocabularyName[];

/** What a locale owes: one text for every word of every list. */
export type VocabularyTexts = { readonly [Name in VocabularyName]: Readonly<Record<VocabularyWord<Name>, string>> };
