/**
 * Award rules as published in notices, as rules of an event, worked by hand; each names its source, as in the collection of
 * published rules. What they say of money, honours and promotion belongs to policy and stands there.
 */

import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD, type FixedCounts } from "#app/domain/awards/award-scheme.ts";
import { checkAwardScheme } from "#app/domain/awards/check-award-scheme.ts";
import { computeResults, type EntryMarks } from "#app/domain/results/compute-results.ts";
import { computeGoingOn } from "#app/domain/results/going-on.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { component, marks, marksOf } from "../domain/results/support.ts";

const LETTERS: Readonly<Record<string, string>> = { first: "1", second: "2", third: "3", excellence: "e" };

function counts(first: number, second: number, third: number, more: Partial<FixedCounts> = {}): FixedCounts {
  const { shares: _shares, ...cuts } = DEFAULT_AWARD;
  return { ...cuts, scheme: "fixed-counts", counts: { first, second, third }, minimumEntries: [], ...more };
}

function outcomesOf(entries: readonly EntryMarks[], rules: Partial<EventRules>) {
  const all = { ...DEFAULT_RULES, ...rules };
  expect(checkAwardScheme(all.award, all.total)).toEqual([]);
  return computeResults(entries, all, { givesAwards: true });
}

/** The awards in the order of places, of so many entries without a tie. */
function awardsOf(count: number, award: FixedCounts): string {
  const entries = Array.from({ length: count }, (_, index) => marksOf(`e${index}`, { criteria: marks({ A: 9000 - index }) }));
  return toLetters(outcomesOf(entries, { award }).map((outcome) => outcome.award));
}

function toLetters(awards: readonly (Award | null)[]): string {
  return awards.map((award) => LETTERS[award ?? ""] ?? "-").join("");
}

describe("national_2020_first (人民网 2020-07-05, scktv.com itemid=674): the first three have gold, silver and bronze", () => {
  it("one each, two golds where two share the first place, and excellence to the upper half", () => {
    expect(awardsOf(8, counts(1, 1, 1))).toBe("123-----");
    expect(awardsOf(8, counts(1, 1, 1, { excellenceTo: 50 }))).toBe("123e----");
    const tied = [9000, 9000, 8000, 7000].map((total, index) => marksOf(`e${index}`, { criteria: marks({ A: total }) }));
    expect(toLetters(outcomesOf(tied, { award: counts(1, 1, 1) }).map(({ award }) => award))).toBe("113-");
  });
});

describe("heilongjiang (fabao365.com law_541917): 1 to 3, 4 to 10; and 1, 2 to 5", () => {
  it("are counts of 3, 7 and of 1, 4", () => {
    expect(awardsOf(12, counts(3, 7, 0))).toBe("1112222222--");
    expect(awardsOf(7, counts(1, 4, 0))).toBe("12222--");
  });
});

describe("dalian_12_2021 (dlminyi.runsky.com 2021-04-07): 1, 2 to 3, 4 to 10", () => {
  it("are counts of 1, 2 and 7; three who share the second place are all in the second tier", () => {
    expect(awardsOf(12, counts(1, 2, 7))).toBe("1223333333--");
    const entries = [9000, 8000, 8000, 8000, 7000].map((total, index) => marksOf(`e${index}`, { criteria: marks({ A: total }) }));
    expect(toLetters(outcomesOf(entries, { award: counts(1, 2, 7) }).map(({ award }) => award))).toBe("12223");
  });
});

describe("weihai_2018 (630319.com art_49414): 1, 2, 3, then 4 to 6", () => {
  it("are counts of 1, 1, 1 with excellence to the sixth of twelve", () => {
    expect(awardsOf(12, counts(1, 1, 1, { excellenceTo: 50 }))).toBe("123eee------");
  });
});

