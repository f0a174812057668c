/**
 * Reads the sheets of an .xlsx piece by piece: a roster of 50,000 people would cost the spreadsheet library four times the memory,
 * because it holds the whole text of a sheet and every cell at once. Cells that say the same are one object here.
 */
import type { Cell, MergedRange, Sheet } from "#app/platform/excel/workbook.ts";
import { BLANK, makeCell } from "#app/platform/excel/workbook.ts";
import { attributeOf, resolvePath, unescapeXml } from "#app/platform/excel/xml-text.ts";
import { listZip, type PackedPart, streamText, unpack } from "#app/platform/files/zip.ts";

const WORKBOOK = "xl/workbook.xml";
/** Formats of dates and times that have a number of their own; those of East Asian calendars among them. */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;
const DAY_MS = 86_400_000;
/** Days from the first day of a workbook's calendar to 1970. */
const DAYS_TO_1970 = { from1900: 25_569, from1904: 24_107 };
/** Shorter texts are copied when they are cut out of a longer one; these would keep it alive. */
const CUT_LENGTH = 13;

export type SheetsRead = {
  readonly sheets: readonly Sheet[];
  /** Of all sheets, up to the last filled one of each; those beyond the limit are counted only. */
  readonly rows: number;
};

/** Null for a workbook of another kind than .xlsx. @throws Error when it does not hold together */
export async function readSheets(
  bytes: Uint8Array,
  limits: { readonly rows: number; readonly columns: number },
): Promise<SheetsRead | null> {
  const parts = new Map(listZip(bytes).map((part) => [part.name, part]));
  const workbook = readText(parts.get(WORKBOOK));
  if (workbook === "") return null;
  const relations = readText(parts.get("xl/_rels/workbook.xml.rels"));
  const targets = new Map(
    [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => [
      attributeOf(tag, "Id"),
      { path: resolvePath(WORKBOOK, attributeOf(tag, "Target") ?? ""), type: attributeOf(tag, "Type") ?? "" },
    ]),
  );
  const findPart = (type: string): PackedPart | undefined =>
    parts.get([...targets.values()].find((target) => target.type.endsWith(`/${type}`))?.path ?? "");
  const book: Book = {
    texts: await readSharedTexts(findPart("sharedStrings")),
    isDate: readDateStyles(readText(findPart("styles"))),
    calendar: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook) ? "from1904" : "from1900",
  };
  const sheets: Sheet[] = [];
  let rows = 0;
  for (const [tag] of workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const id = /\s\w+:id="([^"]*)"/.exec(tag)?.[1] ?? null;
    const part = parts.get(targets.get(id)?.path ?? "");
    if (part === undefined) throw new Error("A sheet of the workbook is missing.");
    const read = await readSheet(part, book, limits.columns, limits.rows - rows);
    rows += read.count;
    const isHidden = ["hidden", "veryHidden"].includes(attributeOf(tag, "state") ?? "");
    sheets.push({ name: unescapeXml(attributeOf(tag, "name") ?? ""), isHidden, rows: read.rows, merges: read.merges });
  }
  return { sheets, rows };
}

type Book = {
  readonly texts: readonly Cell[];
  /** By the number of a style. */
  readonly isDate: readonly boolean[];
  readonly calendar: keyof typeof DAYS_TO_1970;
};

function readText(part: PackedPart | undefined): string {
  return part === undefined ? "" : Buffer.from(unpack(part)).toString("utf8");
}

/** The texts of the part up to and with each end of an element of this name, and what is left after the last; prefixes are dropped. */
async function* cutAfter(part: PackedPart, element: string): AsyncGenerator<{ readonly text: string; readonly isRest: boolean }> {
  const end = `</${element}>`;
  let prefix: string | undefined;
  let rest = "";
  for await (const piece of streamText(part)) {
    const from = Math.max(0, rest.length - end.length - 80);
    rest += piece;
    prefix ??= /<(?:(\w+):)?(?:worksheet|sst)\b/.exec(rest)?.[1] ?? (/<(?:worksheet|sst)\b/.test(rest) ? "" : undefined);
    const close = prefix ? `</${prefix}:${element}>` : end;
    if (prefix === undefined || rest.indexOf(close, from) < 0) continue;
    const cut = rest.lastIndexOf(close) + close.length;
    yield { text: toPlain(rest.slice(0, cut), prefix), isRest: false };
    rest = rest.slice(cut);
  }
  yield { text: toPlain(rest, prefix ?? ""), isRest: true };
}

/** Without prefixes, comments and sections of raw text. */
function toPlain(text: string, prefix: string): string {
  let plain = text;
  if (plain.includes("<!")) {
    plain = plain
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_whole, raw: string) => raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
  }
  return prefix === "" ? plain : plain.replaceAll(`<${prefix}:`, "<").replaceAll(`</${prefix}:`, "</");
}

/** One cell for each text that the sheets share. */
async function readSharedTexts(part: PackedPart | undefined): Promise<readonly Cell[]> {
  const texts: Cell[] = [];
  if (part === undefined) return texts;
  for await (const { text } of cutAfter(part, "si")) {
    for (const [, body = ""] of text.matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g))
      texts.push(makeCell(joinTexts(body), undefined));
  }
  return texts;
}

