/** Lists written for other people's programs: nothing in them may act as a formula, and no digit may change. */
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { getCellText, readWorkbook } from "#app/platform/excel/workbook.ts";
import { escapeFormula, makeSheetNames } from "#app/platform/excel/write-workbook.ts";

describe("writeWorkbook", () => {
  it("writes what it reads back", async () => {
    const bytes = await writeWorkbook([
      {
        name: "成绩汇总表",
        columns: [{ header: "姓名", width: 12 }, { header: "成绩" }, { header: "名次" }, { header: "时间" }],
        rows: [
          ["李雷", { decimal: "85.25" }, 1, new Date(Date.UTC(2025, 8, 1, 6, 30))],
          ["=cmd|'/c calc'!A1", { decimal: "0.10" }, null, null],
        ],
      },
      { name: "空表", columns: [{ header: "x" }], rows: [] },
    ]);
    const workbook = await readWorkbook(bytes);
    if (!workbook.ok) throw new Error("the workbook must be readable");
    const [first, second] = workbook.value.sheets;
    expect(first?.rows.map((row) => row.map((cell) => cell.type))).toEqual([
      ["text", "text", "text", "text"],
      ["text", "number", "number", "date"],
      ["text", "number", "blank", "blank"],
    ]);
    expect(first?.rows[1]?.map(getCellText)).toEqual(["李雷", "85.25", "1", "2025-09-01"]);
    expect(first?.rows[2]?.[0]?.value).toBe("'=cmd|'/c calc'!A1");
    expect(second?.name).toBe("空表");
  });

  it("escapes every start of a formula and nothing else", () => {
    for (const text of ["=1", "+1", "-1", "@x", "\tx", "\rx"]) expect(escapeFormula(text)).toBe(`'${text}`);
    for (const text of ["李雷", "1-1", "a=b", "", "'x"]) expect(escapeFormula(text)).toBe(text);
  });

  it("makes names that a spreadsheet accepts", () => {
    expect(makeSheetNames(["a/b", "a b", "", "[x]:*?", "'q'"])).toEqual(["a b", "a b 2", "Sheet", "x", "q"]);
    const long = makeSheetNames(["网络系统管理".repeat(8), "网络系统管理".repeat(8), "𠮷".repeat(20)]);
    expect(long.every((name) => name.length <= 31)).toBe(true);
    expect(new Set(long).size).toBe(3);
    expect(long[2]).toBe("𠮷".repeat(15));
  });
});
