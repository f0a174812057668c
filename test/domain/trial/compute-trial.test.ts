/** The trial calculation: the forms that its rules can take, and what comes out, worked by hand. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, run } from "./support.ts";

const NONE = { scale: "none", awards: null };
const SHARES = {
  scheme: "share-of-entries",
  shares: { first: 10, second: 20, third: 30 },
  excellenceTo: 50,
  base: "started",
  rounding: "half-up",
  tiesAtCut: "in",
};

/** Entries e1, e2, ... with these totals. */
function totals(...values: readonly (number | string)[]): string[] {
  return ["entry,total", ...values.map((value, index) => `e${index + 1},${value}`)];
}

describe("rows", () => {
  it("stand by place, then in the order of the file; those without a place after them, whatever became of them", () => {
    const entries = [
      "entry,total,status",
      "z,80,started",
      "y,,absent",
      "x,90,disqualified",
      "w,80,",
      "v,95,started",
      "u,,started",
    ];
    expect(rowsOf(NONE, entries)).toEqual(["v,95.00,1,,", "z,80.00,2,,", "w,80.00,2,,", "y,,,,", "x,90.00,,,", "u,,,,"]);
  });

  it("have two decimals, and totals may exceed 100", () => {
    expect(rowsOf(NONE, totals("1234567.8", "100.05", "7"))).toEqual(["e1,1234567.80,1,,", "e2,100.05,2,,", "e3,7.00,3,,"]);
  });

  it("hold names as they are: quoted where they need it, escaped where a spreadsheet would compute, numbers left alone", () => {
    const entries = ["entry,total", '"李, 明",9', '"a ""b""",8', "=1+1,7", "-5,6", "@x,5", "+86 1,4"];
    expect(rowsOf(NONE, entries).map((row) => row.replace(/,\d\.00.*$/, ""))).toEqual([
      '"李, 明"',
      '"a ""b"""',
      "'=1+1",
      "-5",
      "'@x",
      "'+86 1",
    ]);
  });

  it("none in, none out", () => {
    expect(run(NONE, "entry,total\n")).toEqual({ csv: "entry,total,place,scaleScore,award\n" });
  });
});

describe("components", () => {
  const rules = (one: number, other: number, more = {}) => ({
    ...NONE,
    components: [
      { key: "theory", weight: one },
      { key: "practical", weight: other },
    ],
    ...more,
  });
  const entries = ["entry,theory,practical", "a,85,90.50"];

  it("weigh as percentages that add up to 100 and as fractions that add up to 1: 88.85", () => {
    expect(rowsOf(rules(30, 70), entries)).toEqual(["a,88.85,1,,"]);
    expect(rowsOf(rules(0.3, 0.7), entries)).toEqual(["a,88.85,1,,"]);
    expect(rowsOf(rules(33.33, 66.67), ["entry,theory,practical", "a,100,0"])).toEqual(["a,33.33,1,,"]);
  });

  it("multiply as plain factors otherwise: 1 and 1 add, 2 and 1 double the first", () => {
    expect(rowsOf(rules(1, 1), entries)).toEqual(["a,175.50,1,,"]);
    expect(rowsOf(rules(2, 1), entries)).toEqual(["a,260.50,1,,"]);
    expect(rowsOf(rules(0.5, 1), entries)).toEqual(["a,133.00,1,,"]);
  });

  it("take weights exactly: 0.7 and 0.2 and 0.1 of 0.05 are 0.05, though floating point says otherwise", () => {
    const three = { ...NONE, components: [0.7, 0.2, 0.1].map((weight, index) => ({ key: `c${index}`, weight })) };
    expect(0.7 + 0.2 + 0.1).not.toBe(1);
    expect(rowsOf(three, ["entry,c0,c1,c2", "a,0.05,0.05,0.05"])).toEqual(["a,0.05,1,,"]);
  });

  it("are rounded once at the named place", () => {
    expect(rowsOf(rules(30, 70, { roundingPlace: 1 }), entries)).toEqual(["a,88.90,1,,"]);
    expect(rowsOf(rules(30, 70, { roundingPlace: 0 }), entries)).toEqual(["a,89.00,1,,"]);
  });

  it("fail below their pass mark: ranked last, or by total, and winning nothing", () => {
    const components = [
      { key: "theory", weight: 30, passMark: 60 },
      { key: "practical", weight: 70 },
    ];
    const counts = { scheme: "fixed-counts", counts: { first: 1, second: 1, third: 1 }, tiesAtCut: "in" };
    const list = ["entry,theory,practical", "a,59.99,100", "b,60,80", "c,70,70"];
    expect(rowsOf({ scale: "none", awards: counts, components }, list)).toEqual([
      "b,74.00,1,,first",
      "c,70.00,2,,second",
      "a,88.00,3,,",
    ]);
    expect(rowsOf({ scale: "none", awards: counts, components, failed: "by-total" }, list)).toEqual([
      "a,88.00,1,,",
      "b,74.00,2,,first",
      "c,70.00,3,,second",
    ]);
  });

  it("may be stated as totals instead, where no pass mark has to be known", () => {
    expect(rowsOf(rules(30, 70), totals(88.85))).toEqual(["e1,88.85,1,,"]);
  });

  it("may stand beside the total that they give", () => {
    expect(rowsOf(rules(30, 70), ["entry,theory,practical,total", "a,85,90.50,88.85"])).toEqual(["a,88.85,1,,"]);
  });
});

