/** Marking schemes from the usual import workbook: the three of the demonstration, and each fault at its cell. */
import { describe, expect, it } from "vitest";
import { checkScheme } from "#app/domain/marking/check-scheme.ts";
import { listAspects, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { readMarkingScheme } from "#app/platform/excel/index.ts";
import { parseMarkingScheme } from "#app/platform/excel/read-marking-scheme.ts";
import type { Workbook } from "#app/platform/excel/workbook.ts";
import { makeWorkbook, readFixture } from "./fixtures.ts";

type Value = string | number | null;

async function readScheme(bytes: Uint8Array): Promise<MarkingScheme> {
  const scheme = await readMarkingScheme(bytes);
  if (!scheme.ok) throw new Error(JSON.stringify(scheme.refusals));
  return scheme.value;
}

function parseScheme(workbook: Workbook): MarkingScheme {
  const scheme = parseMarkingScheme(workbook);
  if (!scheme.ok) throw new Error(JSON.stringify(scheme.refusals));
  return scheme.value;
}

const BLOCK = [
  "Sub\nCriterion\nID",
  "Sub Criterion\nName or Description",
  "Day of Marking",
  "Aspect\nType\nM = Meas\nJ = Judg",
  "Aspect - Description",
  "Judg Score",
  "Extra Aspect Description (Meas or Judg)\nOR\nJudgement Score Description (Judg only)",
  "Requirement\n(Measurement Only)",
  "WSOS Section",
  "Calculation Row \n(Export only)",
  "Max\nMark",
  "Criterion A",
  "Total\nMark",
  10,
];

/** Row numbers are those of the sheet; every test changes one cell of it. */
const GOOD: readonly (readonly Value[])[] = [
  ["Section", "Name", null, null, null, null, null, null, "WSOS Marks", "Aspect Marks", "Variation"], // 1
  [1, "全部", null, null, null, null, null, null, 10, 10, 0], // 2
  [], // 3
  ["ID", "Name", null, null, null, null, null, null, null, null, "Mark"], // 4
  ["A", "模块一", null, null, null, null, null, null, null, null, 10], // 5
  [null, "Total", null, null, null, null, null, null, null, null, 10], // 6
  BLOCK, // 7
  ["A1", "子项一", 1], // 8
  [null, null, null, "M", "尺寸", null, "每超差扣1分", "±0.05", 1, null, 6.5], // 9
  [null, null, null, "J", "外观", null, "看整体", null, 1, null, 3.5], // 10
  [null, null, null, null, null, 0, "不合格"], // 11
  [null, null, null, null, null, 1, "合格"], // 12
  [null, null, null, null, null, 2, "良好"], // 13
  [null, null, null, null, null, 3, "优秀"], // 14
];

function faults(change: Readonly<Record<string, Value>>, sheet = "CIS Marking Scheme Import"): string[] {
  const rows = GOOD.map((row) => [...row]);
  for (const [address, value] of Object.entries(change)) {
    const row = Number(address.slice(1)) - 1;
    const column = address.charCodeAt(0) - 65;
    const cells = rows[row] ?? [];
    while (cells.length <= column) cells.push(null);
    cells[column] = value;
    rows[row] = cells;
  }
  const scheme = parseMarkingScheme(makeWorkbook({ [sheet]: rows }));
  return scheme.ok ? [] : scheme.refusals.map((refusal) => `${refusal.address} ${refusal.code}`);
}

describe("the schemes of the demonstration", () => {
  it.each([
    ["scheme-electrician.xlsx", 9, ["A1", "A2", "B1", "C1"]],
    ["scheme-network.xlsx", 10, ["A1", "A2", "B1", "B2"]],
    ["scheme-network-ways.xlsx", 10, ["A1", "A2", "B1", "B2"]],
    ["scheme-mechatronics.xlsx", 9, ["A1", "B1", "C1"]],
  ])("%s adds up to 100.00", async (name, aspects, subCriteria) => {
    const scheme = await readScheme(readFixture(name));
    expect(checkScheme(scheme, { total: hundredths(10_000) })).toEqual([]);
    expect(listAspects(scheme)).toHaveLength(aspects);
    expect(scheme.criteria.flatMap((criterion) => criterion.subCriteria.map((subCriterion) => subCriterion.id))).toEqual(
      subCriteria,
    );
  });

  it("keeps texts, requirements, descriptors, days and exact marks", async () => {
    const scheme = await readScheme(readFixture("scheme-electrician.xlsx"));
    expect(scheme.criteria[1]).toEqual({
      id: "B",
      name: "程序调试与排故",
      maximum: 3500,
      subCriteria: [
        {
          id: "B1",
          name: "可编程控制器调试",
          day: 2,
          aspects: [
            {
              id: "B1.1",
              kind: "measurement",
              text: "电动机正反转及互锁功能",
              detail: "功能不完整不得分",
              requirement: "按任务书第 3 条",
              section: "3",
              maximum: 1500,
            },
            {
              id: "B1.2",
              kind: "measurement",
              text: "星三角启动切换时间",
              detail: "用秒表测三次取平均",
              requirement: "5 s ± 0.5 s",
              section: "3",
              maximum: 750,
            },
            {
              id: "B1.3",
              kind: "judgement",
              text: "程序结构与注释",
              section: "3",
              maximum: 1250,
              descriptors: [
                "程序不能运行或无结构",
                "能运行，无注释，难以维护",
                "结构清楚，注释不全",
                "结构清楚、注释完整，便于他人维护",
              ],
            },
          ],
        },
      ],
    });
  });

  it("reads modules and every way of measuring out of a file that another program made", async () => {
    const scheme = await readScheme(readFixture("scheme-network-ways.xlsx"));
    expect(scheme.modules).toEqual([
      { id: "M1", name: "网络搭建" },
      { id: "M2", name: "服务与运维" },
    ]);
    expect(scheme.criteria.map(({ id, module }) => [id, module])).toEqual([
      ["A", "M1"],
      ["B", "M2"],
    ]);
    const ways = listAspects(scheme).flatMap(({ id, way, each }) => (way || each ? [[id, way ?? null, each ?? null]] : []));
    expect(ways).toEqual([
      ["A1.1", { kind: "deduction", each: 100 }, null],
      ["A1.2", { kind: "deduction", each: 250 }, null],
      ["A1.3", { kind: "yes-no" }, null],
      ["A2.1", { kind: "deduction", each: 250 }, null],
      ["B1.2", { kind: "yes-no" }, null],
      [
        "B1.3",
        {
          kind: "table",
          unit: "min",
          steps: [
            { upTo: 1000, mark: 1075 },
            { upTo: 5000, mark: 800 },
            { upTo: 15_000, mark: 400 },
            { upTo: null, mark: 0 },
          ],
        },
        null,
      ],
      ["B2.1", null, "trimmed-mean"],
    ]);
  });

  it("scheme-bad-sum.xlsx is readable, and refused for its sums", async () => {
    const scheme = await readScheme(readFixture("scheme-bad-sum.xlsx"));
    expect(checkScheme(scheme, { total: hundredths(10_000) })).toMatchObject([
      { code: "criterion-maximum-mismatch", params: { criterion: "B", stated: "35.00", sum: "34.50" } },
      { code: "scheme-total-mismatch", params: { total: "100.00", sum: "99.00" } },
    ]);
  });
});

describe("readMarkingScheme", () => {
  it("reads the good sheet, by its headers where its name is another", () => {
    expect(faults({})).toEqual([]);
    expect(faults({}, "评分标准")).toEqual([]);
  });

  const single: readonly (readonly [string, Readonly<Record<string, Value>>, string])[] = [
    ["an aspect without a mark", { K9: null, I2: 3.5 }, "K9 scheme-mark-missing"],
    ["a mark that is no number", { K9: "六分", I2: 3.5 }, "K9 scheme-mark-unreadable"],
    ["a mark finer than hundredths", { K9: 6.505, I2: 3.5 }, "K9 scheme-mark-too-fine"],
    ["a mark below nothing", { K9: -6.5, I2: -3 }, "K9 scheme-mark-not-positive"],
    ["an unknown kind of aspect", { D9: "X" }, "D9 scheme-aspect-kind"],
    ["a text without a kind", { D9: null, I2: 3.5 }, "D9 scheme-aspect-kind"],
    ["an aspect without text", { E9: null }, "E9 scheme-aspect-text-missing"],
    ["an aspect before any sub-criterion", { A8: null, B8: null, D8: "M", I2: 10 }, "D8 scheme-aspect-unplaced"],
    ["a judgement without all descriptors", { G13: null }, "G10 scheme-descriptors-missing"],
    ["a descriptor given twice", { F13: 1, G13: "又一次" }, "F13 scheme-descriptor-twice"],
    ["a descriptor of a score that does not exist", { F14: 4 }, "F14 scheme-descriptor-unplaced"],
    ["a sub-criterion of another criterion", { A8: "B1" }, "A8 scheme-sub-criterion-id"],
    ["a sub-criterion without a number", { A8: "1A" }, "A8 scheme-sub-criterion-id"],
    ["a day that is none", { C8: "周一" }, "C8 scheme-day"],
    ["an aspect without a section", { I9: null, I2: 3.5 }, "I9 scheme-aspect-section-missing"],
    ["a section that is not in the table", { I9: 7, I2: 3.5 }, "I9 scheme-section-unknown"],
    ["a section whose marks do not add up", { I2: 9.99 }, "I2 scheme-section-marks"],
    ["a criterion without a block", { A6: "B", B6: "模块二" }, "A6 scheme-criterion-without-block"],
    ["a criterion listed twice", { A6: "A", B6: "模块二" }, "A6 scheme-criterion-twice"],
    ["a block that is not listed", { A5: "B" }, "A7 scheme-criterion-unlisted"],
    ["a column that is missing", { E7: "Text" }, "A7 scheme-column-missing"],
    ["a criterion without a mark", { K5: null }, "K5 scheme-mark-missing"],
    ["a way that is not understood", { O7: "Marking Way", O9: "每处扣" }, "O9 scheme-way-unreadable"],
    ["a way on a judgement", { O7: "Marking Way", O10: "Y/N" }, "O10 scheme-way-on-judgement"],
  ];
  it.each(single)("refuses %s, at its cell", (_, change, expected) => {
    expect(faults(change)).toContain(expected);
  });

  it("refuses a workbook without the sheet, and a sheet without the table of criteria", async () => {
    const other = await readMarkingScheme(readFixture("roster-tongzhou-a.xlsx"));
    expect(other.ok ? [] : other.refusals.map((refusal) => refusal.code)).toEqual(["scheme-sheet-missing"]);
    const text = await readMarkingScheme(readFixture("not-a-spreadsheet.xlsx"));
    expect(text.ok ? [] : text.refusals.map((refusal) => refusal.code)).toEqual(["workbook-not-a-spreadsheet"]);
    expect(faults({ A4: "X" })).toEqual(["null scheme-criteria-missing"]);
  });

  it("reads marks by their digits: decimal commas, text, and the noise of binary fractions", () => {
    for (const mark of ["6.5", "6,50", "6.500", "６.５", 6.5, 6.2 + 0.3]) expect(faults({ K9: mark })).toEqual([]);
    const rows = GOOD.map((row) => [...row]);
    rows[8] = [null, null, null, "M", "尺寸", null, "", "", 1, null, 0.1 + 0.2];
    rows[1] = [1, "全部", null, null, null, null, null, null, 3.8, 3.8, 0];
    const scheme = parseScheme(makeWorkbook({ "CIS Marking Scheme Import": rows }));
    expect(listAspects(scheme).map((aspect) => aspect.maximum)).toEqual([30, 350]);
  });

  it("reads ways by their column, and a requirement that only looks like one as what it is", () => {
    const ways = (cell: Value) => {
      const rows = GOOD.map((row) => [...row]);
      rows[6] = [...BLOCK, "Marking Way\n评分方式"];
      rows[8] = [null, null, null, "M", "尺寸", null, null, "Y/N", 1, null, 6.5, null, null, null, cell];
      const aspect = listAspects(parseScheme(makeWorkbook({ "CIS Marking Scheme Import": rows })))[0];
      expect(aspect?.requirement).toBe("Y/N");
      return { way: aspect?.way, each: aspect?.each };
    };
    expect(ways(null)).toEqual({ way: undefined, each: undefined });
    expect(ways("-0.50 each")).toEqual({ way: { kind: "deduction", each: 50 }, each: undefined });
    expect(ways("独立评分，去最高最低")).toEqual({ way: undefined, each: "trimmed-mean" });
  });

  it("reads modules by their table, and refuses what does not fit it at its cell", () => {
    const sheet = (cell: Value, table: readonly (readonly Value[])[]) => {
      const rows: Value[][] = [...table, ...GOOD].map((row) => [...row]);
      const at = table.length + 4;
      rows[at - 1] = ["ID", "Name", "Module", null, null, null, null, null, null, null, "Mark"];
      rows[at] = ["A", "评分项", cell, null, null, null, null, null, null, null, 10];
      return parseMarkingScheme(makeWorkbook({ "CIS Marking Scheme Import": rows }));
    };
    const table: readonly (readonly Value[])[] = [["Module ID", "Module Name"], ["M1", "装配"], ["M2", "调试"], []];
    const read = sheet("m2", table);
    expect(read.ok && read.value.modules).toEqual([
      { id: "M1", name: "装配" },
      { id: "M2", name: "调试" },
    ]);
    expect(read.ok && read.value.criteria[0]?.module).toBe("M2");
    const faultsOf = (answer: ReturnType<typeof sheet>) =>
      answer.ok ? [] : answer.refusals.map(({ address, code }) => `${address} ${code}`);
    expect(faultsOf(sheet("M3", table))).toEqual(["C9 scheme-module-unknown"]);
    expect(faultsOf(sheet(null, table))).toEqual(["C9 scheme-module-missing"]);
    expect(faultsOf(sheet("M1", [["Module ID", "Module Name"], ["M1", "装配"], ["M1", "调试"], []]))).toEqual([
      "A3 scheme-module-twice",
    ]);
    // Other systems write what they like into a column of that name.
    const other = sheet("第三组", []);
    expect(other.ok && other.value.criteria[0]).not.toHaveProperty("module");
  });

  it("knows the usual ways of naming a day", () => {
    for (const day of [2, "2", "Day 2", "C2", "第2天", "2日"]) {
      const rows = GOOD.map((row) => [...row]);
      rows[7] = ["A1", "子项一", day];
      const scheme = parseScheme(makeWorkbook({ "CIS Marking Scheme Import": rows }));
      expect(scheme.criteria[0]?.subCriteria[0]?.day).toBe(2);
    }
  });

  it("reads a variant with criteria inside the blocks, without days and sections", () => {
    const rows: Value[][] = [
      ["Criterion", "Description", "Meas", "Judg", "Total"],
      ["A", "模块一", 4, 0, 4],
      [null, "Total", 4, 0, 4],
      [
        "Sub Criteria ID",
        "Sub Criteria Name or Description",
        "Aspect Type\nM=Meas J=Judg",
        "Aspect - Description",
        "Judg Score",
        "Extra Aspect Description",
        "Max Mark",
      ],
      ["A", "模块一"],
      ["A1", "子项一"],
      [null, null, "M", "甲", null, null, 4],
      ["以上共一项"],
    ];
    const scheme = parseScheme(makeWorkbook({ Scheme: rows }));
    expect(scheme).toEqual({
      criteria: [
        {
          id: "A",
          name: "模块一",
          maximum: 400,
          subCriteria: [
            { id: "A1", name: "子项一", day: 1, aspects: [{ id: "A1.1", kind: "measurement", text: "甲", maximum: 400 }] },
          ],
        },
      ],
    });
  });
});
