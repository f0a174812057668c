/** Entry results for the tests of results, awards and advancement. */

import type { Component } from "#app/domain/results/components.ts";
import type { EntryMarks } from "#app/domain/results/compute-results.ts";
import { tieBreakKey } from "#app/domain/results/rules.ts";
import type { EntryResult } from "#app/domain/results/standings.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";

/** A result of an eligible entry that checked in; marks in hundredths. */
export function result(entryId: string, total: number | null, changes: Partial<EntryResult> = {}): EntryResult {
  return {
    entryId,
    status: "checked-in",
    eligible: true,
    total: total === null ? null : hundredths(total),
    values: {},
    ...changes,
  };
}

/** Marks by criterion id, as tie-breaks find them. */
export function criteria(marks: Readonly<Record<string, number>>): EntryResult["values"] {
  return Object.fromEntries(Object.entries(marks).map(([id, mark]) => [tieBreakKey({ by: "criterion", id }), mark]));
}

/** The items in the order of keys, to show that order does not matter. */
export function reorder<Item>(items: readonly Item[], keys: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}

/** What is known of an eligible entry that checked in and was marked; marks in hundredths. */
export function marksOf(entryId: string, changes: Partial<EntryMarks> = {}): EntryMarks {
  return {
    entryId,
    status: "checked-in",
    eligible: true,
    isMarked: true,
    criteria: {},
    modules: {},
    fileMarks: {},
    penalty: hundredths(0),
    timeUsed: null,
    chiefOrder: null,
    ...changes,
  };
}

/** A component at this weight in percent, out of a file. */
export function component(key: string, weight: number, changes: Partial<Component> = {}): Component {
  return { key, name: key, weight, passMark: null, source: "file", modules: [], ...changes };
}

/** Marks by key as hundredths. */
export function marks(values: Readonly<Record<string, number>>): Readonly<Record<string, Hundredths>> {
  return Object.fromEntries(Object.entries(values).map(([key, mark]) => [key, hundredths(mark)]));
}
