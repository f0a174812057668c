/** The order of a round: passed or not, total, tie-breaks, last policy; and the places that follow from it (DOMAIN 6). */

import { type EventRules, type TieBreak, tieBreakKey } from "#app/domain/results/rules.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";

export type EntryResult = {
  readonly entryId: string;
  readonly status: Participation;
  /** For awards and advancement. An entry that is not keeps its place. */
  readonly eligible: boolean;
  /** Null before anything counts. */
  readonly total: Hundredths | null;
  /** Reached every pass mark; left out: there is none, or it did. */
  readonly passed?: boolean;
  /** What tie-breaks compare, by `tieBreakKey`: marks in hundredths, the time used in seconds. */
  readonly values: Readonly<Record<string, number>>;
  /** The chief judge's recorded order among entries that nothing else separates; equal numbers share the place. */
  readonly chiefOrder?: number | null;
  /** Which of his decisions the order stands in; orders of different ones decide nothing between them. Left out: one for all. */
  readonly chiefDecision?: string;
};

/** What, beyond the total, sets an entry apart from others. */
export type Separation = TieBreak | { readonly by: "chief" };

export type Standing = {
  readonly entryId: string;
  readonly status: Participation;
  readonly eligible: boolean;
  readonly total: Hundredths | null;
  readonly passed: boolean;
  /** From 1; equals share it and the next place is left out (1, 2, 2, 4). Null for who is not ranked. */
  readonly place: number | null;
  /** Shares its place. */
  readonly tied: boolean;
  /** Shares its place only until the chief judge has decided. */
  readonly openTie: boolean;
  /** The last rule needed to set it apart from a neighbour of the same total; null when the total alone was enough or the tie stands. */
  readonly separatedBy: Separation | null;
};

/** How those without a place follow those with one. */
const UNRANKED_ORDER: readonly Participation[] = [
  "checked-in",
  "expected",
  "out-of-competition",
  "absent",
  "withdrawn",
  "disqualified",
];

/**
 * Ranks the entries of one round; the order of the input does not matter. Ranked is who checked in and has a total; all others
 * follow without a place. Entries of one place stand in the order of their ids. O(n log n).
 */
export function computeStandings(
  results: readonly EntryResult[],
  rules: Pick<EventRules, "tieBreaks" | "lastTie" | "failed">,
): readonly Standing[] {
  return placeResults(results, rules, (_index, { entryId, status, eligible, total, passed = true }, rank) => {
    const { place, tied, openTie, separatedBy } = rank;
    return { entryId, status, eligible, total, passed, place, tied, openTie, separatedBy };
  });
}

/** Where a result stands; one and the same for all who share a place. */
export type Rank = Pick<Standing, "place" | "tied" | "openTie" | "separatedBy">;

const UNRANKED: Rank = { place: null, tied: false, openTie: false, separatedBy: null };

/**
 * What `make` makes of each result and its rank, in the order of the standings. Of many thousands every object counts: results
 * are ranked by their positions, over columns of numbers.
 * @param make gets the position of the result in the input too
 */
export function placeResults<Placed>(
  results: readonly EntryResult[],
  rules: Pick<EventRules, "tieBreaks" | "lastTie" | "failed">,
  make: (index: number, result: EntryResult, rank: Rank) => Placed,
): Placed[] {
  const ranked: number[] = [];
  const unranked: number[] = [];
  results.forEach(({ status, total }, index) => {
    if (status === "checked-in" && total !== null) ranked.push(index);
    else unranked.push(index);
  });
  const columns = listColumns(results, rules);
  ranked.sort((left, right) => compareBy(columns, left, right));
  unranked.sort((left, right) => compareUnranked(results[left] as EntryResult, results[right] as EntryResult));
  const placed: Placed[] = [];
  const put = (index: number, rank: Rank) => placed.push(make(index, results[index] as EntryResult, rank));
  for (let start = 0; start < ranked.length; ) {
    const first = ranked[start] as number;
    let end = start + 1;
    while (end < ranked.length && findDifference(columns, first, ranked[end] as number) === -1) end += 1;
    const separatedBy = findSeparation(columns, first, ranked[start - 1], ranked[end], rules.tieBreaks);
    if (end - start === 1) put(first, { place: start + 1, tied: false, openTie: false, separatedBy });
    else placeEquals(ranked.slice(start, end), start + 1, separatedBy);
    start = end;
  }
  for (const index of unranked) put(index, UNRANKED);
  return placed;

  /** As the last policy settles them. */
  function placeEquals(equals: readonly number[], from: number, separatedBy: Separation | null): void {
    const decided = rules.lastTie === "chief" ? decideOrder(results, equals) : [equals];
    let place = from;
    for (const members of decided ?? [equals]) {
      const by: Separation | null = decided !== null && decided.length > 1 ? { by: "chief" } : separatedBy;
      const rank: Rank = { place, tied: members.length > 1, openTie: decided === null, separatedBy: by };
      const idOf = (index: number) => results[index]?.entryId ?? "";
      for (const index of [...members].sort((left, right) => compareText(idOf(left), idOf(right)))) put(index, rank);
      place += members.length;
    }
  }
}

