/** Components of a total: theory and practical at 30 and 70 percent, with pass marks; weighted exactly and rounded once (DOMAIN 6). */

import { divideHalfUp, type Hundredths, hundredths } from "#app/domain/shared/units.ts";

export const COMPONENT_SOURCES = ["scheme", "file"] as const;

/**
 * Each is marked out of the event's total. `scheme`: marked by judges, by the modules named, or by the whole scheme where none
 * is. `file`: out of an examination system's file.
 */
export type Component = {
  /** A word for formulas and files: "theory". */
  readonly key: string;
  readonly name: string;
  /** Whole percent; those of all components add up to 100. */
  readonly weight: number;
  /** A mark below it fails; null: none. */
  readonly passMark: Hundredths | null;
  readonly source: (typeof COMPONENT_SOURCES)[number];
  /** Of a component from the scheme. */
  readonly modules: readonly string[];
};

export const PERCENT = 100;

/** What the maxima of the scheme must add up to: each component that judges mark is marked out of the event's total. */
export function computeSchemeTotal(rules: { readonly total: Hundredths; readonly components: readonly Component[] }): Hundredths {
  const marked = rules.components.filter(({ source }) => source === "scheme").length;
  return hundredths(rules.total * (marked > 1 ? marked : 1));
}

/**
 * The weighted total: sum of weight x mark / divisor, rounded half up once at the named place (DOMAIN 6).
 * Theory 85.00 at 30 and practical 90.50 at 70 percent: (30 x 8500 + 70 x 9050) / 100 = 8885, which is 88.85.
 * @param components their whole weights @param marks in hundredths, in the same order; one that is not known counts nothing
 * @param divisor what the weights are parts of, 100 for percent @param place decimals of a mark: 2, 1 or 0
 */
export function computeWeightedTotal(
  components: readonly Pick<Component, "weight">[],
  marks: readonly { readonly mark: number | null }[],
  divisor: number,
  place: 2 | 1 | 0 = 2,
): Hundredths {
  let sum = 0;
  for (let index = 0; index < components.length; index += 1) {
    sum += (components[index]?.weight ?? 0) * (marks[index]?.mark ?? 0);
  }
  const unit = place === 2 ? 1 : place === 1 ? 10 : 100;
  return hundredths(divideHalfUp(sum, divisor * unit) * unit);
}