describe("tie-breaks", () => {
  it("compare components, numbers and times, an empty cell after those with a value", () => {
    const rules = {
      ...NONE,
      components: [
        { key: "theory", weight: 50 },
        { key: "practical", weight: 50 },
      ],
      tieBreak: [
        { key: "time", order: "asc" },
        { key: "practical", order: "desc" },
        { key: "faults", order: "asc" },
      ],
    };
    const entries = [
      "entry,theory,practical,time,faults",
      "none,80,80,,0",
      "slow,80,80,1:00:01,0",
      "even,80,80,59:59,2",
      "even-less,80,80,59:59,1.5",
      "practical,70,90,0:59:59,9",
      "equal,80,80,59:59.0,2",
    ];
    expect(rowsOf(rules, entries)).toEqual([
      "practical,80.00,1,,",
      "even-less,80.00,2,,",
      "even,80.00,3,,",
      "equal,80.00,3,,",
      "slow,80.00,5,,",
      "none,80.00,6,,",
    ]);
  });

  it("share the place in the end, or wait for the chief judge: the place is then empty, where they stand", () => {
    const entries = totals(90, 80, 80, 70);
    expect(rowsOf({ ...NONE, lastTie: "share" }, entries).map((row) => row.split(",")[2])).toEqual(["1", "2", "2", "4"]);
    expect(rowsOf({ ...NONE, lastTie: "chief" }, entries)).toEqual([
      "e1,90.00,1,,",
      "e2,80.00,,,",
      "e3,80.00,,,",
      "e4,70.00,4,,",
    ]);
  });

  it("leave the undecided the award that any decision would leave them", () => {
    const awards = { scheme: "fixed-counts", counts: { first: 1, second: 2, third: 1 }, tiesAtCut: "in" };
    expect(rowsOf({ scale: "none", awards, lastTie: "chief" }, totals(90, 80, 80, 70))).toEqual([
      "e1,90.00,1,,first",
      "e2,80.00,,,second",
      "e3,80.00,,,second",
      "e4,70.00,4,,third",
    ]);
    const split = { ...awards, counts: { first: 2, second: 1, third: 1 } };
    expect(rowsOf({ scale: "none", awards: split, lastTie: "chief" }, totals(90, 80, 80, 70))).toEqual([
      "e1,90.00,1,,first",
      "e2,80.00,,,",
      "e3,80.00,,,",
      "e4,70.00,4,,third",
    ]);
  });

  it("take the chief judge's order and the penalties of the hall from columns that the rules name", () => {
    const rules = {
      ...NONE,
      lastTie: "chief",
      components: [{ key: "work", weight: 100 }],
      penaltyColumn: "penalty",
      chiefOrderColumn: "chief order",
    };
    const entries = ["entry,work,penalty,chief order", "a,82,2,2", "b,80,,1", "c,5,10,"];
    expect(rowsOf(rules, entries)).toEqual(["b,80.00,1,,", "a,80.00,2,,", "c,0.00,3,,"]);
  });
});

