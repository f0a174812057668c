/** Whether a marking scheme may be used: its maxima add up exactly, its ids are in place, its judgements are described. */

import {
  type Aspect,
  type Criterion,
  computeSubCriterionMaximum,
  type MarkingScheme,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { addHundredths, formatHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const SCHEME_REFUSALS = [
  "scheme-empty",
  "scheme-total-mismatch",
  "criterion-id-malformed",
  "criterion-id-repeated",
  "criterion-name-missing",
  "criterion-empty",
  "criterion-maximum-mismatch",
  "sub-criterion-id-malformed",
  "sub-criterion-id-repeated",
  "sub-criterion-name-missing",
  "sub-criterion-day-invalid",
  "sub-criterion-empty",
  "aspect-id-not-positional",
  "aspect-text-missing",
  "aspect-maximum-not-positive",
  "aspect-descriptors-missing",
] as const;
export type SchemeRefusal = (typeof SCHEME_REFUSALS)[number];

type Refusals = readonly Refusal<SchemeRefusal>[];

/**
 * Every reason why an event with this total cannot open with this scheme; empty when it can (DOMAIN 5: the maxima add up to
 * the total exactly; a judgement carries four descriptors). Marks in the params are text with two decimals.
 */
export function checkScheme(scheme: MarkingScheme, total: Hundredths): Refusals {
  if (scheme.criteria.length === 0) return [{ code: "scheme-empty" }];
  const sum = addHundredths(scheme.criteria.map((criterion) => criterion.maximum));
  return [
    ...listRepeated(scheme.criteria).map((criterion) => ({ code: "criterion-id-repeated" as const, params: { criterion } })),
    ...scheme.criteria.flatMap(checkCriterion),
    ...when(sum !== total, "scheme-total-mismatch", { total: formatHundredths(total), sum: formatHundredths(sum) }),
  ];
}

function checkCriterion(criterion: Criterion): Refusals {
  const params = { criterion: criterion.id };
  const sum = addHundredths(criterion.subCriteria.map(computeSubCriterionMaximum));
  const isEmpty = criterion.subCriteria.length === 0;
  return [
    ...when(!/^[A-Z]$/.test(criterion.id), "criterion-id-malformed", params),
    ...when(isBlank(criterion.name), "criterion-name-missing", params),
    ...when(isEmpty, "criterion-empty", params),
    ...listRepeated(criterion.subCriteria).map((subCriterion) => ({
      code: "sub-criterion-id-repeated" as const,
      params: { subCriterion },
    })),
    ...criterion.subCriteria.flatMap((subCriterion) => checkSubCriterion(subCriterion, criterion.id)),
    ...when(!isEmpty && sum !== criterion.maximum, "criterion-maximum-mismatch", {
      ...params,
      stated: formatHundredths(criterion.maximum),
      sum: formatHundredths(sum),
    }),
  ];
}

function checkSubCriterion(subCriterion: SubCriterion, criterion: string): Refusals {
  const { id, day, aspects } = subCriterion;
  const isInPlace = id.startsWith(criterion) && /^[1-9]\d*$/.test(id.slice(criterion.length));
  return [
    ...when(!isInPlace, "sub-criterion-id-malformed", { subCriterion: id, criterion }),
    ...when(isBlank(subCriterion.name), "sub-criterion-name-missing", { subCriterion: id }),
    ...when(!Number.isSafeInteger(day) || day < 1, "sub-criterion-day-invalid", { subCriterion: id, day }),
    ...when(aspects.length === 0, "sub-criterion-empty", { subCriterion: id }),
    ...aspects.flatMap((aspect, index) => checkAspect(aspect, `${id}.${index + 1}`)),
  ];
}

function checkAspect(aspect: Aspect, expected: string): Refusals {
  const params = { aspect: aspect.id };
  const missing = aspect.kind === "judgement" ? listMissingDescriptors(aspect) : [];
  return [
    ...when(aspect.id !== expected, "aspect-id-not-positional", { ...params, expected }),
    ...when(isBlank(aspect.text), "aspect-text-missing", params),
    ...when(aspect.maximum <= 0, "aspect-maximum-not-positive", { ...params, maximum: formatHundredths(aspect.maximum) }),
    ...when(missing.length > 0, "aspect-descriptors-missing", { ...params, scores: missing.join(", ") }),
  ];
}

function listMissingDescriptors(aspect: Aspect): readonly number[] {
  return [0, 1, 2, 3].filter((score) => isBlank(aspect.descriptors?.[score] ?? ""));
}

/** Each id that stands more than once, named once. */
function listRepeated(items: readonly { readonly id: string }[]): readonly string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) repeated.add(id);
    seen.add(id);
  }
  return [...repeated];
}

function when(isWrong: boolean, code: SchemeRefusal, params: Readonly<Record<string, string | number>>): Refusals {
  return isWrong ? [{ code, params }] : [];
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
