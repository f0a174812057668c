/** What differs between two versions of a marking scheme, part by part, as plain data. */

import { wayOf } from "#app/domain/marking/measurement.ts";
import {
  type Aggregation,
  type Aspect,
  type AspectKind,
  type Criterion,
  listModules,
  type MarkingScheme,
  type MeasurementWay,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";

export const SCHEME_PARTS = ["module", "criterion", "sub-criterion", "aspect"] as const;
export type SchemePart = (typeof SCHEME_PARTS)[number];

/** A value of one field, with how it is to be read; `way` comes with the maximum that it leads to. */
export type FieldChange =
  | {
      readonly field: "name" | "text" | "detail" | "requirement" | "section" | "module";
      readonly from: string;
      readonly to: string;
    }
  | { readonly field: "descriptor"; readonly score: number; readonly from: string; readonly to: string }
  | { readonly field: "maximum"; readonly from: Hundredths; readonly to: Hundredths }
  | { readonly field: "day"; readonly from: number; readonly to: number }
  | { readonly field: "kind"; readonly from: AspectKind; readonly to: AspectKind }
  | { readonly field: "way"; readonly from: WayOfMaximum; readonly to: WayOfMaximum }
  | { readonly field: "each"; readonly from: Aggregation | null; readonly to: Aggregation | null };
export type WayOfMaximum = { readonly way: MeasurementWay; readonly maximum: Hundredths };

export type SchemeChange =
  | { readonly kind: "added" | "removed"; readonly part: SchemePart; readonly id: string; readonly name: string }
  /** The same content under another id: rows before it came or went. */
  | { readonly kind: "moved"; readonly part: "aspect"; readonly id: string; readonly to: string; readonly name: string }
  | { readonly kind: "changed"; readonly part: SchemePart; readonly id: string; readonly change: FieldChange };

/** In the order of the later version; what was removed stands where its part is looked at. Empty when they are the same. */
export function diffSchemes(from: MarkingScheme, to: MarkingScheme): readonly SchemeChange[] {
  return [
    ...diffParts("module", listModules(from), listModules(to), (old, now) =>
      changesOf("module", now.id, [textChange("name", old.name, now.name)]),
    ),
    ...diffParts("criterion", from.criteria, to.criteria, diffCriterion),
  ];
}

type Named = { readonly id: string; readonly name: string };

/** Parts are the same part under the same id. */
function diffParts<Part extends Named>(
  part: SchemePart,
  from: readonly Part[],
  to: readonly Part[],
  compare: (old: Part, now: Part) => readonly SchemeChange[],
): readonly SchemeChange[] {
  return [
    ...from
      .filter(({ id }) => !to.some((other) => other.id === id))
      .map(({ id, name }): SchemeChange => ({ kind: "removed", part, id, name })),
    ...to.flatMap((now): readonly SchemeChange[] => {
      const old = from.find(({ id }) => id === now.id);
      return old ? compare(old, now) : [{ kind: "added", part, id: now.id, name: now.name }];
    }),
  ];
}

function diffCriterion(old: Criterion, now: Criterion): readonly SchemeChange[] {
  return [
    ...changesOf("criterion", now.id, [
      textChange("name", old.name, now.name),
      textChange("module", old.module, now.module),
      old.maximum === now.maximum ? null : { field: "maximum", from: old.maximum, to: now.maximum },
    ]),
    ...diffParts("sub-criterion", old.subCriteria, now.subCriteria, diffSubCriterion),
  ];
}

/** Whether a form asks the same under both. */
export function isSameSubCriterion(old: SubCriterion, now: SubCriterion): boolean {
  return diffSubCriterion(old, now).length === 0;
}

function diffSubCriterion(old: SubCriterion, now: SubCriterion): readonly SchemeChange[] {
  const changes = changesOf("sub-criterion", now.id, [
    textChange("name", old.name, now.name),
    old.day === now.day ? null : { field: "day", from: old.day, to: now.day },
  ]);
  const pairs = pairAspects(old.aspects, now.aspects);
  const kept = new Set(pairs.values());
  return [
    ...changes,
    ...old.aspects
      .filter((aspect) => !kept.has(aspect))
      .map(({ id, text }): SchemeChange => ({ kind: "removed", part: "aspect", id, name: text })),
    ...now.aspects.flatMap((aspect): readonly SchemeChange[] => {
      const before = pairs.get(aspect);
      return before ? diffAspect(before, aspect) : [{ kind: "added", part: "aspect", id: aspect.id, name: aspect.text }];
    }),
  ];
}

/**
 * Which aspect each one was before: the one with the same text, since ids follow from the place; of those that are left, the
 * one with the same id.
 */
function pairAspects(old: readonly Aspect[], now: readonly Aspect[]): ReadonlyMap<Aspect, Aspect> {
  const pairs = new Map<Aspect, Aspect>();
  const left = new Set(old);
  const pair = (isSame: (before: Aspect, aspect: Aspect) => boolean): void => {
    for (const aspect of now) {
      if (pairs.has(aspect)) continue;
      const before = [...left].find((candidate) => isSame(candidate, aspect));
      if (!before) continue;
      pairs.set(aspect, before);
      left.delete(before);
    }
  };
  pair((before, aspect) => before.id === aspect.id && before.text === aspect.text);
  pair((before, aspect) => before.text === aspect.text);
  pair((before, aspect) => before.id === aspect.id);
  return pairs;
}

function diffAspect(old: Aspect, now: Aspect): readonly SchemeChange[] {
  const ways = { from: { way: wayOf(old), maximum: old.maximum }, to: { way: wayOf(now), maximum: now.maximum } };
  const isSameWay = JSON.stringify(sortWay(ways.from.way)) === JSON.stringify(sortWay(ways.to.way));
  return [
    ...(old.id === now.id ? [] : [{ kind: "moved", part: "aspect", id: old.id, to: now.id, name: now.text } as const]),
    ...changesOf("aspect", now.id, [
      textChange("text", old.text, now.text),
      old.kind === now.kind ? null : { field: "kind", from: old.kind, to: now.kind },
      old.maximum === now.maximum ? null : { field: "maximum", from: old.maximum, to: now.maximum },
      isSameWay ? null : { field: "way", ...ways },
      old.each === now.each ? null : { field: "each", from: old.each ?? null, to: now.each ?? null },
      textChange("requirement", old.requirement, now.requirement),
      textChange("detail", old.detail, now.detail),
      textChange("section", old.section, now.section),
      ...[0, 1, 2, 3].map((score): FieldChange | null => {
        const [from, to] = [old.descriptors?.[score] ?? "", now.descriptors?.[score] ?? ""];
        return from === to ? null : { field: "descriptor", score, from, to };
      }),
    ]),
  ];
}

/** With its keys in one order: two databases give them back in different ones. */
function sortWay(way: MeasurementWay): readonly unknown[] {
  switch (way.kind) {
    case "stated":
    case "yes-no":
      return [way.kind];
    case "deduction":
      return [way.kind, way.each];
    case "table":
      return [way.kind, way.unit, ...way.steps.map(({ upTo, mark }) => [upTo, mark])];
  }
}

function changesOf(part: SchemePart, id: string, changes: readonly (FieldChange | null)[]): readonly SchemeChange[] {
  return changes.flatMap((change) => (change === null ? [] : [{ kind: "changed", part, id, change } as const]));
}

function textChange(
  field: "name" | "text" | "detail" | "requirement" | "section" | "module",
  from: string | undefined,
  to: string | undefined,
): FieldChange | null {
  return (from ?? "") === (to ?? "") ? null : { field, from: from ?? "", to: to ?? "" };
}
