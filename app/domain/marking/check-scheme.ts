/** Whether a marking scheme may be used: its maxima add up exactly, its ids are in place, every aspect of it can be marked. */

import { ASPECT_REFUSALS, checkAspect } from "#app/domain/marking/check-aspect.ts";
import {
  type Criterion,
  computeSubCriterionMaximum,
  listCriteriaOf,
  listModules,
  type MarkingScheme,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { addHundredths, formatHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const SCHEME_REFUSALS = [
  "scheme-empty",
  "scheme-total-mismatch",
  "component-total-mismatch",
  "module-id-malformed",
  "module-id-repeated",
  "module-name-missing",
  "module-empty",
  "criterion-module-missing",
  "criterion-module-unknown",
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
  ...ASPECT_REFUSALS,
] as const;
export type SchemeRefusal = (typeof SCHEME_REFUSALS)[number];

type Refusals = readonly Refusal<SchemeRefusal>[];

/** What the rules of the event ask of its scheme (`EventRules`); left out: nothing but the total. */
export type SchemeNeeds = {
  readonly total: Hundredths;
  readonly judgesPerForm?: number;
  /** Those weighted into the total; none: the marks of the scheme are added. */
  readonly components?: readonly {
    readonly key: string;
    readonly name: string;
    readonly source: string;
    readonly modules: readonly string[];
  }[];
};

/**
 * Every reason why an event with these rules cannot open with this scheme; empty when it can (DOMAIN 5 and 6: the maxima add up
 * to the total exactly, or to the total of each component that judges mark; a judgement carries four descriptors; every way of
 * measuring leads to a mark). Marks in the params are text with two decimals.
 */
export function checkScheme(scheme: MarkingScheme, needs: SchemeNeeds): Refusals {
  if (scheme.criteria.length === 0) return [{ code: "scheme-empty" }];
  return [
    ...listRepeated(scheme.criteria).map((criterion) => ({ code: "criterion-id-repeated" as const, params: { criterion } })),
    ...checkModules(scheme),
    ...scheme.criteria.flatMap((criterion) => checkCriterion(criterion, needs.judgesPerForm ?? null)),
    ...checkTotals(scheme, needs),
  ];
}

/** What all criteria together must add up to; null where nothing of the total comes from the scheme. */
export function computeNeededTotal({ total, components = [] }: SchemeNeeds): Hundredths | null {
  if (components.length === 0) return total;
  const marked = components.filter(({ source }) => source === "scheme").length;
  return marked === 0 ? null : hundredths(total * marked);
}

/** Modules are used for all criteria or for none. */
function checkModules(scheme: MarkingScheme): Refusals {
  const modules = listModules(scheme);
  const known = new Set(modules.map(({ id }) => id));
  return [
    ...listRepeated(modules).map((module) => ({ code: "module-id-repeated" as const, params: { module } })),
    ...modules.flatMap(({ id, name }) => [
      ...when(!/^[A-Z0-9]{1,2}$/.test(id), "module-id-malformed", { module: id }),
      ...when(isBlank(name), "module-name-missing", { module: id }),
      ...when(listCriteriaOf(scheme, id).length === 0, "module-empty", { module: id }),
    ]),
    ...scheme.criteria.flatMap(({ id, module }) => [
      ...when(module === undefined && modules.length > 0, "criterion-module-missing", { criterion: id }),
      ...when(module !== undefined && !known.has(module), "criterion-module-unknown", { criterion: id, module: module ?? "" }),
    ]),
  ];
}

/**
 * What the scheme must add up to: the total; or, of each component that judges mark, its modules or the whole scheme the total
 * (every component is marked out of it), and all of them together as many times the total.
 */
function checkTotals(scheme: MarkingScheme, { total, components = [] }: SchemeNeeds): Refusals {
  const needed = computeNeededTotal({ total, components });
  if (needed === null) return [];
  const marked = components.filter(({ source }) => source === "scheme");
  const whole = addHundredths(scheme.criteria.map(({ maximum }) => maximum));
  const ofModules = marked.filter(({ modules }) => modules.length > 0);
  const refusals = ofModules.flatMap(({ name, modules }) => {
    const own = scheme.criteria.filter(({ module }) => module !== undefined && modules.includes(module));
    const sum = addHundredths(own.map(({ maximum }) => maximum));
    return when(sum !== total, "component-total-mismatch", {
      component: name,
      total: formatHundredths(total),
      sum: formatHundredths(sum),
    });
  });
  const sums = { total: formatHundredths(needed), sum: formatHundredths(whole) };
  return [...refusals, ...when(whole !== needed, "scheme-total-mismatch", sums)];
}

function checkCriterion(criterion: Criterion, judgesPerForm: number | null): Refusals {
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
    ...criterion.subCriteria.flatMap((subCriterion) => checkSubCriterion(subCriterion, criterion.id, judgesPerForm)),
    ...when(!isEmpty && sum !== criterion.maximum, "criterion-maximum-mismatch", {
      ...params,
      stated: formatHundredths(criterion.maximum),
      sum: formatHundredths(sum),
    }),
  ];
}

function checkSubCriterion(subCriterion: SubCriterion, criterion: string, judgesPerForm: number | null): Refusals {
  const { id, day, aspects } = subCriterion;
  const isInPlace = id.startsWith(criterion) && /^[1-9]\d*$/.test(id.slice(criterion.length));
  return [
    ...when(!isInPlace, "sub-criterion-id-malformed", { subCriterion: id, criterion }),
    ...when(isBlank(subCriterion.name), "sub-criterion-name-missing", { subCriterion: id }),
    ...when(!Number.isSafeInteger(day) || day < 1, "sub-criterion-day-invalid", { subCriterion: id, day }),
    ...when(aspects.length === 0, "sub-criterion-empty", { subCriterion: id }),
    ...aspects.flatMap((aspect, index) => checkAspect(aspect, `${id}.${index + 1}`, judgesPerForm)),
  ];
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
