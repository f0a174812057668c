/**
 * Seven published events come out medal for medal. Source of worldskills-results-sample.csv beside this file: WorldSkills
 * competitions of 2007 to 2011, scale scores on the 500 scale with the medals awarded, from the data file of a public
 * WorldSkills 2013 test project.
 */

import fs from "node:fs";
import { describe, expect, it } from "vitest";
import type { MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { computeAwards } from "#app/domain/awards/awards.ts";
import { computeStandings } from "#app/domain/results/standings.ts";
import { result } from "../domain/results/support.ts";

const [, ...lines] = fs
  .readFileSync(new URL("worldskills-results-sample.csv", import.meta.url), "utf8")
  .trim()
  .split(/\r?\n/);
const events = new Map<string, { readonly country: string; readonly score: number; readonly medal: string }[]>();
for (const line of lines) {
  const [year, skill, country = "", score, medal = ""] = line.split(",");
  const event = `${year} skill ${skill}`;
  events.set(event, [...(events.get(event) ?? []), { country, score: Number(score), medal: medal.toLowerCase() }]);
}

/** DOMAIN 7 on the old scale: a tolerance of 2, a medallion from 500. */
const RULE: MedalsWithTolerance = {
  scheme: "medals-with-tolerance",
  on: "scaleScore",
  tolerance: 2,
  medallionFrom: 500,
  base: "started",
  minimumMark: null,
  minimumEntries: [],
};

function medalsOf(rows: readonly { readonly country: string; readonly score: number }[], rule: MedalsWithTolerance) {
  const results = rows.map(({ country, score }) => result(country, score));
  const standings = computeStandings(results, { tieBreaks: [], lastTie: "share", failed: "last" });
  const awards = computeAwards(
    standings.map((standing) => ({ ...standing, scaleScore: standing.total })),
    rule,
  );
  return rows.map(({ country }) => awards.get(country) ?? "");
}

describe("the published events", () => {
  it("are seven with 106 results", () => {
    expect([events.size, lines.length]).toEqual([7, 106]);
  });

  it.each([...events])("%s has the medals that were awarded", (_event, rows) => {
    expect(medalsOf(rows, RULE)).toEqual(rows.map(({ medal }) => medal));
  });

  it("tell this rule from others: a chained group, another tolerance, another threshold would not give them", () => {
    const isMatched = (rule: MedalsWithTolerance) =>
      [...events.values()].every((rows) => medalsOf(rows, rule).every((award, index) => award === rows[index]?.medal));
    expect(isMatched(RULE)).toBe(true);
    for (const tolerance of [0, 1, 3, 4]) expect(isMatched({ ...RULE, tolerance })).toBe(false);
    for (const medallionFrom of [501, 499, null]) expect(isMatched({ ...RULE, medallionFrom })).toBe(false);
  });
});
