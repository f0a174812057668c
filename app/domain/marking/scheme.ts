/** The marking scheme of an event: criteria, their sub-criteria, and the aspects that are marked (DOMAIN 1 and 5). */

import { addHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const ASPECT_KINDS = ["measurement", "judgement"] as const;
export type AspectKind = (typeof ASPECT_KINDS)[number];

/** What the scores 0, 1, 2 and 3 mean, in that order. */
export type Descriptors = readonly [string, string, string, string];

export type Aspect = {
  /** Positional within its sub-criterion: the third aspect of A1 is "A1.3". */
  readonly id: string;
  readonly kind: AspectKind;
  readonly text: string;
  readonly detail?: string;
  readonly maximum: Hundredths;
  /** Of a measurement: the value or tolerance asked for. */
  readonly requirement?: string;
  /** Of a judgement: required there. */
  readonly descriptors?: Descriptors;
  /** The section of the occupational standard that it tests. */
  readonly section?: string;
};

/** One sub-criterion with its aspects: what one marking form asks. */
export type SubCriterion = {
  /** The letter of its criterion and a number: "A1". */
  readonly id: string;
  readonly name: string;
  /** The day of marking, from 1. */
  readonly day: number;
  readonly aspects: readonly Aspect[];
};

export type Criterion = {
  /** One capital letter. */
  readonly id: string;
  readonly name: string;
  /** As stated in the scheme; its aspects must add up to it. */
  readonly maximum: Hundredths;
  readonly subCriteria: readonly SubCriterion[];
};

export type MarkingScheme = { readonly criteria: readonly Criterion[] };

/** All sub-criteria in the order of the scheme. */
export function listSubCriteria(scheme: MarkingScheme): readonly SubCriterion[] {
  return scheme.criteria.flatMap((criterion) => criterion.subCriteria);
}

/** All aspects in the order of the scheme. */
export function listAspects(scheme: MarkingScheme): readonly Aspect[] {
  return listSubCriteria(scheme).flatMap((subCriterion) => subCriterion.aspects);
}

/** The sub-criterion with this id, or null. */
export function findSubCriterion(scheme: MarkingScheme, id: string): SubCriterion | null {
  return listSubCriteria(scheme).find((subCriterion) => subCriterion.id === id) ?? null;
}

/** What a sub-criterion can earn: the sum of its aspects. */
export function computeSubCriterionMaximum(subCriterion: SubCriterion): Hundredths {
  return addHundredths(subCriterion.aspects.map((aspect) => aspect.maximum));
}

/** What a whole scheme can earn: the sum of all its aspects. */
export function computeSchemeMaximum(scheme: MarkingScheme): Hundredths {
  return addHundredths(listAspects(scheme).map((aspect) => aspect.maximum));
}