describe("lianyungang_4_2020 (jsnews.jschina.com.cn 2020-09-24): 30 finalists for each trade", () => {
  it("go on from the heats, and those who share place 30 with them", () => {
    const totals = Array.from({ length: 61 }, (_, index) => (index < 29 ? 9000 - index : index < 31 ? 8000 : 7000 - index));
    const entries = totals.map((total, index) => marksOf(`e${index}`, { criteria: marks({ A: total }) }));
    expect(computeGoingOn(outcomesOf(entries, {}), { kind: "places", places: 30 })).toHaveLength(31);
  });
});

describe("guzhen_lighting (fsou.com 172079): theory 30, practical 70; equals by 组装时间短, 操作技能分高, 理论分高, 并列", () => {
  const rules: Partial<EventRules> = {
    components: [component("theory", 30), component("practical", 70)],
    tieBreaks: [
      { by: "time", id: "", order: "asc" },
      { by: "component", id: "practical", order: "desc" },
      { by: "component", id: "theory", order: "desc" },
    ],
    lastTie: "share",
  };
  const entry = (entryId: string, theory: number, practical: number, timeUsed: number) =>
    marksOf(entryId, { fileMarks: marks({ theory, practical }), timeUsed });

  it("in this order, and the last share the place", () => {
    // 30 x 80 + 70 x 80 = 30 x 73 + 70 x 83 = 30 x 87 + 70 x 77: all 80.00.
    const outcomes = outcomesOf(
      [
        entry("slow", 8700, 7700, 5401),
        entry("practical", 7300, 8300, 5400),
        entry("even", 8000, 8000, 5400),
        entry("even-too", 8000, 8000, 5400),
        entry("fast", 8000, 8000, 5399),
      ],
      rules,
    );
    expect(outcomes.map(({ entryId, total, place, separatedBy }) => [entryId, total, place, separatedBy?.by])).toEqual([
      ["fast", 8000, 1, "time"],
      ["practical", 8000, 2, "component"],
      ["even", 8000, 3, "component"],
      ["even-too", 8000, 3, "component"],
      ["slow", 8000, 5, "time"],
    ]);
  });
});

describe("elevator (001doc.com 480774): theory 25, practical 55, defence 20; 第30名并列全部进入", () => {
  it("weighs the three, and takes all of place 30 into the final", () => {
    const rules = { components: [component("theory", 25), component("practical", 55), component("defence", 20)] };
    const fileMarks = (defence: number) => marks({ theory: 8000, practical: 9125, defence });
    const entries = Array.from({ length: 33 }, (_, index) =>
      marksOf(`e${index}`, { fileMarks: fileMarks(index < 29 ? 10_000 - 10 * index : 7050) }),
    );
    const outcomes = outcomesOf(entries, rules);
    expect(outcomes.find(({ entryId }) => entryId === "e32")).toMatchObject({ total: 8429, place: 30, tied: true });
    expect(computeGoingOn(outcomes, { kind: "places", places: 30 })).toHaveLength(33);
  });
});

describe("moscow_ws_2018 (ocm18.worldskills.moscow 10.1): 6 and more gold, silver, bronze; 5 gold and silver; under 5 gold; 3 and fewer void", () => {
  const award = counts(1, 1, 1, {
    minimumEntries: [
      { below: 6, tiers: ["first", "second"] },
      { below: 5, tiers: ["first"] },
      { below: 4, tiers: [] },
    ],
  });

  it("counts those who started", () => {
    expect([7, 6, 5, 4, 3, 1].map((count) => awardsOf(count, award))).toEqual(["123----", "123---", "12---", "1---", "---", "-"]);
    const absent = marksOf("absent", { status: "absent", isMarked: false });
    const five = Array.from({ length: 5 }, (_, index) => marksOf(`e${index}`, { criteria: marks({ A: 9000 - index }) }));
    expect(toLetters(outcomesOf([...five, absent], { award }).map((outcome) => outcome.award))).toBe("12----");
  });
});
