/** Medal boards and points boards by hand, and what holds of every board. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BoardCut, type BoardMember, type BoardResult, computeBoard } from "#app/domain/boards/board.ts";
import { computeBoardYears } from "#app/domain/boards/board-years.ts";
import { AWARDS, type Award } from "#app/domain/shared/vocabulary.ts";

const BY_REGION: BoardCut = { by: "region", relation: "delegation", level: "own" };

let number = 0;
function result(more: Partial<BoardResult> & { regions?: readonly string[] } = {}): BoardResult {
  number += 1;
  const { regions = ["110112"], ...rest } = more;
  return {
    resultId: `r${number}`,
    outside: false,
    competitionId: "c",
    eventId: "e",
    year: 2026,
    tier: "province",
    place: 1,
    award: null,
    points: 0,
    delegation: "d",
    members: regions.map((region) => member({ delegationRegion: region })),
    ...rest,
  };
}
function member(more: Partial<BoardMember>): BoardMember {
  return { delegationRegion: null, unitId: null, unitRegion: null, trainingId: null, trainingRegion: null, ...more };
}
const won = (region: string, ...awards: Award[]) => awards.map((award) => result({ award, regions: [region] }));
const places = (rows: readonly { key: string; place: number }[]) => rows.map(({ key, place }) => [key, place]);

describe("the medal board", () => {
  it("is ordered by gold, then silver, then bronze, and equals share a place: 1, 2, 2, 4", () => {
    const results = [
      ...won("330000", "gold"),
      ...won("320000", "gold", "bronze"),
      ...won("310000", "gold", "silver", "silver"),
      ...won("210000", "gold", "bronze"),
      ...won("440000", "silver", "silver", "silver", "silver"),
    ];
    expect(places(computeBoard(results, BY_REGION).medals)).toEqual([
      ["310000", 1],
      ["210000", 2],
      ["320000", 2],
      ["330000", 4],
      ["440000", 5],
    ]);
  });

  it("decides among equal medals by prizes, and counts medallions without ranking by them", () => {
    const results = [
      ...won("320000", "second", "excellence", "excellence"),
      ...won("330000", "first"),
      ...won("210000", "bronze", "medallion"),
      ...won("440000", "bronze"),
    ];
    const { medals, total } = computeBoard(results, BY_REGION);
    expect(places(medals)).toEqual([
      ["210000", 1],
      ["440000", 1],
      ["330000", 3],
      ["320000", 4],
    ]);
    expect(total.awards).toMatchObject({ bronze: 2, medallion: 1, first: 1, second: 1, excellence: 2, gold: 0 });
  });

  it("counts a team's medal once, once for each of its regions, and once in the total", () => {
    const team = result({ award: "gold", points: 10, regions: ["110112", "120114", "110112"] });
    const board = computeBoard([team], BY_REGION);
    expect(board.medals.map(({ key, awards }) => [key, awards.gold])).toEqual([
      ["110112", 1],
      ["120114", 1],
    ]);
    expect(board.points.map(({ points }) => points)).toEqual([10, 10]);
    expect(board.total).toMatchObject({ points: 10, results: 1 });
    expect(board.total.awards.gold).toBe(1);
    expect(board.shared).toBe(1);
  });

  it("follows the relation and the level that are asked for", () => {
    const worker = member({ delegationRegion: "210000", unitId: "yard", unitRegion: "210211", trainingId: "school" });
    const results = [result({ award: "gold", members: [worker] })];
    const keys = (cut: Partial<BoardCut>) => computeBoard(results, { ...BY_REGION, ...cut }).medals.map(({ key }) => key);
    expect(keys({})).toEqual(["210000"]);
    expect(keys({ relation: "unit" })).toEqual(["210211"]);
    expect(keys({ relation: "unit", level: "city" })).toEqual(["210200"]);
    expect(keys({ by: "organisation" })).toEqual(["yard"]);
    expect(keys({ by: "training" })).toEqual(["school"]);
    expect(keys({ by: "delegation" })).toEqual(["d"]);
    expect(keys({ relation: "training" })).toEqual([]);
    const coarse = computeBoard(results, { ...BY_REGION, level: "city" });
    expect(coarse).toMatchObject({ medals: [], unplaced: 1 });
  });
});

describe("the points board", () => {
  it("puts more first places before equal points, and shares what is still equal", () => {
    const results = [
      result({ points: 10, place: 1, regions: ["320000"] }),
      result({ points: 5, place: 6, regions: ["330000"] }),
      result({ points: 5, place: 6, regions: ["330000"] }),
      result({ points: 10, place: 1, regions: ["210000"] }),
      result({ points: 1, place: 40, regions: ["440000"] }),
    ];
    const { points } = computeBoard(results, BY_REGION);
    expect(places(points)).toEqual([
      ["210000", 1],
      ["320000", 1],
      ["330000", 3],
      ["440000", 4],
    ]);
    expect(points[2]).toMatchObject({ points: 10, results: 2, firsts: [0, 0, 0] });
  });

  it("tells what comes from outside the system", () => {
    const outside = result({ outside: true, competitionId: null, delegation: null, award: "gold", points: 10 });
    const unit = { ...outside, members: [member({ unitRegion: "110112" })] };
    const board = computeBoard([unit, result({ award: "gold", points: 10 })], BY_REGION);
    expect(board.medals).toMatchObject([{ key: "110112", outside: 1, awards: { gold: 2 } }]);
    expect(board.points).toMatchObject([{ points: 20, outside: 10 }]);
  });
});

describe("over the years", () => {
  it("counts each year, also those between without a result", () => {
    const results = [
      result({ year: 2022, award: "gold" }),
      result({ year: 2022, award: "first" }),
      result({ year: 2024, award: "bronze", points: 8 }),
      result({ year: 2024, award: "medallion", points: 4, regions: ["210000"] }),
    ];
    expect(computeBoardYears(results, BY_REGION, "grades")).toEqual({
      years: [2022, 2023, 2024],
      rows: [{ key: "110112", byYear: [2, 0, 1], total: 3 }],
    });
    expect(computeBoardYears(results, BY_REGION, "first-grade").rows).toEqual([{ key: "110112", byYear: [2, 0, 0], total: 2 }]);
    expect(computeBoardYears(results, BY_REGION, "points").rows.map(({ key, total }) => [key, total])).toEqual([
      ["110112", 8],
      ["210000", 4],
    ]);
    expect(computeBoardYears([], BY_REGION, "points")).toEqual({ years: [], rows: [] });
  });
});

it("the order of results does not matter, and one region's results add up to the totals", () => {
  const anyResult = fc.record({
    award: fc.option(fc.constantFrom(...AWARDS), { nil: null }),
    points: fc.nat(10),
    place: fc.integer({ min: 1, max: 12 }),
    region: fc.constantFrom("110112", "210211", "320700"),
  });
  fc.assert(
    fc.property(fc.array(anyResult, { maxLength: 30 }), (some) => {
      const results = some.map(({ region, ...rest }) => result({ ...rest, regions: [region] }));
      const board = computeBoard(results, BY_REGION);
      expect(computeBoard([...results].reverse(), BY_REGION)).toEqual(board);
      for (const award of AWARDS) {
        expect(board.medals.reduce((sum, { awards }) => sum + awards[award], 0)).toBe(board.total.awards[award]);
      }
      expect(board.points.reduce((sum, { points }) => sum + points, 0)).toBe(board.total.points);
    }),
  );
});
