/** The marking scheme of an event: modules, criteria, their sub-criteria, and the aspects that are marked (DOMAIN 1 and 5). */

import { addHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const ASPECT_KINDS = ["measurement", "judgement"] as const;
export type AspectKind = (typeof ASPECT_KINDS)[number];

export const MEASUREMENT_WAYS = ["stated", "yes-no", "deduction", "table"] as const;
/**
 * How a measurement becomes a mark (DOMAIN 5):
 * - `stated`: the value is the mark, in hundredths.
 * - `yes-no`: 1 earns the maximum, 0 nothing.
 * - `deduction`: the value is a number of faults; the maximum less so many times `each`, and no less than 0.
 * - `table`: the value is a reading in thousandths of `unit`; the first step that it does not exceed gives the mark.
 */
export type MeasurementWay =
  | { readonly kind: "stated" }
  | { readonly kind: "yes-no" }
  | { readonly kind: "deduction"; readonly each: Hundredths }
  | { readonly kind: "table"; readonly unit: string; readonly steps: readonly TableStep[] };

/** Readings up to and including `upTo` (thousandths) that no step before took; null: all that are left, in the last step. */
export type TableStep = { readonly upTo: number | null; readonly mark: Hundredths };

export const AGGREGATIONS = ["mean", "trimmed-mean", "median"] as const;
/** Makes one mark of those that the judges of an independent panel give; the trimmed mean drops one highest and one lowest. */
export type Aggregation = (typeof AGGREGATIONS)[number];

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
  /** Of a measurement: stated where it is left out. */
  readonly way?: MeasurementWay;
  /** Of a measurement: each judge enters his own value and these marks are aggregated; left out: the team agrees on one. */
  readonly each?: Aggregation;
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
  /** The module that it belongs to, where the scheme has modules. */
  readonly module?: string;
  /** As stated in the scheme; its aspects must add up to it. */
  readonly maximum: Hundredths;
  readonly subCriteria: readonly SubCriterion[];
};

/** A part of the test project (模块), usually with its own time. */
export type Module = {
  /** One or two capital letters or digits, "M1". */
  readonly id: string;
  readonly name: string;
};

export type MarkingScheme = {
  /** In the order of the work; left out where the scheme is not divided. */
  readonly modules?: readonly Module[];
  readonly criteria: readonly Criterion[];
};

/** The modules of the scheme; empty where it is not divided. */
export function listModules(scheme: MarkingScheme): readonly Module[] {
  return scheme.modules ?? [];
}

/** The criteria of a module, in the order of the scheme. */
export function listCriteriaOf(scheme: MarkingScheme, moduleId: string): readonly Criterion[] {
  return scheme.criteria.filter((criterion) => criterion.module === moduleId);
}

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

/** The scheme as far as modules and criteria: what names them needs no more. */
export function withoutAspects(scheme: MarkingScheme): MarkingScheme {
  return { ...scheme, criteria: scheme.criteria.map((criterion) => ({ ...criterion, subCriteria: [] })) };
}
