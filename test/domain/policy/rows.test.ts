/** What the five packs hold, row by row: clause, kind and amount, counted from the documents; blanks stay blank. */
import { describe, expect, it } from "vitest";
import type { PolicyFact } from "#app/domain/policy/facts.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { FACT_KINDS } from "#app/domain/policy/recorded-fact.ts";
import { answersTo } from "#app/domain/policy/test-fact.ts";
import { requirePack } from "./cases.ts";

const PACKS = ["tongzhou", "xinjiang", "dalian", "jiading", "lianyungang"] as const;

/** Clause, kind and amount in yuan ("≤" a ceiling, "?" not said, "-" not about money), counted: written from the documents. */
const ROWS: Readonly<Record<(typeof PACKS)[number], readonly string[]>> = {
  tongzhou: [
    "(8) carrier-grant ?",
    "(8) recommendation -",
    "(10) level-promotion -",
    "(12) level-promotion -",
    "(14) winner-reward 300000",
    "(14) winner-reward 180000",
    "(14) winner-reward 120000",
    "(14) training-organisation-reward 100000",
    "(14) winner-reward 200000",
    "(14) winner-reward 150000",
    "(14) winner-reward 100000",
    "(14) training-organisation-reward 80000",
    "(14) winner-reward 100000",
    "(14) winner-reward 50000",
    "(14) winner-reward 30000",
    "(14) training-organisation-reward 50000",
    "(15) honour-reward 100000",
    "(15) honour-reward 50000",
    "(15) honour-reward 10000",
    "(15) recommendation -",
  ],
  xinjiang: [
    "14 level-promotion -",
    "14 winner-reward ?",
    "15 title-eligibility -",
    "15 title-eligibility -",
    "15 title-eligibility -",
    "18 level-reward ?",
    "18 recommendation -",
  ],
  dalian: [
    "(3) carrier-grant ≤7000000",
    "(3) carrier-grant ≤3000000",
    "(3) carrier-grant ≤300000",
    "(3) carrier-grant ≤100000",
    "(3) carrier-grant ≤100000",
    "(3) carrier-grant 30000",
    "(4) level-reward 3500",
    "(4) level-reward 5000",
    "(7) talent-allowance 3000",
    "(7) talent-allowance 2000",
    "(7) talent-allowance 1000",
    "(7) mentor-subsidy 2000",
    "(7) mentor-subsidy 1000",
    "(7) mentor-subsidy 500",
    "(9) talent-allowance 2600000",
    "(9) talent-allowance 1200000",
    "(9) talent-allowance 300000",
    "(9) talent-allowance 4000",
    "(10) level-reward 50000",
    "(10) level-reward 80000",
    "(11) level-promotion -",
    "(14) head-count-subsidy 1500",
    "(14) head-count-subsidy 2000",
    "(14) head-count-subsidy 5000",
    "(14) head-count-subsidy 10000",
    "(14) carrier-grant ≤5000000",
    "(14) competition-support ?",
    "(15) honour-reward 120000",
    "(15) honour-reward ?",
  ],
  jiading: [
    "(9) talent-allowance ?",
    "(10) honour-reward ≤10000",
    "(10) honour-reward ≤10000",
    "(10) honour-reward ≤10000",
    "(10) honour-reward ≤100000",
    "(15) competition-support ?",
  ],
  lianyungang: ["6 winner-reward ?", "6 recommendation -", "6 carrier-grant ?", "6 carrier-grant ?", "9 recommendation -"],
};

function describeRow({ clause, kind, amount }: PolicyPack["rows"][number]): string {
  if (amount.kind === "unknown") return `${clause} ${kind} ?`;
  if (amount.kind === "none") return `${clause} ${kind} -`;
  return `${clause} ${kind} ${amount.kind === "ceiling" ? "≤" : ""}${amount.fen / 100}`;
}

describe.each(PACKS)("%s", (name) => {
  const pack = requirePack(name);

  it("holds exactly the rows of the document, with their amounts", () => {
    expect(pack.rows.map(describeRow).sort()).toEqual([...ROWS[name]].sort());
  });

  it("is in force only where the document is, and a draft has no dates", () => {
    const { status, effectiveFrom } = pack.document;
    expect([status, effectiveFrom]).toEqual(name === "dalian" ? ["in-force", "2023-10-30"] : ["draft", null]);
  });

  it("names a tax basis once only, and no payer", () => {
    const taxed = pack.rows.filter(({ taxBasis }) => taxBasis !== "unknown").map(({ id }) => id);
    expect(taxed).toEqual(name === "dalian" ? ["15-dalian-craftsman"] : []);
    expect(pack.rows.every(({ payer }) => payer === null)).toBe(true);
  });
});

it("leaves a figure that is blank in the document blank", () => {
  const figures = Object.fromEntries(PACKS.map((name) => [name, requirePack(name).targets.map(({ figure }) => figure)]));
  expect(figures).toEqual({
    tongzhou: [20],
    xinjiang: [25, 30],
    dalian: [40, 33.33, 260, 30, null, null, 90],
    jiading: [null, null, null, null, null],
    lianyungang: [50_000, 20, 33],
  });
});

it("knows how often Tongzhou (12) holds which competition, and with whom", () => {
  const cadences = requirePack("tongzhou").cadences.map(({ name, everyYears, regionCodes }) => [
    name,
    everyYears,
    regionCodes.length,
  ]);
  expect(cadences).toEqual([
    ["通州区职业技能大赛", 2, 1],
    ["通武廊职业技能大赛", 2, 3],
    ["通州区职工技能大赛", 1, 1],
  ]);
});

it("asks support for holding competitions of a competition, and neither of a result nor of a recorded fact", () => {
  const support = PACKS.flatMap((name) => requirePack(name).rows.filter(({ kind }) => kind === "competition-support"));
  expect(support.map(({ id }) => id)).toEqual(["14-thirty-events", "15-competition-support"]);
  for (const row of support) {
    for (const kind of FACT_KINDS) expect(answersTo(row, { kind } as PolicyFact)).toBe(false);
    expect(answersTo(row, { kind: "competition" } as PolicyFact)).toBe(true);
  }
});
