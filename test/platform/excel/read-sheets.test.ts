/** Sheets read piece by piece say what the spreadsheet library says of the same file. */
import fs from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { findLibrary } from "#app/platform/excel/parse-in-worker.ts";
import { parseWorkbook } from "#app/platform/excel/parse-workbook.mjs";
import { readSheets } from "#app/platform/excel/read-sheets.ts";
import { type Cell, readWorkbook, type Sheet } from "#app/platform/excel/workbook.ts";
import { readZip, writeZip } from "#app/platform/files/zip.ts";

const LIMITS = { rows: 5_000, columns: 100 };
const FILES = new URL("../../e2e/files/", import.meta.url);
const files = fs.readdirSync(FILES).filter((name) => name.endsWith(".xlsx") && name !== "not-a-spreadsheet.xlsx");

/** Blank cells at the end of a row are no content. */
function trim(sheets: readonly Sheet[]): unknown {
  const plain = (row: readonly Cell[]) => {
    const cells = row.map(({ type, value }) => (type === "blank" ? null : [type, type === "date" ? Number(value) : value]));
    while (cells.at(-1) === null) cells.pop();
    return cells;
  };
  return sheets.map(({ name, isHidden, rows, merges }) => ({ name, isHidden, rows: rows.map(plain), merges }));
}

async function readBoth(bytes: Uint8Array): Promise<readonly [unknown, unknown]> {
  const own = await readSheets(bytes, LIMITS);
  const workbook = await readWorkbook(bytes, undefined, (file, limits) => parseWorkbook(findLibrary(), file, limits));
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.refusals));
  return [trim(own?.sheets ?? []), trim(workbook.value.sheets)];
}

/** The same workbook with another text of its sheet. */
function withSheet(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return writeZip(
    readZip(bytes).map(({ name, content }) => {
      if (!name.startsWith("xl/worksheets/sheet")) return { name, content };
      return { name, content: Buffer.from(change(Buffer.from(content).toString("utf8")), "utf8") };
    }),
  );
}

describe("readSheets", () => {
  it.each(files)("reads %s as the library does", async (name) => {
    const [own, library] = await readBoth(new Uint8Array(fs.readFileSync(new URL(name, FILES))));
    expect(own).toEqual(library);
  });

  it("reads any table as the library does", async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }).filter((text) => /^[^\p{C}\p{Zs}]+$/u.test(text)),
      fc.constantFrom("𠮷田", "买买提·吐尔逊", "<&>\"'", "_x000D_", "5", ""),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      fc.boolean(),
      fc.constantFrom(new Date("2026-11-20T01:00:00Z"), null),
    );
    const table = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const bytes = await writeWorkbook([{ name: "表", columns: [{ header: "列" }], rows }]);
        const [own, library] = await readBoth(bytes);
        expect(own).toEqual(library);
      }),
      { numRuns: 60 },
    );
  });

  it("reads texts in place, runs, readings, formulas, errors, sections and prefixes", async () => {
    const plain = await writeWorkbook([{ name: "表", columns: [{ header: "列" }], rows: [] }]);
    const rows = [
      '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="C1" t="inlineStr"><is><r><t>张</t></r><r><t xml:space="preserve"> 一</t></r></is></c></row>',
      '<row r="3"/>',
      '<row r="4"><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><t><![CDATA[<乙&>]]></t></is></c></row>',
      '<row r="5"><c r="A5"><f>1/0</f></c><c r="B5" t="e"><v>#N/A</v></c><c r="C5" t="str"><f>"x"</f><v>x&amp;y</v></c><c r="D5" t="b"><v>1</v></c><c r="E5"><v>12.5</v></c></row>',
    ];
    const sheet = (text: string) =>
      text.replace(/<sheetData>[\s\S]*<\/sheetData>|<sheetData\/>/, () => `<sheetData>${rows.join("")}</sheetData>`);
    const prefixed = (text: string) =>
      sheet(text)
        .replace(/<(\/?)(?!\?|!|x:)([a-zA-Z])/g, "<$1x:$2")
        .replace("xmlns=", "xmlns:x=");
    const expected = [
      {
        name: "表",
        isHidden: false,
        rows: [
          [["text", "姓名"], null, ["text", "张 一"]],
          [],
          [],
          [
            ["text", "甲"],
            ["text", "<乙&>"],
          ],
          [
            ["uncalculated", null],
            ["error", "#N/A"],
            ["text", "x&y"],
            ["boolean", true],
            ["number", 12.5],
          ],
        ],
        merges: [],
      },
    ];
    for (const change of [sheet, prefixed]) {
      const [own, library] = await readBoth(withSheet(plain, change));
      expect(own).toEqual(expected);
      expect(library).toEqual(expected);
    }
  });

  it("counts rows beyond the limit without keeping them, and leaves other kinds of workbooks to the library", async () => {
    const bytes = await writeWorkbook([
      { name: "表", columns: [{ header: "列" }], rows: Array.from({ length: 30 }, () => ["行"]) },
    ]);
    const read = await readSheets(bytes, { rows: 10, columns: 100 });
    expect([read?.rows, read?.sheets[0]?.rows.length]).toEqual([31, 10]);
    expect(await readSheets(writeZip([{ name: "content.xml", content: Buffer.from("<x/>") }]), LIMITS)).toBeNull();
  });

  it("does not unpack more than the archive says", async () => {
    const bytes = await writeWorkbook([
      { name: "表", columns: [{ header: "列" }], rows: Array.from({ length: 500 }, () => ["行"]) },
    ]);
    const buffer = Buffer.from(bytes);
    const name = buffer.lastIndexOf("xl/worksheets/sheet1.xml");
    buffer.writeUInt32LE(100, name - 46 + 24);
    await expect(readSheets(new Uint8Array(buffer), LIMITS)).rejects.toThrow("larger than it says");
  });
});