describe("scale scores", () => {
  it("are the published ones (DOMAIN 6); absent and disqualified have none and change none", () => {
    const entries = [
      "entry,total,status",
      ...[61.42, 39.58, 15, 9.5, 8, 7.25, 1, 0.5, 0].map((total) => `t${total},${total},started`),
      "gone,99,disqualified",
      "away,,absent",
    ];
    expect(rowsOf({ scale: "scale-700", awards: null }, entries)).toEqual([
      "t61.42,61.42,1,854,",
      "t39.58,39.58,2,791,",
      "t15,15.00,3,720,",
      "t9.5,9.50,4,704,",
      "t8,8.00,5,700,",
      "t7.25,7.25,6,698,",
      "t1,1.00,7,680,",
      "t0.5,0.50,8,678,",
      "t0,0.00,9,677,",
      "gone,99.00,,,",
      "away,,,,",
    ]);
  });

  it("on the old scale: 2, 4, 4, 4, 5, 5, 7, 9 have the deviation 2", () => {
    const rows = rowsOf({ scale: "scale-500", awards: null }, totals(2, 4, 4, 4, 5, 5, 7, 9));
    expect(rows.map((row) => row.split(",")[3])).toEqual(["560", "530", "500", "500", "485", "485", "485", "455"]);
  });

  it("are exact for the largest totals that are taken", () => {
    // Median 5,000,000.00 and MAD 4,999,999.99: 700 and 30 / 1.4826 = 20.23 for the outer two.
    const rows = rowsOf({ scale: "scale-700", awards: null }, totals("9999999.99", "5000000", "0.01"));
    expect(rows.map((row) => row.split(",")[3])).toEqual(["720", "700", "680"]);
  });
});

