/** Who goes on to the next round: the first places, a share, and ties at the cut together (DOMAIN 1 and 6). */

import { describe, expect, it } from "vitest";
import { checkGoingOn, computeGoingOn } from "#app/domain/results/going-on.ts";
import { computeStandings, type EntryResult } from "#app/domain/results/standings.ts";
import { result } from "./support.ts";

function goOn(results: readonly EntryResult[], rule: Parameters<typeof computeGoingOn>[1], failed: "last" | "by-total" = "last") {
  return computeGoingOn(computeStandings(results, { tieBreaks: [], lastTie: "share", failed }), rule);
}

function id(index: number): string {
  return `entry-${String(index).padStart(2, "0")}`;
}

/** Totals without ties, best first. */
function descending(count: number): EntryResult[] {
  return Array.from({ length: count }, (_, index) => result(id(index), 9000 - 10 * index));
}

describe("the first 30 of the heats (elevator of published-award-rules.json: 预赛前30名进决赛;第30名并列全部进入)", () => {
  const rule = { kind: "places", places: 30 } as const;

  it("are 30 of 40 without a tie", () => {
    expect(goOn(descending(40), rule)).toEqual(descending(30).map(({ entryId }) => entryId));
  });

  it("are 32 where three share place 30", () => {
    const results = descending(40).map((one, index) => (index >= 29 && index <= 31 ? result(one.entryId, 100) : one));
    const tied = results.map((one, index) => (index > 31 ? result(one.entryId, 50) : one));
    expect(goOn(tied, rule)).toHaveLength(32);
  });

  it("are 30 where places 31 and 32 share: only a tie at the cut goes in", () => {
    const results = descending(40).map((one, index) => (index === 30 || index === 31 ? result(one.entryId, 8700) : one));
    expect(goOn(results, rule)).toHaveLength(30);
  });

  it("are all where there are fewer (lianyungang_4_2020: finalists_per_trade 30)", () => {
    expect(goOn(descending(12), rule)).toHaveLength(12);
    expect(goOn([], rule)).toEqual([]);
  });
});

describe("a share of those who started", () => {
  it("is rounded half up: half of 5 are 3, a third of 10 are 3", () => {
    expect(goOn(descending(5), { kind: "share", percent: 50 })).toHaveLength(3);
    expect(goOn(descending(10), { kind: "share", percent: 33 })).toHaveLength(3);
  });

  it("counts neither absent entries nor those not eligible", () => {
    const results = [...descending(4), result("absent", null, { status: "absent" }), result("guest", 1000, { eligible: false })];
    expect(goOn(results, { kind: "share", percent: 50 })).toEqual([id(0), id(1)]);
  });
});

describe("who takes no place of others", () => {
  it("an entry that is not eligible goes on when its own place is good enough, and the quota stays whole", () => {
    const results = [result("guest", 9500, { eligible: false }), ...descending(4), result("late-guest", 10, { eligible: false })];
    expect(goOn(results, { kind: "places", places: 2 })).toEqual(["guest", id(0), id(1)]);
  });

  it("who failed a pass mark never goes on, wherever he is ranked", () => {
    const results = [result("failed", 9900, { passed: false }), ...descending(3)];
    expect(goOn(results, { kind: "places", places: 2 }, "by-total")).toEqual([id(0), id(1)]);
    expect(goOn(results, { kind: "places", places: 4 }, "last")).toEqual([id(0), id(1), id(2)]);
  });

  it("who has no place does not go on", () => {
    const results = [...descending(1), result("out", 9900, { status: "out-of-competition" }), result("none", null)];
    expect(goOn(results, { kind: "places", places: 5 })).toEqual([id(0)]);
  });
});

it("is refused where it could not be applied", () => {
  expect(checkGoingOn({ kind: "places", places: 30 })).toEqual([]);
  expect(checkGoingOn({ kind: "share", percent: 50 })).toEqual([]);
  expect(checkGoingOn({ kind: "places", places: 0 })).toEqual([{ code: "going-on-places-not-positive", params: { places: 0 } }]);
  expect(checkGoingOn({ kind: "share", percent: 101 })).toEqual([
    { code: "going-on-share-not-percent", params: { percent: 101 } },
  ]);
});
