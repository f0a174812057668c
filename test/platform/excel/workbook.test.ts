/** Reading a workbook: typed cells from good files, one named reason from every kind of bad one, never an exception. */
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { writeOds } from "hucre/ods";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_LIMITS,
  formatDecimal,
  getAddress,
  getCellText,
  getColumnLetters,
  makeCell,
  readWorkbook,
} from "#app/platform/excel/workbook.ts";
import { makeBytes, readFixture } from "./fixtures.ts";

async function code(bytes: Uint8Array, limits = DEFAULT_LIMITS): Promise<string> {
  const workbook = await readWorkbook(bytes, limits);
  return workbook.ok ? "ok" : workbook.refusals.map((refusal) => refusal.code).join();
}

type Part = { name: string; data: Buffer; declared?: number; central?: { compressed: number; unzipped: number; flags: number } };

/** A ZIP archive by hand, so that its directory can lie. */
function makeZip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared = data.length, central } of parts) {
    const packed = deflateRawSync(data);
    const label = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(declared, 22);
    local.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(central?.flags ?? 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(central?.compressed ?? packed.length, 20);
    entry.writeUInt32LE(central?.unzipped ?? declared, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, label, packed);
    directory.push(entry, label);
    offset += local.length + label.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]));
}

describe("readWorkbook on good files", () => {
  it("reads cells by their type", async () => {
    const bytes = await makeBytes({
      一: [["文本", 18, true, new Date(Date.UTC(2025, 8, 1))], [], [" ", null, "'=x"], [null, " "]],
      二: [],
    });
    const workbook = await readWorkbook(bytes);
    if (!workbook.ok) throw new Error("the workbook must be readable");
    const [first, second] = workbook.value.sheets;
    expect(first?.rows.map((row) => row.map((cell) => cell.type))).toEqual([
      ["text", "number", "boolean", "date"],
      ["blank", "blank", "blank", "blank"],
      ["blank", "blank", "text", "blank"],
    ]);
    expect(first?.rows[0]?.map(getCellText)).toEqual(["文本", "18", "TRUE", "2025-09-01"]);
    expect(first?.rows[2]?.map(getCellText)).toEqual(["", "", "=x", ""]);
    expect(second?.rows).toEqual([]);
  });

  it("knows errors and formulas that were saved without a value", async () => {
    const workbook = await readWorkbook(readFixture("scheme-network.xlsx"));
    const types = workbook.ok ? workbook.value.sheets.flatMap((sheet) => sheet.rows.flat().map((cell) => cell.type)) : [];
    expect(types).toContain("uncalculated");
    const faults = await readWorkbook(readFixture("roster-faults.xlsx"));
    const cells = faults.ok ? faults.value.sheets.flatMap((sheet) => sheet.rows.flat()) : [];
    expect(cells.filter((cell) => cell.type === "error")).toEqual([{ value: "#N/A", type: "error" }]);
  });

  it("takes a date outside the calendar for an error", () => {
    expect(makeCell(new Date(Number.NaN), undefined)).toEqual({ value: null, type: "error" });
  });

  it("reads several files that arrive together, each by itself", async () => {
    const files = await Promise.all([makeBytes({ a: [["x"]] }), makeBytes({ b: [["y"]] })]);
    const [one, bad, two] = await Promise.all([
      code(files[0]),
      code(makeZip([{ name: "xl/workbook.xml", data: Buffer.from("<workbook") }])),
      code(files[1]),
    ]);
    expect([one, bad, two]).toEqual(["ok", "workbook-damaged", "ok"]);
  });

  it("reads merged ranges and hidden sheets", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "a",
          rows: [
            ["x", null],
            [null, null],
          ],
          merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 1 }],
        },
        { name: "b", rows: [["y"]], hidden: true },
      ],
    });
    const workbook = await readWorkbook(bytes);
    expect(workbook.ok && workbook.value.sheets[0]?.merges).toEqual([{ startRow: 0, startColumn: 0, endRow: 1, endColumn: 1 }]);
    expect(workbook.ok && workbook.value.sheets.map((sheet) => sheet.isHidden)).toEqual([false, true]);
  });

  it("reads .ods", async () => {
    expect(await code(await writeOds({ sheets: [{ name: "表", rows: [["x", 1]] }] }))).toBe("ok");
  });

  it("does not count prepared rows without content", async () => {
    const bytes = await makeBytes({ a: [["x"], ...Array.from({ length: 300 }, () => [" ", null])] });
    expect(await code(bytes, { ...DEFAULT_LIMITS, rows: 1 })).toBe("ok");
  });
});

