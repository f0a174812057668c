/** The published JSON Schema of trial rules is the schema that reads them, and the rules of an event come back as they went in. */
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import type { AwardScheme } from "#app/domain/awards/award-scheme.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { toResultRules, toTrialRules } from "#app/domain/trial/trial-rules.ts";
import { describeTrialRules, readTrialRules } from "#app/forms/trial-rules.ts";

const FILE = "../../app/public/schemas/trial-rules.schema.json";

it("is published as it reads: `npx vitest run test/forms/trial-rules.test.ts -u` writes the file anew", async () => {
  await expect(`${JSON.stringify(describeTrialRules(), null, 2)}\n`).toMatchFileSnapshot(FILE);
  const published = JSON.parse(fs.readFileSync(new URL(FILE, import.meta.url), "utf8"));
  expect(Object.keys(published.properties)).toContain("awards");
});

describe("the rules of an event", () => {
  const medals: AwardScheme = {
    scheme: "medals-with-tolerance",
    on: "total",
    tolerance: 205,
    medallionFrom: 7050,
    base: "registered",
    minimumMark: hundredths(6000),
    minimumEntries: [{ below: 6, tiers: ["first", "second"] }],
  };
  const rules: EventRules = {
    ...DEFAULT_RULES,
    components: [
      { key: "theory", name: "理论", weight: 30, passMark: hundredths(6050), source: "file", modules: [] },
      { key: "practical", name: "实操", weight: 70, passMark: null, source: "scheme", modules: [] },
    ],
    tieBreaks: [
      { by: "time", id: "", order: "asc" },
      { by: "component", id: "practical", order: "desc" },
      { by: "criterion", id: "B", order: "desc" },
    ],
    lastTie: "chief",
    scale: "scale-500",
    roundingPlace: 1,
    failed: "by-total",
  };

  it.each<[string, EventRules]>([
    ["shares", rules],
    ["medals on totals", { ...rules, award: medals }],
    ["medals on scale scores", { ...rules, award: { ...medals, on: "scaleScore", tolerance: 2, medallionFrom: 500 } }],
    ["without components", { ...rules, components: [], tieBreaks: [] }],
  ])("with %s say as a trial what they say as an event, through the text of a file", (_name, all) => {
    const read = readTrialRules(JSON.stringify(toTrialRules(all)));
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    expect(read.value).toEqual(toTrialRules(all));
    const { components, tieBreaks, award, weightsOf, ...rest } = toResultRules(read.value, all.components.length > 0);
    expect(rest).toEqual({ failed: "by-total", roundingPlace: 1, lastTie: "chief", scale: "scale-500" });
    expect(components.map(({ key, weight, passMark }) => [key, weight, passMark])).toEqual(
      all.components.map(({ key, weight, passMark }) => [key, weight * 10_000, passMark]),
    );
    if (all.components.length > 0) expect(weightsOf).toBe(100 * 10_000);
    expect(tieBreaks.map(({ by, id, order }) => [by, id, order])).toEqual(
      all.tieBreaks.length === 0
        ? []
        : [
            ["module", "time", "asc"],
            ["component", "practical", "desc"],
            ["module", "criterion B", "desc"],
          ],
    );
    expect(award).toMatchObject(all.award);
  });
});
