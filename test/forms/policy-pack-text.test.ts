/** The published JSON Schema of a policy pack is the schema that reads it; each fault of a file stands with its line and column. */
import fs from "node:fs";
import { describe, expect, it } from "vitest";
import { describePolicyPack, placePackFaults, readPackText } from "#app/forms/policy-pack-text.ts";

const FILE = "../../app/public/schemas/policy-pack.schema.json";
const TONGZHOU = fs.readFileSync(new URL("../../seeds/policies/tongzhou.json", import.meta.url), "utf8");

function faultsOf(text: string): readonly string[] {
  const read = readPackText(text);
  if (read.ok) return [];
  return read.refusals.map(({ params = {} }) => `${params.row}:${params.column} ${params.path} ${params.problem}`);
}

/** The first line of the file that holds the words, from 1. */
function lineOf(text: string, words: string): number {
  return text.split("\n").findIndex((line) => line.includes(words)) + 1;
}

it("is published as it reads: `npx vitest run test/forms/policy-pack-text.test.ts -u` writes the file anew", async () => {
  await expect(`${JSON.stringify(describePolicyPack(), null, 2)}\n`).toMatchFileSnapshot(FILE);
  const published = JSON.parse(fs.readFileSync(new URL(FILE, import.meta.url), "utf8"));
  expect(Object.keys(published.properties)).toEqual(
    expect.arrayContaining(["$schema", "document", "rows", "targets", "cadences"]),
  );
});

describe("a file", () => {
  it("reads as what it is, with the name of its format at the top or without", () => {
    const pack = JSON.parse(TONGZHOU);
    expect(readPackText(TONGZHOU)).toEqual({ ok: true, value: pack });
    expect(readPackText(`\uFEFF${TONGZHOU.replace("{", '{ "$schema": "policy-pack.schema.json",')}`)).toEqual({
      ok: true,
      value: pack,
    });
  });

  it("names each fault at its line and column, all at once", () => {
    const wrong = TONGZHOU.replace('"fen": 30000000', '"fen": "30000000"').replace('"status": "draft"', '"status": "in-force"');
    expect(faultsOf(wrong)).toEqual([
      expect.stringMatching(new RegExp(`^${lineOf(wrong, '"effectiveFrom"')}:\\d+ document\\.effectiveFrom date-missing$`)),
      expect.stringMatching(new RegExp(`^${lineOf(wrong, '"fen": "30000000"')}:\\d+ rows\\[0\\]\\.amount\\.fen wrong-type$`)),
    ]);
  });

  it("that is no JSON says where it stops being one, and a key that stands twice is one fault", () => {
    expect(faultsOf('{\n  "name": "tongzhou",\n  "version" 3\n}')).toEqual([expect.stringMatching(/^3:\d+ {2}json-malformed$/)]);
    expect(faultsOf('{ "name": "a",\n "name": "b" }')).toEqual([expect.stringMatching(/^2:\d+ {2}json-malformed$/)]);
    expect(faultsOf("")).toHaveLength(1);
  });

  it("gets the places of what only a comparison finds", () => {
    const [fault] = placePackFaults(TONGZHOU, [{ code: "pack-fault", params: { path: "rows[1].id", problem: "id-changed" } }]);
    expect(fault?.params).toMatchObject({ problem: "id-changed", row: lineOf(TONGZHOU, '"14-world-winner-grade-2"') });
  });
});
