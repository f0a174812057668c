/** Files of component marks as examination systems save them: workbooks and text tables, in UTF-8 and in gb18030. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { readComponentMarks, writeComponentTemplate, writeWorkbook } from "#app/platform/excel/index.ts";

const CSV = '参赛号,姓名,成绩（满分100）\r\nE1001,"欧阳,若琳",８５.５分\r\nE1002,曾博,缺考\r\n,,\r\nE1003,,\r\n';

async function texts(bytes: Uint8Array) {
  const read = await readComponentMarks(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.value.map(({ row, cells }) => [row, cells.entrantNumber?.text, cells.name?.text, cells.mark?.text]);
}

async function codes(bytes: Uint8Array) {
  const read = await readComponentMarks(bytes);
  return read.ok ? [] : read.refusals.map(({ code }) => code);
}

/** By a program that shares nothing with the reader. */
function toGb18030(text: string): Uint8Array {
  return new Uint8Array(execFileSync("iconv", ["-f", "UTF-8", "-t", "GB18030"], { input: text }));
}

const EXPECTED = [
  [2, "E1001", "欧阳,若琳", "85.5"],
  [3, "E1002", "曾博", "absent"],
  [5, "E1003", undefined, undefined],
];

describe("a file of component marks", () => {
  it("is read as UTF-8, with and without its mark of order", async () => {
    expect(await texts(new TextEncoder().encode(CSV))).toEqual(EXPECTED);
    expect(await texts(new TextEncoder().encode(`\ufeff${CSV}`))).toEqual(EXPECTED);
  });

  it("is read as gb18030, rare characters of names too", async () => {
    expect(await texts(toGb18030(CSV))).toEqual(EXPECTED);
    expect(await texts(toGb18030("准考证号\t姓名\t得分\nE1001\t㛃𠮷\t60\n"))).toEqual([[2, "E1001", "㛃𠮷", "60"]]);
  });

  it("is read out of a workbook with titles above its headers, numbers and text alike", async () => {
    const bytes = await writeWorkbook([
      {
        name: "理论考试",
        columns: [{ header: "2026 年理论考试成绩" }],
        rows: [
          ["序号", "参赛号", "姓名", "成绩"],
          [1, "E1001", "曾博", { decimal: "85.25" }],
          [2, "E1002", null, "九十"],
          [3, "E1003", null, " 77.50 "],
        ],
      },
    ]);
    expect(await texts(bytes)).toEqual([
      [3, "E1001", "曾博", "85.25"],
      [4, "E1002", undefined, "九十"],
      [5, "E1003", undefined, "77.50"],
    ]);
  });

  it("comes as a template that is read back", async () => {
    expect(await texts(await writeComponentTemplate("理论", ["E1001", "E1002"]))).toEqual([
      [2, "E1001", undefined, undefined],
      [3, "E1002", undefined, undefined],
    ]);
  });

  it("is refused where it is no table, has no header, two columns of marks, or nothing in it", async () => {
    expect(await codes(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]))).toEqual(["workbook-not-a-spreadsheet"]);
    expect(await codes(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual(["workbook-damaged"]);
    expect(await codes(new TextEncoder().encode("   \r\n"))).toEqual(["workbook-blank"]);
    expect(await codes(new TextEncoder().encode("姓名,单位\n曾博,潞河\n"))).toEqual(["component-header-missing"]);
    expect(await codes(new TextEncoder().encode("参赛号,成绩\n"))).toEqual(["component-without-rows"]);
    const twice = await readComponentMarks(new TextEncoder().encode("参赛号,成绩,总分\nE1001,1,2\n"));
    expect(twice.ok ? [] : twice.refusals).toMatchObject([
      { code: "component-column-twice", sheet: "CSV", row: 1, column: "C", address: "C1", params: { word: "总分" } },
    ]);
    const many = `参赛号,成绩\n${"E1,1\n".repeat(5001)}`;
    expect(await codes(new TextEncoder().encode(many))).toEqual(["workbook-too-many-rows"]);
  });
});
