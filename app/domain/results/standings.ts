/** The order of a round: total, tie-breaks, last policy; and the places that follow from it (DOMAIN 6). */

import type { EventRules, TieBreak } from "#app/domain/results/rules.ts";
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
  /** Marks by criterion id, for tie-breaks. */
  readonly criteria: Readonly<Record<string, Hundredths>>;
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
  rules: Pick<EventRules, "tieBreaks" | "lastTie">,
): readonly Standing[] {
  const ranked = results.filter(isRanked).sort((left, right) => compareMarks(left, right, rules.tieBreaks));
  const unranked = results.filter((result) => !isRanked(result)).sort(compareUnranked);
  const groups = groupEquals(ranked, rules.tieBreaks).flatMap((group) => settleGroup(group, rules.lastTie));
  return [...placeGroups(groups, rules.tieBreaks), ...unranked.map(toUnranked)];
}

type Group = { readonly members: readonly Ranked[]; readonly isOpen: boolean };

function isRanked(result: EntryResult): result is Ranked {
  return result.status === "checked-in" && result.total !== null;
}

function compareMarks(left: Ranked, right: Ranked, tieBreaks: readonly TieBreak[]): number {
  if (left.total !== right.total) return right.total - left.total;
  const used = findTieBreak(left, right, tieBreaks);
  return used ? compareBy(used, left, right) : 0;
}

function findTieBreak(left: Ranked, right: Ranked, tieBreaks: readonly TieBreak[]): TieBreak | null {
  return tieBreaks.find((tieBreak) => compareBy(tieBreak, left, right) !== 0) ?? null;
}

function compareBy({ id, order }: TieBreak, left: Ranked, right: Ranked): number {
  const difference = (right.criteria[id] ?? 0) - (left.criteria[id] ?? 0);
  return order === "desc" ? difference : -difference;
}

function compareUnranked(left: EntryResult, right: EntryResult): number {
  const order = UNRANKED_ORDER.indexOf(left.status) - UNRANKED_ORDER.indexOf(right.status);
  return order !== 0 ? order : compareText(left.entryId, right.entryId);
}

/** Neighbours that total and tie-breaks leave equal. */
function groupEquals(ranked: readonly Ranked[], tieBreaks: readonly TieBreak[]): readonly (readonly Ranked[])[] {
  const groups: Ranked[][] = [];
  let current: Ranked[] = [];
  let first: Ranked | null = null;
  for (const result of ranked) {
    if (first === null || compareMarks(first, result, tieBreaks) !== 0) {
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

function placeGroups(groups: readonly Group[], tieBreaks: readonly TieBreak[]): readonly Standing[] {
  const standings: Standing[] = [];
  groups.forEach(({ members, isOpen }, index) => {
    const place = standings.length + 1;
    const tied = members.length > 1;
    const separatedBy = findSeparation(groups, index, tieBreaks);
    for (const result of [...members].sort((left, right) => compareText(left.entryId, right.entryId))) {
      const { entryId, status, eligible, total } = result;
      standings.push({ entryId, status, eligible, total, place, tied, openTie: isOpen, separatedBy });
    }
  });
  return standings;
}

/** Of the rules that separate a group from the groups above and below it, the one applied last. */
function findSeparation(groups: readonly Group[], index: number, tieBreaks: readonly TieBreak[]): Separation | null {
  const own = groups[index]?.members[0];
  const used = [groups[index - 1], groups[index + 1]].map((group) => {
    const neighbour = group?.members[0];
    if (!own || !neighbour || own.total !== neighbour.total) return null;
    return findTieBreak(own, neighbour, tieBreaks) ?? ({ by: "chief" } as const);
  });
  const chief = used.find((separation) => separation?.by === "chief");
  if (chief) return chief;
  return [...tieBreaks].reverse().find((tieBreak) => used.includes(tieBreak)) ?? null;
}

function toUnranked({ entryId, status, eligible, total }: EntryResult): Standing {
  return { entryId, status, eligible, total, place: null, tied: false, openTie: false, separatedBy: null };
}
