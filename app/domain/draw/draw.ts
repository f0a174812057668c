/** The computer draw: an order that anyone can compute again from what was published, and that no one could choose (DOMAIN 4). */

/** SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

export type DrawEntry = {
  readonly entryId: string;
  /** Null when the entry belongs to no delegation; then it is nobody's neighbour. */
  readonly delegationId: string | null;
};

export type DrawInput = {
  readonly roster: readonly DrawEntry[];
  /** 64 hexadecimal digits, see computeSeed. */
  readonly seed: string;
  readonly sha256: Sha256;
  /** Whether neighbours from one delegation are avoided as far as possible. */
  readonly avoidNeighbours: boolean;
};

export type DrawResult = {
  /** Entry ids; the first has place 1. */
  readonly order: readonly string[];
  /** How many pairs of neighbours come from one delegation; more than 0 only where no order avoids it. */
  readonly neighbours: number;
  /** Which shuffle of the stream it is, from 1; null when the order was drawn place by place. */
  readonly attempt: number | null;
};

/** How often the whole roster is shuffled anew before the draw goes place by place. */
const MAXIMUM_ATTEMPTS = 1000;
const WORD_DIGITS = 8;
const WORD_RANGE = 0x1_0000_0000;

/**
 * Draws the order of a roster.
 * The roster is sorted by entry id, then shuffled (Fisher-Yates) by the words of a SHA-256 counter stream; a word that would favour
 * some places is thrown away. With the neighbour rule the shuffle repeats along the same stream until as few neighbours as possible
 * come from one delegation, which leaves every such order equally likely. Where that is too rare to be met (half of the
 * roster from one delegation), each place is drawn among the entries that still allow such an order.
 * The order of the input does not matter. @throws RangeError for a seed that is no SHA-256 or an entry that stands twice.
 */
export function computeDraw({ roster, seed, sha256, avoidNeighbours }: DrawInput): DrawResult {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new RangeError("the seed must be 64 hexadecimal digits");
  const sorted = sortRoster(roster);
  const drawBelow = createStream(seed, sha256);
  const fewest = avoidNeighbours ? computeFewestNeighbours(countDelegations(sorted), null) : Number.POSITIVE_INFINITY;
  for (let attempt = 1; attempt <= MAXIMUM_ATTEMPTS; attempt += 1) {
    const shuffled = shuffle(sorted, drawBelow);
    const neighbours = countNeighbours(shuffled);
    if (neighbours <= fewest) return { order: shuffled.map((entry) => entry.entryId), neighbours, attempt };
  }
  const placed = drawPlaceByPlace(sorted, fewest, drawBelow);
  return { order: placed.map((entry) => entry.entryId), neighbours: countNeighbours(placed), attempt: null };
}

/** The hash by which a frozen roster is published before the draw; the order of the input does not matter. */
export function computeRosterHash(roster: readonly DrawEntry[], sha256: Sha256): string {
  return sha256(JSON.stringify(["roster", ...sortRoster(roster).map((entry) => [entry.entryId, entry.delegationId])]));
}

/** The hash by which the organiser binds himself to a secret before the others contribute. The secret needs 128 random bits or more. */
export function computeCommitment(secret: string, sha256: Sha256): string {
  return sha256(JSON.stringify(["commitment", secret]));
}

export type Contribution = {
  /** Whose: the supervisor's or a team leader's user id. */
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

function sortRoster(roster: readonly DrawEntry[]): DrawEntry[] {
  const sorted = [...roster].sort((one, other) => (one.entryId < other.entryId ? -1 : one.entryId > other.entryId ? 1 : 0));
  const twice = sorted.find((entry, index) => entry.entryId === sorted[index + 1]?.entryId);
  if (twice !== undefined) throw new RangeError(`entry ${twice.entryId} stands in the roster twice`);
  return sorted;
}

/** Answers integers from 0 up to, not including, a bound, each equally likely; the same seed gives the same integers. */
function createStream(seed: string, sha256: Sha256): (bound: number) => number {
  let counter = 0;
  let block = "";
  const nextWord = (): number => {
    if (block === "") {
      block = sha256(`${seed}:${counter}`);
      counter += 1;
    }
    const word = Number.parseInt(block.slice(0, WORD_DIGITS), 16);
    block = block.slice(WORD_DIGITS);
    return word;
  };
  return (bound) => {
    // Words past the last full multiple of the bound would make the low numbers likelier.
    const limit = WORD_RANGE - (WORD_RANGE % bound);
    let word = nextWord();
    while (word >= limit) word = nextWord();
    return word % bound;
  };
}

function shuffle(sorted: readonly DrawEntry[], drawBelow: (bound: number) => number): DrawEntry[] {
  const shuffled = [...sorted];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const chosen = drawBelow(last + 1);
    const [one, other] = [shuffled[last], shuffled[chosen]];
    if (one === undefined || other === undefined) continue;
    shuffled[last] = other;
    shuffled[chosen] = one;
  }
  return shuffled;
}

function drawPlaceByPlace(sorted: readonly DrawEntry[], fewest: number, drawBelow: (bound: number) => number): DrawEntry[] {
  const remaining = [...sorted];
  const counts = countDelegations(sorted);
  const placed: DrawEntry[] = [];
  let allowance = fewest;
  while (remaining.length > 0) {
    const previous = placed.at(-1) ?? null;
    const costs = new Map<string, number>();
    for (const key of counts.keys()) {
      const rest = new Map(counts);
      rest.set(key, (counts.get(key) ?? 0) - 1);
      const repeated = previous !== null && keyOf(previous) === key ? 1 : 0;
      costs.set(key, repeated + computeFewestNeighbours(rest, key));
    }
    const candidates = remaining.filter((entry) => (costs.get(keyOf(entry)) ?? 0) <= allowance);
    const chosen = candidates[drawBelow(candidates.length)];
    if (chosen === undefined) throw new Error("no entry keeps the number of neighbours possible");
    if (previous !== null && keyOf(previous) === keyOf(chosen)) allowance -= 1;
    remaining.splice(remaining.indexOf(chosen), 1);
    const left = (counts.get(keyOf(chosen)) ?? 0) - 1;
    if (left === 0) counts.delete(keyOf(chosen));
    else counts.set(keyOf(chosen), left);
    placed.push(chosen);
  }
  return placed;
}

/** An entry without a delegation is a delegation of its own. */
function keyOf(entry: DrawEntry): string {
  return entry.delegationId === null ? `entry ${entry.entryId}` : `delegation ${entry.delegationId}`;
}

function countDelegations(entries: readonly DrawEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + 1);
  return counts;
}

function countNeighbours(entries: readonly DrawEntry[]): number {
  return entries.filter((entry, index) => {
    const next = entries[index + 1];
    return next !== undefined && keyOf(next) === keyOf(entry);
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
