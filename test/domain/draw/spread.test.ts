/** The draw of sessions: balanced over delegations wherever that is possible, and without favour. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DrawnSession, RosterLine } from "#app/domain/draw/roster.ts";
import { computeSessionSizes, computeSpread } from "#app/domain/draw/spread.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const makeRoster = (letters: string): RosterLine[] =>
  [...letters].map((letter, index) => ({ ref: `e${String(index).padStart(3, "0")}`, group: letter === "." ? null : letter }));
const makeSessions = (...seats: readonly (number | null)[]): DrawnSession[] =>
  seats.map((each, index) => ({ number: index + 1, seats: each }));

/** By session, how many of each letter. */
function count(roster: readonly RosterLine[], sessions: readonly DrawnSession[], seed: string): Map<string, number[]> {
  const spread = computeSpread({ roster, sessions, seed: sha256(seed), sha256 });
  const counts = new Map<string, number[]>();
  for (const { ref, group } of roster) {
    const own = counts.get(group ?? ref) ?? sessions.map(() => 0);
    const index = sessions.findIndex(({ number }) => number === spread.get(ref));
    own[index] = (own[index] ?? 0) + 1;
    counts.set(group ?? ref, own);
  }
  return counts;
}

const differ = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);

/** Whether every letter can be spread evenly over these sizes at all: tried out. */
function canBeEven(counts: readonly number[], sizes: readonly number[]): boolean {
  const [first, ...rest] = counts;
  if (first === undefined) return sizes.every((size) => size === 0);
  const floor = Math.floor(first / sizes.length);
  const left = sizes.map((size) => size - floor);
  if (left.some((size) => size < 0)) return false;
  const choose = (from: number, needed: number, remaining: readonly number[]): boolean => {
    if (needed === 0) return canBeEven(rest, remaining);
    for (let index = from; index < remaining.length; index += 1) {
      if ((remaining[index] ?? 0) === 0) continue;
      if (
        choose(
          index + 1,
          needed - 1,
          remaining.map((size, each) => (each === index ? size - 1 : size)),
        )
      )
        return true;
    }
    return false;
  };
  return choose(0, first % sizes.length, left);
}

describe("the sizes of sessions", () => {
  it("differ by one at most unless seats do not allow it", () => {
    expect(computeSessionSizes(10, makeSessions(null, null, null))).toEqual([4, 3, 3]);
    expect(computeSessionSizes(10, makeSessions(2, null, 9))).toEqual([2, 4, 4]);
    expect(computeSessionSizes(12, makeSessions(2, 9, 1))).toEqual([2, 9, 1]);
    expect(() => computeSessionSizes(13, makeSessions(2, 9, 1))).toThrow(RangeError);
  });
});

describe("computeSpread", () => {
  it("gives every delegation nearly as many in each session, and every session its size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(..."AAAABBBCCDE."), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 2, max: 7 }),
        fc.string(),
        (letters, sessions, seed) => {
          const roster = makeRoster(letters.join(""));
          const counts = count(roster, makeSessions(...Array(sessions).fill(null)), seed);
          for (const own of counts.values()) expect(differ(own)).toBeLessThanOrEqual(1);
          const sizes = Array.from({ length: sessions }, (_, index) =>
            [...counts.values()].reduce((sum, own) => sum + (own[index] ?? 0), 0),
          );
          expect(differ(sizes)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is even with unequal sizes too wherever that is possible at all", () => {
    let possible = 0;
    let impossible = 0;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(..."AABBC."), { minLength: 4, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.string(),
        (letters, first, second, seed) => {
          const roster = makeRoster(letters.join(""));
          const sessions = makeSessions(first, second, null);
          const sizes = computeSessionSizes(roster.length, sessions);
          const counts = count(roster, sessions, seed);
          const evenly = canBeEven(
            [...counts.values()].map((own) => own.reduce((sum, each) => sum + each, 0)),
            sizes,
          );
          if (evenly) possible += 1;
          else impossible += 1;
          if (evenly) for (const own of counts.values()) expect(differ(own)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 400, seed: 5 },
    );
    // Both kinds came up: the claim says something.
    expect(possible).toBeGreaterThan(50);
    expect(impossible).toBeGreaterThan(50);
  });

  it("favours no session: each of two entries of a delegation is in each of two sessions about as often", () => {
    const roster = makeRoster("AABB");
    let first = 0;
    for (let seed = 0; seed < 2000; seed += 1) {
      const spread = computeSpread({ roster, sessions: makeSessions(null, null), seed: sha256(`s ${seed}`), sha256 });
      if (spread.get("e000") === 1) first += 1;
    }
    // Three standard deviations of 2000 throws of a coin, by fixed seeds.
    expect(Math.abs(first - 1000)).toBeLessThan(68);
  });

  it("depends on seed and roster alone", () => {
    const roster = makeRoster("AAABBC..");
    const sessions = makeSessions(null, 3);
    const draw = (lines: readonly RosterLine[], seed: string) =>
      [...computeSpread({ roster: lines, sessions, seed: sha256(seed), sha256 })].sort();
    expect(draw([...roster].reverse(), "s")).toEqual(draw(roster, "s"));
    expect(draw(roster, "s")).not.toEqual(draw(roster, "t"));
  });
});
