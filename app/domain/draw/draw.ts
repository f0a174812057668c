/** The computer draw: an order that anyone can compute again from what was published, and that no one could choose (DOMAIN 4). */

import { type DrawKind, type DrawnSession, groupOf, type RosterLine, sortRoster } from "#app/domain/draw/roster.ts";
import { computeSpread } from "#app/domain/draw/spread.ts";
import { createStream, type DrawBelow, type Sha256, shuffle } from "#app/domain/draw/stream.ts";

export type DrawInput = {
  readonly roster: readonly RosterLine[];
  /** 64 hexadecimal digits, see computeSeed. */
  readonly seed: string;
  readonly sha256: Sha256;
  /** Whether neighbours from one delegation are avoided as far as possible. */
  readonly avoidNeighbours: boolean;
};

export type DrawResult = {
  /** Refs; the first has place 1. */
  readonly order: readonly string[];
  /** How many pairs of neighbours come from one delegation; more than 0 only where no order avoids it. */
  readonly neighbours: number;
  /** Which shuffle of the stream it is, from 1; null when the order was drawn place by place. */
  readonly attempt: number | null;
};

/** How often the whole roster is shuffled anew before the draw goes place by place. */
const MAXIMUM_ATTEMPTS = 1000;

/**
 * Draws the order of a roster.
 * The roster is sorted by ref, then shuffled (Fisher-Yates) by the words of a SHA-256 counter stream; a word that would favour
 * some places is thrown away. With the neighbour rule the shuffle repeats along the same stream until as few neighbours as possible
 * come from one delegation, which leaves every such order equally likely. Where that is too rare to be met (half of the
 * roster from one delegation), each place is drawn among the entries that still allow such an order.
 * The order of the input does not matter. @throws RangeError for a seed that is no SHA-256 or an entry that stands twice.
 */
export function computeDraw({ roster, seed, sha256, avoidNeighbours }: DrawInput): DrawResult {
  const sorted = sortRoster(roster);
  const drawBelow = createStream(seed, sha256);
  const fewest = avoidNeighbours ? computeFewestNeighbours(countDelegations(sorted), null) : Number.POSITIVE_INFINITY;
  for (let attempt = 1; attempt <= MAXIMUM_ATTEMPTS; attempt += 1) {
    const shuffled = shuffle(sorted, drawBelow);
    const neighbours = countNeighbours(shuffled);
    if (neighbours <= fewest) return { order: shuffled.map(({ ref }) => ref), neighbours, attempt };
  }
  const placed = drawPlaceByPlace(sorted, fewest, drawBelow);
  return { order: placed.map(({ ref }) => ref), neighbours: countNeighbours(placed), attempt: null };
}

/** The hash by which the organiser binds himself to a secret before the others contribute. The secret needs 128 random bits or more. */
export function computeCommitment(secret: string, sha256: Sha256): string {
  return sha256(JSON.stringify(["commitment", secret]));
}

export type Contribution = {
  /** Under which name it is published. */
  readonly by: string;
  readonly text: string;
};

/**
 * The seed of a draw: the hash of the opened secret, the frozen roster and the contributions taken after the freeze, in the order
 * in which they were recorded. Whoever knows one part cannot steer it without the others.
 */
export function computeSeed(
  input: { readonly secret: string; readonly rosterHash: string; readonly contributions: readonly Contribution[] },
  sha256: Sha256,
): string {
  return sha256(JSON.stringify(["seed", input.secret, input.rosterHash, input.contributions.map(({ by, text }) => [by, text])]));
}

function drawPlaceByPlace(sorted: readonly RosterLine[], fewest: number, drawBelow: DrawBelow): RosterLine[] {
  const remaining = [...sorted];
  const counts = countDelegations(sorted);
  const placed: RosterLine[] = [];
  let allowance = fewest;
  while (remaining.length > 0) {
    const previous = placed.at(-1) ?? null;
    const costs = new Map<string, number>();
    for (const key of counts.keys()) {
      const rest = new Map(counts);
      rest.set(key, (counts.get(key) ?? 0) - 1);
      const repeated = previous !== null && groupOf(previous) === key ? 1 : 0;
      costs.set(key, repeated + computeFewestNeighbours(rest, key));
    }
    const candidates = remaining.filter((entry) => (costs.get(groupOf(entry)) ?? 0) <= allowance);
    const chosen = candidates[drawBelow(candidates.length)];
    if (chosen === undefined) throw new Error("no entry keeps the number of neighbours possible");
    if (previous !== null && groupOf(previous) === groupOf(chosen)) allowance -= 1;
    remaining.splice(remaining.indexOf(chosen), 1);
    const left = (counts.get(groupOf(chosen)) ?? 0) - 1;
    if (left === 0) counts.delete(groupOf(chosen));
    else counts.set(groupOf(chosen), left);
    placed.push(chosen);
  }
  return placed;
}

function countDelegations(entries: readonly RosterLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(groupOf(entry), (counts.get(groupOf(entry)) ?? 0) + 1);
  return counts;
}

function countNeighbours(entries: readonly RosterLine[]): number {
  return entries.filter((entry, index) => {
    const next = entries[index + 1];
    return next !== undefined && groupOf(next) === groupOf(entry);
  }).length;
}

/**
 * The fewest pairs of neighbours from one delegation that any order of these counts has, when it follows an entry of `previous`.
 * k entries of one delegation need k - 1 others between them, and one more when the same delegation stands just before them.
 */
function computeFewestNeighbours(counts: ReadonlyMap<string, number>, previous: string | null): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let fewest = 0;
  for (const [key, count] of counts) {
    const separators = key === previous ? count : count - 1;
    fewest = Math.max(fewest, separators - (total - count));
  }
  return fewest;
}

/**
 * What a held draw gives each entry: its place in the order, from 1, or the number of its session.
 * @returns by ref. @throws RangeError as computeDraw and computeSpread
 */
export function computePlaces(
  input: DrawInput & { readonly kind: DrawKind; readonly sessions: readonly DrawnSession[] },
): ReadonlyMap<string, number> {
  if (input.kind === "session") return computeSpread(input);
  return new Map(computeDraw(input).order.map((ref, index) => [ref, index + 1]));
}