describe("awards", () => {
  it("by share, as in the issue's own example: 10, 20, 30 with excellence to 50 of twelve entries that started", () => {
    const rows = rowsOf({ scale: "none", awards: SHARES }, totals(...Array.from({ length: 12 }, (_, index) => 90 - index)));
    expect(rows.map((row) => row.split(",")[4]?.[0] ?? "").join(" ")).toBe("f s s s t t t     ");
  });

  it("by share with a base of all registered: every eligible row counts", () => {
    const list = ["entry,total,status,eligible", ...[9, 8, 7, 6, 5].map((total) => `e${total},${total},,`)];
    const others = ["a,,absent,yes", "b,,disqualified,yes", "c,4,started,no", "d,,absent,no", "e,,absent,"];
    const awards = { ...SHARES, shares: { first: 25 }, excellenceTo: null };
    const winners = (base: string) =>
      rowsOf({ scale: "none", awards: { ...awards, base } }, [...list, ...others]).filter((row) => row.endsWith(",first")).length;
    // 25 percent of 5 started are 1.25, and of 8 registered 2.
    expect([winners("started"), winners("registered")]).toEqual([1, 2]);
  });

  it("by shares with decimals: 12.5 percent of eight is one, 37.5 cumulative three", () => {
    const awards = { ...SHARES, shares: { first: 12.5, second: 25, third: 0 }, excellenceTo: null, rounding: "down" };
    const rows = rowsOf({ scale: "none", awards }, totals(8, 7, 6, 5, 4, 3, 2, 1));
    expect(rows.map((row) => row.split(",")[4]).slice(0, 4)).toEqual(["first", "second", "second", ""]);
  });

  it("by share: up, half up and down of 10, 30 and 60 percent of five", () => {
    const rows = (rounding: string) =>
      rowsOf({ scale: "none", awards: { ...SHARES, excellenceTo: null, rounding } }, totals(5, 4, 3, 2, 1)).map(
        (row) => row.split(",")[4]?.[0] ?? "-",
      );
    expect(rows("up").join("")).toBe("fst--");
    expect(rows("half-up").join("")).toBe("fst--");
    expect(rows("down").join("")).toBe("stt--");
  });

  it("by fixed counts with ties out", () => {
    const awards = { scheme: "fixed-counts", counts: { first: 1, second: 2, third: 3 }, tiesAtCut: "out" };
    expect(rowsOf({ scale: "none", awards }, totals(9, 8, 7, 7, 6)).map((row) => row.split(",")[4])).toEqual([
      "first",
      "second",
      "third",
      "third",
      "third",
    ]);
  });

  it("as medals on the total, in points: 90.00, 88.00, 87.99", () => {
    const awards = { scheme: "medals-with-tolerance", on: "total", tolerance: 2, medallionFrom: 70 };
    expect(rowsOf({ scale: "none", awards }, totals(90, 88, 87.99, 70, 69.99)).map((row) => row.split(",")[4])).toEqual([
      "gold",
      "gold",
      "bronze",
      "medallion",
      "",
    ]);
  });

  it("as medals on the scale score", () => {
    const awards = { scheme: "medals-with-tolerance", on: "scaleScore", tolerance: 2, medallionFrom: 700 };
    const rows = rowsOf({ scale: "scale-700", awards }, totals(61.42, 39.58, 15, 9.5, 8, 7.25, 1, 0.5, 0));
    expect(rows.map((row) => row.split(",")[4])).toEqual(["gold", "silver", "bronze", "medallion", "medallion", "", "", "", ""]);
  });

  it("to nobody below the minimum mark, and to fewer tiers with few entries, by either word", () => {
    const awards = { scheme: "fixed-counts", counts: { first: 1, second: 1, third: 1 }, tiesAtCut: "in" };
    const minimumEntries = [
      { below: 6, tiers: ["first", "second"] },
      { below: 5, tiers: ["gold"] },
    ];
    const awarded = (list: string[], more: object) =>
      rowsOf({ scale: "none", awards, ...more }, list).map((row) => row.split(",")[4]);
    expect(awarded(totals(9, 8, 7, 6, 5, 4), { minimumEntries }).slice(0, 3)).toEqual(["first", "second", "third"]);
    expect(awarded(totals(9, 8, 7, 6, 5), { minimumEntries }).slice(0, 3)).toEqual(["first", "second", ""]);
    expect(awarded(totals(9, 8, 7, 6), { minimumEntries }).slice(0, 3)).toEqual(["first", "", ""]);
    expect(awarded(totals(9, 8, 7), { minimumMark: 8 })).toEqual(["first", "second", ""]);
  });

  it("never to who is not eligible, and no quota is used by him", () => {
    const awards = { scheme: "fixed-counts", counts: { first: 1, second: 1, third: 1 }, tiesAtCut: "in" };
    expect(rowsOf({ scale: "none", awards }, ["entry,total,eligible", "guest,99,no", "a,90,yes", "b,80,YES"])).toEqual([
      "guest,99.00,1,,",
      "a,90.00,2,,first",
      "b,80.00,3,,second",
    ]);
  });
});

it("the order of the rows changes nothing but the order of equals", () => {
  const anyTotals = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 20 });
  const rules = { scale: "scale-700", awards: { ...SHARES, tiesAtCut: "out" }, lastTie: "chief" };
  fc.assert(
    fc.property(anyTotals, (values) => {
      const list = values.map((value, index) => `e${index},${value}`);
      const one = rowsOf(rules, ["entry,total", ...list]);
      const other = rowsOf(rules, ["entry,total", ...[...list].reverse()]);
      expect([...other].sort()).toEqual([...one].sort());
    }),
  );
});
