/** A trial calculation: the one computation of results, over entries and rules that anyone brings (DOMAIN 6 and 7). */

import type { AwardScheme } from "#app/domain/awards/award-scheme.ts";
import { countBase } from "#app/domain/awards/awards.ts";
import { type Cut, computeCuts } from "#app/domain/awards/cuts.ts";
import { computeResults, type EntryMarks, type EntryOutcome } from "#app/domain/results/compute-results.ts";
import { formatHundredths, hundredths } from "#app/domain/shared/units.ts";
import { writeCsv } from "#app/domain/trial/csv.ts";
import type { TrialFault } from "#app/domain/trial/fault.ts";
import { readEntries, type TrialEntries, type TrialEntry } from "#app/domain/trial/read-entries.ts";
import { type TrialRules, toResultRules } from "#app/domain/trial/trial-rules.ts";

export type TrialRow = Omit<EntryOutcome, "entryId"> & {
  readonly entry: string;
  /** In the file, from 1. */
  readonly row: number;
};

export type Trial = {
  /** By place, then in the order of the file; an entry without a place after those with one. */
  readonly rows: readonly TrialRow[];
  readonly award: AwardScheme;
  /** How many entries shares and minimum numbers count, and where the tiers end; no cuts where medals are given. */
  readonly base: number;
  readonly cuts: readonly Cut[];
};

export type RunTrial =
  | { readonly ok: true; readonly value: Trial }
  | { readonly ok: false; readonly faults: readonly TrialFault[] };

/** Reads the entries and computes them. A total that is stated beside its components has to be what they give. */
export function runTrial(text: string, rules: TrialRules): RunTrial {
  const read = readEntries(text, rules);
  if (!read.ok) return read;
  const trial = computeTrial(read.value, rules);
  const faults = findDifferences(read.value, trial);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: trial };
}

export function computeTrial({ entries, weighs }: TrialEntries, rules: TrialRules): Trial {
  const resultRules = toResultRules(rules, weighs);
  const outcomes = computeResults(
    entries.map((entry, index) => toMarks(entry, toId(index), weighs)),
    resultRules,
    { givesAwards: rules.awards !== null },
  );
  // Equals and those without a place stand in the order of the file, whatever became of them.
  const sorted = [...outcomes].sort((left, right) => {
    if (left.place !== right.place) return left.place === null ? 1 : right.place === null ? -1 : left.place - right.place;
    return left.entryId < right.entryId ? -1 : 1;
  });
  const { award } = resultRules;
  const base = countBase(outcomes, award.base);
  return {
    rows: sorted.map(({ entryId, ...outcome }) => {
      const entry = entries[Number(entryId)];
      return { ...outcome, entry: entry?.entry ?? "", row: entry?.row ?? 0 };
    }),
    award,
    base,
    cuts: award.scheme === "medals-with-tolerance" || rules.awards === null ? [] : computeCuts(award, base),
  };
}

/** Ids in the order of the file also as text, because that is the order in which equals stand. */
function toId(index: number): string {
  return String(index).padStart(9, "0");
}

function toMarks(entry: TrialEntry, entryId: string, weighs: boolean): EntryMarks {
  const { status, eligible, total, components, values, penalty, chiefOrder } = entry;
  return {
    entryId,
    status,
    eligible,
    isMarked: !weighs && total !== null,
    criteria: weighs || total === null ? {} : { total },
    modules: toValues(values),
    fileMarks: components,
    penalty,
    timeUsed: null,
    chiefOrder,
  };
}

function toValues(values: TrialEntry["values"]): EntryMarks["modules"] {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, hundredths(value)]));
}

function findDifferences({ entries, weighs, totalColumn }: TrialEntries, { rows }: Trial): readonly TrialFault[] {
  if (!weighs || totalColumn === null) return [];
  const stated = new Map(entries.map(({ row, total }) => [row, total]));
  return rows
    .flatMap(({ row, total }): TrialFault[] => {
      const text = stated.get(row) ?? null;
      if (text === null || text === total) return [];
      const params = { text: formatHundredths(text), computed: total === null ? "" : formatHundredths(total) };
      return [{ file: "entries", row, column: totalColumn, refusal: { code: "total-differs", params } }];
    })
    .sort((left, right) => left.row - right.row);
}

const COLUMNS = ["entry", "total", "place", "scaleScore", "award"] as const;

/** The results as text; a tie that the chief judge has not decided leaves its place empty. */
export function writeTrial({ rows }: Pick<Trial, "rows">, end: "\n" | "\r\n"): string {
  const cells = rows.map(({ entry, total, place, openTie, scaleScore, award }) => [
    entry,
    total === null ? "" : formatHundredths(total),
    place === null || openTie ? "" : String(place),
    scaleScore === null ? "" : String(scaleScore),
    award ?? "",
  ]);
  return writeCsv([COLUMNS, ...cells], end);
}