describe("readWorkbook on bad files", () => {
  it("refuses what is no spreadsheet", async () => {
    expect(await code(readFixture("not-a-spreadsheet.xlsx"))).toBe("workbook-not-a-spreadsheet");
    expect(await code(new Uint8Array())).toBe("workbook-not-a-spreadsheet");
    expect(await code(new TextEncoder().encode("姓名,证件号码\n"))).toBe("workbook-not-a-spreadsheet");
    expect(await code(makeZip([{ name: "word/document.xml", data: Buffer.from("<w/>") }]))).toBe("workbook-not-a-spreadsheet");
    const old = Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.alloc(600),
      Buffer.from("WordDocument", "utf16le"),
    ]);
    expect(await code(new Uint8Array(old))).toBe("workbook-not-a-spreadsheet");
  });

  it("refuses an encrypted workbook", async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: "a", rows: [["x"]] }],
      encryption: { password: "secret", spinCount: 1000 },
    });
    expect(await code(bytes)).toBe("workbook-encrypted");
  });

  it("refuses a damaged one", async () => {
    const bytes = await makeBytes({ a: [["x", "y"]] });
    expect(await code(bytes.slice(0, bytes.length - 40))).toBe("workbook-damaged");
    const broken = makeZip([{ name: "xl/workbook.xml", data: Buffer.from("<workbook") }]);
    expect(await code(broken)).toBe("workbook-damaged");
    const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), Buffer.from("Workbook\0", "utf16le")]);
    expect(await code(new Uint8Array(old))).toMatch(/^workbook-(damaged|encrypted)$/);
  });

  it("refuses an empty one", async () => {
    expect(await code(await makeBytes({ a: [[" "]], b: [] }))).toBe("workbook-blank");
  });

  it("refuses too many bytes and too many rows", async () => {
    expect(await code(new Uint8Array(10 * 1024 * 1024 + 1))).toBe("workbook-too-large");
    const bytes = await makeBytes({ ok: [["x"]], 长表: Array.from({ length: 31 }, (_, row) => [row]) });
    expect(await readWorkbook(bytes, { ...DEFAULT_LIMITS, rows: 31 })).toEqual({
      ok: false,
      refusals: [{ code: "workbook-too-many-rows", params: { rows: 32, limit: 31 } }],
    });
    expect(await code(bytes, { ...DEFAULT_LIMITS, rows: 32 })).toBe("ok");
  });

  it("refuses ten thousand parts, however small they are", async () => {
    const parts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, data: Buffer.from([32]) }));
    expect(await code(makeZip(parts(10_000)))).toBe("workbook-too-complex");
    expect(await code(makeZip(parts(50)))).not.toBe("workbook-too-complex");
  });

  it("refuses what expands too far before it expands it", async () => {
    const zeros = Buffer.alloc(60 * 1024 * 1024);
    expect(await code(makeZip([{ name: "xl/workbook.xml", data: zeros }]))).toBe("workbook-too-complex");
    const half = Buffer.alloc(30 * 1024 * 1024);
    expect(
      await code(
        makeZip([
          { name: "xl/workbook.xml", data: half },
          { name: "xl/b.xml", data: half },
        ]),
      ),
    ).toBe("workbook-too-complex");
  });

  it("refuses a directory that lies about sizes", async () => {
    const zeros = Buffer.alloc(8 * 1024 * 1024);
    expect(await code(makeZip([{ name: "xl/workbook.xml", data: zeros, declared: 100 }]))).toBe("workbook-damaged");
    const hidden = { compressed: 0, unzipped: 0, flags: 8 };
    expect(await code(makeZip([{ name: "xl/workbook.xml", data: zeros, central: hidden }]))).toBe("workbook-damaged");
    const bottomless = { compressed: 8000, unzipped: 0, flags: 0 };
    expect(await code(makeZip([{ name: "xl/workbook.xml", data: zeros, central: bottomless }]))).toBe("workbook-damaged");
  });

  it("gives up on a file that takes too long", async () => {
    const bytes = await makeBytes({
      a: Array.from({ length: 3000 }, (_, row) => Array.from({ length: 30 }, (_, column) => `${row} ${column}`)),
    });
    expect(await code(bytes, { ...DEFAULT_LIMITS, milliseconds: 1 })).toBe("workbook-too-complex");
  });

  it("survives two cells at opposite corners", async () => {
    const bytes = await makeBytes({ a: [["x"]] });
    const corners = await writeXlsx({
      sheets: [{ name: "a", rows: [["x"]], cells: new Map([["1048575,16383", { value: "y" }]]) }],
    });
    expect(await code(bytes)).toBe("ok");
    expect(await code(corners)).not.toBe("ok");
  });

  it("never throws, whatever the bytes", async () => {
    const good = await makeBytes({
      a: [
        ["x", 1],
        ["y", 2],
      ],
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = good.slice();
          for (const [position, byte] of changes) bytes[position] = byte;
          expect(await code(bytes)).toMatch(/^(ok|workbook-[a-z-]+)$/);
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe("formatDecimal", () => {
  it("gives the digits that a spreadsheet shows", () => {
    expect(formatDecimal(0.1 + 0.2)).toBe("0.3");
    expect(formatDecimal(0.1 + 0.7)).toBe("0.8");
    expect(formatDecimal(1.005)).toBe("1.005");
    expect(formatDecimal(1e-7)).toBe("0.0000001");
    expect(formatDecimal(-12.5)).toBe("-12.5");
    expect(formatDecimal(0)).toBe("0");
    expect(formatDecimal(-0)).toBe("0");
    expect(formatDecimal(100)).toBe("100");
    expect(formatDecimal(13_800_001_111)).toBe("13800001111");
    expect(formatDecimal(Number("110112199003071234"))).toBe("110112199003071000");
    expect(formatDecimal(1.5e20)).toBe("150000000000000000000");
  });

  it("keeps every mark of hundredths, however it was added up", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }), (marks) => {
        const total = marks.reduce((sum, mark) => sum + mark, 0);
        const noisy = marks.reduce((sum, mark) => sum + mark / 100, 0);
        const [whole, fraction = ""] = formatDecimal(noisy).split(".");
        expect(Number(`${whole}${fraction.padEnd(2, "0")}`)).toBe(total);
        expect(fraction.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe("addresses", () => {
  it("names cells as spreadsheets do", () => {
    expect(getAddress(4, 4)).toBe("E5");
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(getColumnLetters)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
  });
});