/** The runs of a text, without the readings that stand above it. */
function joinTexts(body: string): string {
  const plain = body.includes("<rPh") ? body.replace(/<rPh\b[\s\S]*?<\/rPh>/g, "") : body;
  let joined = "";
  for (const [, text = ""] of plain.matchAll(/<t\b[^>]*?(?:\/>|>([^<]*)<\/t>)/g)) joined += text;
  return toText(joined);
}

function toText(escaped: string): string {
  let text = escaped.includes("&") ? unescapeXml(escaped) : escaped;
  if (text.includes("_x")) {
    text = text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  return text.length < CUT_LENGTH ? text : Buffer.from(text, "utf8").toString("utf8");
}

/** Which styles show a number as a date or a time. */
function readDateStyles(styles: string): readonly boolean[] {
  const own = new Map(
    [...styles.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)].map(([tag]) => [
      Number(attributeOf(tag, "numFmtId")),
      unescapeXml(attributeOf(tag, "formatCode") ?? ""),
    ]),
  );
  const list = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? "";
  return [...list.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const id = Number(attributeOf(tag, "numFmtId") ?? 0);
    const code = own.get(id);
    if (code === undefined) return DATE_FORMATS.some(([first, last]) => id >= first && id <= last);
    // What is quoted or escaped, a colour or a condition is no part of a date; an elapsed time in brackets is.
    const pattern = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
    return /[ymdhs]/i.test(pattern) && !/^general$/i.test(pattern);
  });
}

type SheetRead = { readonly rows: readonly (readonly Cell[])[]; readonly merges: readonly MergedRange[]; readonly count: number };

/** @param most how many rows are kept */
async function readSheet(part: PackedPart, book: Book, columns: number, most: number): Promise<SheetRead> {
  const rows: (readonly Cell[])[] = [];
  let merges: readonly MergedRange[] = [];
  let count = 0;
  let next = 0;
  for await (const { text, isRest } of cutAfter(part, "row")) {
    if (isRest) merges = readMerges(text);
    for (const piece of text.split("</row>")) {
      for (const { 0: tag, 1: isEmpty, index } of piece.matchAll(/<row\b[^>]*?(\/?)>/g)) {
        const row = Number(attributeOf(tag, "r") ?? next + 1) - 1;
        next = row + 1;
        if (isEmpty === "/") continue;
        const cells = readCells(piece.slice(index + tag.length), book, columns);
        if (!cells.some(({ type }) => type !== "blank")) continue;
        count = Math.max(count, row + 1);
        if (row < most) rows[row] = cells;
      }
    }
  }
  return { rows: Array.from({ length: Math.min(count, most) }, (_, row) => rows[row] ?? []), merges, count };
}

function readCells(text: string, book: Book, columns: number): Cell[] {
  const cells: Cell[] = [];
  let next = 0;
  for (const [, attributes = "", body = ""] of text.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const letters = /\br="([A-Za-z]+)/.exec(attributes)?.[1];
    const column = letters === undefined ? next : getColumn(letters);
    next = column + 1;
    if (column >= columns || body === "") continue;
    while (cells.length < column) cells.push(BLANK);
    cells[column] = readCell(attributes, body, book);
  }
  return cells;
}

function readCell(attributes: string, body: string, { texts, isDate, calendar }: Book): Cell {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? "n";
  if (type === "inlineStr") return makeCell(joinTexts(body), undefined);
  const value = /<v\b[^>]*>([^<]*)<\/v>/.exec(body)?.[1] ?? "";
  if (value.trim() === "") return body.includes("<f") ? makeCell(null, "uncalculated") : BLANK;
  if (type === "s") return texts[Number(value)] ?? BLANK;
  if (type === "str") return makeCell(toText(value), undefined);
  if (type === "b") return makeCell(value === "1" || value.toLowerCase() === "true", undefined);
  if (type === "e") return makeCell(value, "error");
  if (type === "d") return makeCell(new Date(value), undefined);
  const number = Number(value);
  if (Number.isNaN(number)) return makeCell(toText(value), undefined);
  if (isDate[Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? -1)] !== true) return makeCell(number, undefined);
  return makeCell(new Date(Math.round((number - DAYS_TO_1970[calendar]) * DAY_MS)), undefined);
}

function readMerges(text: string): readonly MergedRange[] {
  return [...text.matchAll(/<mergeCell\b[^>]*?\bref="([A-Za-z]+)(\d+):([A-Za-z]+)(\d+)"/g)].map(
    ([, from = "", first, to = "", last]) => ({
      startRow: Number(first) - 1,
      startColumn: getColumn(from),
      endRow: Number(last) - 1,
      endColumn: getColumn(to),
    }),
  );
}

/** "A" is 0, "AA" is 26. */
function getColumn(letters: string): number {
  let column = 0;
  for (let index = 0; index < letters.length; index += 1) column = column * 26 + (letters.charCodeAt(index) & 31);
  return column - 1;
}
