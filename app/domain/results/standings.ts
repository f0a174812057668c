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

type Ranked = EntryResult & { readonly total: Hundredths };

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
  const order: Order = {
    tieBreaks: rules.tieBreaks.map((tieBreak) => ({ tieBreak, key: tieBreakKey(tieBreak) })),
    failedLast: rules.failed === "last",
  };
  const ranked = results.filter(isRanked).sort((left, right) => compareResults(left, right, order));
  const unranked = results.filter((result) => !isRanked(result)).sort(compareUnranked);
  const groups = groupEquals(ranked, order).flatMap((group) => settleGroup(group, rules.lastTie));
  return [...placeGroups(groups, order), ...unranked.map(toUnranked)];
}

type Order = {
  readonly tieBreaks: readonly { readonly tieBreak: TieBreak; readonly key: string }[];
  readonly failedLast: boolean;
};

type Group = { readonly members: readonly Ranked[]; readonly isOpen: boolean };

function isRanked(result: EntryResult): result is Ranked {
  return result.status === "checked-in" && result.total !== null;
}

function compareResults(left: Ranked, right: Ranked, order: Order): number {
  const difference = compareTotals(left, right, order.failedLast);
  if (difference !== 0) return difference;
  for (const { tieBreak, key } of order.tieBreaks) {
    const compared = compareBy(tieBreak, key, left, right);
    if (compared !== 0) return compared;
  }
  return 0;
}

function compareTotals(left: Ranked, right: Ranked, failedLast: boolean): number {
  if (failedLast && (left.passed === false) !== (right.passed === false)) return left.passed === false ? 1 : -1;
  return right.total - left.total;
}

/** An entry without the value comes after those with it, whichever way the others stand. */
function compareBy({ order }: TieBreak, key: string, left: Ranked, right: Ranked): number {
  const [one, other] = [left.values[key], right.values[key]];
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return order === "desc" ? other - one : one - other;
}

function compareUnranked(left: EntryResult, right: EntryResult): number {
  const order = UNRANKED_ORDER.indexOf(left.status) - UNRANKED_ORDER.indexOf(right.status);
  return order !== 0 ? order : compareText(left.entryId, right.entryId);
}

/** Neighbours that total and tie-breaks leave equal. */
function groupEquals(ranked: readonly Ranked[], order: Order): readonly (readonly Ranked[])[] {
  const groups: Ranked[][] = [];
  let current: Ranked[] = [];
  let first: Ranked | null = null;
  for (const result of ranked) {
    if (first === null || compareResults(first, result, order) !== 0) {
      first = result;
      current = [];
      groups.push(current);
    }
    current.push(result);
  }
  return groups;
}

/**
 * The last policy: equals share the place, or stand in the chief judge's order once it names every one of them. An order that
 * names only some is not applied: it was given for another tie.
 */
function settleGroup(equals: readonly Ranked[], lastTie: EventRules["lastTie"]): readonly Group[] {
  if (equals.length === 1 || lastTie === "share") return [{ members: equals, isOpen: false }];
  const byOrder = new Map<number, Ranked[]>();
  for (const result of equals) {
    const order = result.chiefOrder ?? null;
    if (order === null) return [{ members: equals, isOpen: true }];
    const same = byOrder.get(order);
    if (same) same.push(result);
    else byOrder.set(order, [result]);
  }
  return [...byOrder].sort(([left], [right]) => left - right).map(([, members]) => ({ members, isOpen: false }));
}

function placeGroups(groups: readonly Group[], order: Order): readonly Standing[] {
  const standings: Standing[] = [];
  groups.forEach(({ members, isOpen }, index) => {
    const place = standings.length + 1;
    const tied = members.length > 1;
    const separatedBy = findSeparation(groups, index, order);
    const inOrder = tied ? [...members].sort((left, right) => compareText(left.entryId, right.entryId)) : members;
    for (const { entryId, status, eligible, total, passed = true } of inOrder) {
      standings.push({ entryId, status, eligible, total, passed, place, tied, openTie: isOpen, separatedBy });
    }
  });
  return standings;
}

/** Of the rules that separate a group from the groups above and below it, the one applied last. */
function findSeparation(groups: readonly Group[], index: number, order: Order): Separation | null {
  const own = groups[index]?.members[0];
  if (!own) return null;
  let applied = -1;
  for (const neighbour of [groups[index - 1]?.members[0], groups[index + 1]?.members[0]]) {
    if (!neighbour || compareTotals(own, neighbour, order.failedLast) !== 0) continue;
    const used = order.tieBreaks.findIndex(({ tieBreak, key }) => compareBy(tieBreak, key, own, neighbour) !== 0);
    // What no tie-break separates, the chief judge did.
    if (used === -1) return { by: "chief" };
    applied = used > applied ? used : applied;
  }
  return order.tieBreaks[applied]?.tieBreak ?? null;
}

function toUnranked({ entryId, status, eligible, total, passed = true }: EntryResult): Standing {
  return { entryId, status, eligible, total, passed, place: null, tied: false, openTie: false, separatedBy: null };
}
