/** What is exported is read back as the same scheme, whatever is in it; and the notation says every kind of aspect, or is refused at its cell. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { readMarkingScheme, readWorkbook, writeMarkingScheme } from "#app/platform/excel/index.ts";
import { parseWay, writeWay } from "#app/platform/excel/way-notation.ts";
import { anyScheme } from "../../domain/marking/schemes.ts";
import { readFixture } from "./fixtures.ts";

async function throughWorkbook(scheme: MarkingScheme): Promise<MarkingScheme> {
  const read = await readMarkingScheme(await writeMarkingScheme(scheme, "赛项"));
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.value;
}

describe("an exported scheme", () => {
  it("is read back the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyScheme, async ({ scheme, total }) => {
        expect(checkScheme(scheme, { total, judgesPerForm: 3 })).toEqual([]);
        expect(await throughWorkbook(scheme)).toEqual(scheme);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it("is read back the same where it came out of a real workbook", async () => {
    for (const name of ["electrician", "network", "network-ways", "mechatronics"]) {
      const read = await readMarkingScheme(readFixture(`scheme-${name}.xlsx`));
      if (!read.ok) throw new Error(name);
      expect(await throughWorkbook(read.value)).toEqual(read.value);
    }
  });

  it("has the usual layout, and a sheet that explains the notation with examples that are understood", async () => {
    const read = await readMarkingScheme(readFixture("scheme-electrician.xlsx"));
    if (!read.ok) throw new Error("fixture");
    const workbook = await readWorkbook(await writeMarkingScheme(read.value, "电工"));
    if (!workbook.ok) throw new Error("export");
    const [sheet, notes] = workbook.value.sheets;
    expect(sheet?.name).toBe("CIS Marking Scheme Import");
    const header = sheet?.rows.find((row) => String(row[0]?.value).startsWith("Sub"));
    expect(header?.map(({ value }) => String(value ?? "").replace(/\s+/g, " "))).toEqual([
      "Sub Criterion ID",
      "Sub Criterion Name or Description",
      "Day of Marking",
      "Aspect Type M = Meas J = Judg",
      "Aspect - Description",
      "Judg Score",
      "Extra Aspect Description (Meas or Judg) OR Judgement Score Description (Judg only)",
      "Requirement (Measurement Only)",
      "WSOS Section",
      "Calculation Row (Export only)",
      "Max Mark",
      "Criterion A",
      "Total Mark",
      "45",
      "Marking Way 评分方式",
    ]);
    const examples = (notes?.rows ?? []).slice(2, 7).flatMap((row) => [row[1]?.value, row[2]?.value]);
    expect(examples).toHaveLength(10);
    for (const example of examples) expect(parseWay(String(example).replace(/^'/, "")), String(example)).not.toBeNull();
  });
});

describe("the notation of a way", () => {
  const table = {
    kind: "table",
    unit: "mm",
    steps: [
      { upTo: 50, mark: 200 },
      { upTo: 100, mark: 100 },
      { upTo: null, mark: 0 },
    ],
  };
  it.each([
    ["", {}],
    ["得分", {}],
    ["Mark", {}],
    ["Y/N", { way: { kind: "yes-no" } }],
    ["是 否", { way: { kind: "yes-no" } }],
    ["Yes / No", { way: { kind: "yes-no" } }],
    ["-0.50 each", { way: { kind: "deduction", each: 50 } }],
    ["−0.5 EACH", { way: { kind: "deduction", each: 50 } }],
    ["每处扣0.50", { way: { kind: "deduction", each: 50 } }],
    ["每处扣２分", { way: { kind: "deduction", each: 200 } }],
    ["≤0.05: 2.00; ≤0.10: 1.00; else 0 (mm)", { way: table }],
    ["<=0.05：2；<=0.1：1；其余 0（mm）", { way: table }],
    ["≤-0.005: 1 (mm)", { way: { kind: "table", unit: "mm", steps: [{ upTo: -5, mark: 100 }] } }],
    ["each judge, trimmed mean", { each: "trimmed-mean" }],
    ["独立评分，去最高最低", { each: "trimmed-mean" }],
    ["独立评分、平均", { each: "mean" }],
    ["Y/N | each judge, median", { way: { kind: "yes-no" }, each: "median" }],
    ["得分｜独立评分，中位数", { each: "median" }],
  ] as const)("%s", (text, expected) => {
    const way = parseWay(text);
    expect(way).toEqual(expected);
    expect(parseWay(writeWay(way ?? {}))).toEqual(expected);
  });

  it.each([
    "maybe",
    "每处扣",
    "每处扣 0.505",
    "-0.50",
    "≤0.05: 2.00",
    "≤0.0005: 2.00 (mm)",
    "≤0.05 2.00 (mm)",
    "≤0.05: 2.00; (mm)",
    "独立评分",
    "each judge, best",
    "Y/N | mean",
    "Y/N | each judge, mean | each judge, median",
  ])("%s is not understood", (text) => {
    expect(parseWay(text)).toBeNull();
  });
});
