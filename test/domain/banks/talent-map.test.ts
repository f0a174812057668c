/** Winners by trade and region, by hand. */
import { expect, it } from "vitest";
import { computeTalentMap, type TalentResult } from "#app/domain/banks/talent-map.ts";

const RESULTS: readonly TalentResult[] = [
  { personId: "a", trade: "welder", regionCode: "210211", level: "senior" },
  { personId: "a", trade: "welder", regionCode: "210200", level: "technician" },
  { personId: "b", trade: "welder", regionCode: "210212", level: null },
  { personId: "b", trade: "electrician", regionCode: "210212", level: "senior" },
  { personId: "c", trade: "welder", regionCode: "210000", level: "senior" },
  { personId: "d", trade: "welder", regionCode: null, level: "senior" },
];

it("counts a person once in a trade and region, under his highest level, and says who stands nowhere", () => {
  const map = computeTalentMap(RESULTS, "city");
  expect(map.trades).toEqual([
    { code: "welder", people: 2 },
    { code: "electrician", people: 1 },
  ]);
  expect(map.regions).toEqual([{ code: "210200", people: 2 }]);
  expect(map.cells).toEqual([
    { trade: "welder", region: "210200", personIds: ["a", "b"], levels: [{ level: "technician", people: 1 }] },
    { trade: "electrician", region: "210200", personIds: ["b"], levels: [{ level: "senior", people: 1 }] },
  ]);
  expect(map).toMatchObject({ people: 4, unplaced: 2 });
  expect(computeTalentMap(RESULTS, "province")).toMatchObject({ unplaced: 1, regions: [{ code: "210000", people: 3 }] });
});