/** What results are ranked by: the first column in which two differ decides, and there the lower number is better. */
type Columns = readonly Float64Array[];

/** Passed or not, total; the tie-breaks stand from here on. */
const FIRST_TIE_BREAK = 2;

function listColumns(results: readonly EntryResult[], { tieBreaks, failed }: Pick<EventRules, "tieBreaks" | "failed">): Columns {
  const column = (read: (result: EntryResult) => number) => {
    const numbers = new Float64Array(results.length);
    for (let index = 0; index < numbers.length; index += 1) numbers[index] = read(results[index] as EntryResult);
    return numbers;
  };
  return [
    column(({ passed }) => (failed === "last" && passed === false ? 1 : 0)),
    column(({ total }) => 0 - (total ?? 0)),
    ...tieBreaks.map((tieBreak) => {
      const key = tieBreakKey(tieBreak);
      const sign = tieBreak.order === "desc" ? -1 : 1;
      return column(({ values }) => {
        const value = values[key];
        // Who has no value comes after those with one, whichever way they stand.
        return value === undefined ? Number.POSITIVE_INFINITY : sign * value;
      });
    }),
  ];
}

function compareBy(columns: Columns, left: number, right: number): number {
  for (const column of columns) {
    const [one, other] = [column[left] as number, column[right] as number];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** The column in which they differ first; -1 where they do not. */
function findDifference(columns: Columns, left: number, right: number): number {
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] as Float64Array;
    if (column[left] !== column[right]) return at;
  }
  return -1;
}

function compareUnranked(left: EntryResult, right: EntryResult): number {
  const order = UNRANKED_ORDER.indexOf(left.status) - UNRANKED_ORDER.indexOf(right.status);
  return order !== 0 ? order : compareText(left.entryId, right.entryId);
}

/**
 * Equals in the chief judge's order, those of one number together; null until one decision names every one of them. An order
 * that names only some, and the orders of several decisions together, are not applied: they were given for other ties.
 */
function decideOrder(results: readonly EntryResult[], equals: readonly number[]): readonly (readonly number[])[] | null {
  const byOrder = new Map<number, number[]>();
  const decision = results[equals[0] as number]?.chiefDecision;
  for (const index of equals) {
    const { chiefOrder: order = null, chiefDecision } = results[index] as EntryResult;
    if (order === null || chiefDecision !== decision) return null;
    const same = byOrder.get(order);
    if (same) same.push(index);
    else byOrder.set(order, [index]);
  }
  return [...byOrder].sort(([left], [right]) => left - right).map(([, members]) => members);
}

/** Of the tie-breaks that separate an entry from those ranked above and below it, the one applied last; null where totals did. */
function findSeparation(
  columns: Columns,
  own: number,
  above: number | undefined,
  below: number | undefined,
  tieBreaks: readonly TieBreak[],
): Separation | null {
  const higher = above === undefined ? 0 : findDifference(columns, own, above);
  const lower = below === undefined ? 0 : findDifference(columns, own, below);
  return tieBreaks[(higher > lower ? higher : lower) - FIRST_TIE_BREAK] ?? null;
}
