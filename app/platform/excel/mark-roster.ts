/** The file of a person handed back with its faults marked: each cell coloured and noted, and a sheet that lists them all. */

import { ROSTER_LIMITS } from "#app/platform/excel/read-roster.ts";
import { isArchive, readTextTable } from "#app/platform/excel/read-text-table.ts";
import { ERROR_COLUMN, ERROR_SHEET } from "#app/platform/excel/roster-words.ts";
import { getCellText } from "#app/platform/excel/workbook.ts";
import { escapeFormula, writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { attributeOf, escapeXml, resolvePath, unescapeXml } from "#app/platform/excel/xml-text.ts";
import { listZip, type PackedPart, pack, unpack, writeZip } from "#app/platform/files/zip.ts";

/** `address` is null where a row has no cell for it: then its row is marked in the first column. */
export type FileMark = {
  readonly sheet: string;
  readonly row: number;
  readonly address: string | null;
  /** Sentences in the language of the reader. */
  readonly text: string;
};

/** The words around the marks, in the language of the reader. */
export type MarkWords = { readonly sheet: string; readonly cell: string; readonly reason: string };

export type MarkedFile = { readonly bytes: Uint8Array; readonly format: "xlsx" | "csv" };

const AUTHOR = "SkillLadder";
const SLASH = 0x2f;
const FILL = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor indexed="64"/></patternFill></fill>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
/** What follows a legacy drawing in a sheet, by the order of the format. */
const AFTER_DRAWING =
  /<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/worksheet>/;

/** @throws Error when the file does not hold together; it was read before. */
export async function markRosterFile(bytes: Uint8Array, marks: readonly FileMark[], words: MarkWords): Promise<MarkedFile> {
  if (!isArchive(bytes)) return { bytes: markTable(bytes, marks), format: "csv" };
  const parts = bytes[0] === 0x50 ? listZip(bytes) : [];
  if (parts.some(({ name }) => name === "xl/workbook.xml")) return { bytes: markWorkbook(parts, marks, words), format: "xlsx" };
  // An old or an open document: its faults come back as a list, because only the form of today can be marked in place.
  const columns = [words.sheet, words.cell, words.reason].map((header, index) => ({ header, width: index === 2 ? 80 : 16 }));
  const rows = marks.map((mark) => [mark.sheet, mark.address ?? `A${mark.row}`, mark.text]);
  return { bytes: await writeWorkbook([{ name: ERROR_SHEET, columns, rows }]), format: "xlsx" };
}

/** The same rows, with the reasons in a column at the end; UTF-8 with a mark at its beginning, which every spreadsheet reads. */
function markTable(bytes: Uint8Array, marks: readonly FileMark[]): Uint8Array {
  const table = readTextTable(bytes, ROSTER_LIMITS);
  const rows = table.ok ? (table.value.sheets[0]?.rows ?? []) : [];
  const byRow = groupBy(marks, ({ row }) => row);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const header = rows.findIndex((row) => row.filter(({ type }) => type === "text").length > 1);
  const old = rows[header]?.findIndex((cell) => getCellText(cell) === ERROR_COLUMN) ?? -1;
  const lines = rows.map((row, index) => {
    const fields = Array.from({ length: old < 0 ? width : old }, (_, column) => {
      const cell = row[column];
      return cell === undefined ? "" : String(cell.value ?? "");
    });
    const reasons = (byRow.get(index + 1) ?? []).map(({ text }) => text).join(" ");
    return [...fields, index === header ? ERROR_COLUMN : escapeFormula(reasons)].map(quote).join(",");
  });
  return new Uint8Array(Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`, "utf8"));
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function markWorkbook(parts: readonly PackedPart[], marks: readonly FileMark[], words: MarkWords): Uint8Array {
  const book = new Book(parts);
  const sheets = book.listSheets();
  const styles = new Styles(book);
  for (const [name, ofSheet] of groupBy(marks, ({ sheet }) => sheet)) {
    const path = sheets.get(name);
    if (path === undefined) continue;
    const byCell = groupBy(ofSheet, ({ address, row }) => address ?? `A${row}`);
    // A sheet of 50,000 people is never one text: it stays as it is but for the rows with a fault and what follows the rows.
    const { before, after } = markCells(book.unpack(path), byCell, styles);
    book.setPieces(path, [...before, Buffer.from(addNotes(book, path, byCell, after), "utf8")]);
  }
  styles.save();
  addErrorSheet(book, marks, words);
  return writeZip(book.list());
}

/** The parts of a workbook as texts; what is not touched keeps its bytes, packed as they came. */
class Book {
  readonly #parts: Map<string, PackedPart>;
  constructor(parts: readonly PackedPart[]) {
    this.#parts = new Map(parts.map((part) => [part.name, part]));
  }
  has(name: string): boolean {
    return this.#parts.has(name);
  }
  unpack(name: string): Buffer {
    const part = this.#parts.get(name);
    return part === undefined ? Buffer.alloc(0) : Buffer.from(unpack(part));
  }
  get(name: string): string {
    return this.unpack(name).toString("utf8");
  }
  set(name: string, text: string): void {
    this.setPieces(name, [Buffer.from(text, "utf8")]);
  }
  setPieces(name: string, pieces: readonly Uint8Array[]): void {
    this.#parts.set(name, pack(name, pieces));
  }
  list(): readonly PackedPart[] {
    return [...this.#parts.values()];
  }
  relationsOf(path: string): string {
    return path.replace(/([^/]+)$/, "_rels/$1.rels");
  }
  /** Adds a relation and answers its id. */
  relate(path: string, type: string, target: string): string {
    const name = this.relationsOf(path);
    const text = this.has(name)
      ? this.get(name)
      : `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${PACKAGE}"></Relationships>`;
    let number = 1;
    while (text.includes(`"rIdMark${number}"`)) number += 1;
    const relation = `<Relationship Id="rIdMark${number}" Type="${OFFICE}/${type}" Target="${target}"/>`;
    const open = text.replace(/<Relationships([^>]*)\/>/, "<Relationships$1></Relationships>");
    this.set(name, open.replace("</Relationships>", `${relation}</Relationships>`));
    return `rIdMark${number}`;
  }
  findRelation(path: string, test: (attributes: string) => boolean): string | null {
    for (const [tag] of this.get(this.relationsOf(path)).matchAll(/<Relationship\b[^>]*>/g)) {
      if (test(tag)) return resolvePath(path, attributeOf(tag, "Target") ?? "");
    }
    return null;
  }
  addType(entry: string): void {
    const types = this.get("[Content_Types].xml");
    if (!types.includes(entry)) this.set("[Content_Types].xml", types.replace("</Types>", `${entry}</Types>`));
  }
  /** Sheet names with the parts that hold them. */
  listSheets(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [tag] of this.get("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
      const id = /\bid="([^"]*)"/.exec(tag.replace(/sheetId="[^"]*"/, ""))?.[1];
      const path = this.findRelation("xl/workbook.xml", (relation) => attributeOf(relation, "Id") === id);
      if (path !== null) found.set(unescapeXml(attributeOf(tag, "name") ?? ""), path);
    }
    return found;
  }
}

/** Styles as they are, with the mark's colour in place of their own. */
class Styles {
  readonly #book: Book;
  readonly #marked = new Map<number, number>();
  readonly #formats: string[];
  readonly #before: number;
  constructor(book: Book) {
    this.#book = book;
    const list = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(book.get("xl/styles.xml"))?.[1] ?? "";
    this.#formats = list.match(/<xf\b[^>]*\/>|<xf\b[^>]*>[\s\S]*?<\/xf>/g) ?? [];
    this.#before = this.#formats.length;
  }
  /** The style of a number with the mark's colour. */
  mark(style: number): number {
    const known = this.#marked.get(style);
    if (known !== undefined) return known;
    const fills = /<fills\b[^>]*>([\s\S]*?)<\/fills>/.exec(this.#book.get("xl/styles.xml"))?.[1] ?? "";
    const fill = fills.match(/<fill\b[^>]*>/g)?.length ?? 0;
    const format = this.#formats[style] ?? '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
    const marked = format
      .replace(/\sapplyFill="[^"]*"/, "")
      .replace(/\sfillId="[^"]*"/, "")
      .replace(/^<xf\b/, `<xf fillId="${fill}" applyFill="1"`);
    const number = this.#formats.push(marked) - 1;
    this.#marked.set(style, number);
    return number;
  }
  save(): void {
    if (this.#formats.length === this.#before) return;
    const text = this.#book.get("xl/styles.xml");
    const added = this.#formats.slice(this.#before).join("");
    const withFormats = text
      .replace("</cellXfs>", () => `${added}</cellXfs>`)
      .replace(/(<cellXfs\b[^>]*?)\scount="\d+"/, `$1 count="${this.#formats.length}"`);
    const fills = /<fills\b[^>]*>([\s\S]*?)<\/fills>/.exec(text)?.[1]?.match(/<fill\b[^>]*>/g)?.length ?? 0;
    this.#book.set(
      "xl/styles.xml",
      withFormats.replace("</fills>", `${FILL}</fills>`).replace(/(<fills\b[^>]*?)\scount="\d+"/, `$1 count="${fills + 1}"`),
    );
  }
}

const ROWS_END = "</sheetData>";

/** The sheet with these cells in the mark's colour, cut where its rows end; a cell that is not there is put into its row. */
function markCells(
  sheet: Buffer,
  byCell: ReadonlyMap<string, unknown>,
  styles: Styles,
): { readonly before: readonly Buffer[]; readonly after: string } {
  const byRow = groupBy([...byCell.keys()], (address) => Number(address.replace(/^\D+/, "")));
  const found: RowPlace[] = [];
  for (const row of [...byRow.keys()].sort((one, other) => one - other)) {
    const place = findRow(sheet, row, found.at(-1)?.end ?? 0) ?? findRow(sheet, row, 0);
    if (place !== null) found.push(place);
  }
  found.sort((one, other) => one.start - other.start);
  const before: Buffer[] = [];
  let at = 0;
  for (const { row, start, end } of found) {
    before.push(
      sheet.subarray(at, start),
      Buffer.from(markRow(sheet.toString("utf8", start, end), byRow.get(row) ?? [], styles)),
    );
    at = end;
  }
  const rowsEnd = sheet.indexOf(ROWS_END, at);
  const cut = rowsEnd < 0 ? sheet.length : rowsEnd + ROWS_END.length;
  return { before: [...before, sheet.subarray(at, cut)], after: sheet.toString("utf8", cut) };
}

type RowPlace = { readonly row: number; readonly start: number; readonly end: number };

/** Where the row stands, with its tags. A cell's address begins with letters, so that only a row has a number alone. */
function findRow(sheet: Buffer, row: number, from: number): RowPlace | null {
  const attribute = ` r="${row}"`;
  for (let at = sheet.indexOf(attribute, from); at >= 0; at = sheet.indexOf(attribute, at + 1)) {
    const start = sheet.lastIndexOf("<", at);
    if (!/^<row\s/.test(sheet.toString("latin1", start, start + 5))) continue;
    const tagEnd = sheet.indexOf(">", at) + 1;
    if (sheet[tagEnd - 2] === SLASH) return { row, start, end: tagEnd };
    const end = sheet.indexOf("</row>", tagEnd);
    return end < 0 ? null : { row, start, end: end + "</row>".length };
  }
  return null;
}

function markRow(text: string, addresses: readonly string[], styles: Styles): string {
  const [, attributes = "", cells = ""] = /^<row\b([^>]*?)(?:\/>|>([\s\S]*)<\/row>)$/.exec(text) ?? [];
  return `<row${attributes}>${addresses.reduce((marked, address) => markCell(marked, address, styles), cells)}</row>`;
}

function markCell(cells: string, address: string, styles: Styles): string {
  let isFound = false;
  const marked = cells.replace(/<c\b([^>]*?)(\/?)>/g, (whole, attributes: string, end: string) => {
    if (attributeOf(`<c ${attributes}>`, "r") !== address) return whole;
    isFound = true;
    const style = Number(attributeOf(`<c ${attributes}>`, "s") ?? 0);
    return `<c${attributes.replace(/\ss="\d+"/, "")} s="${styles.mark(style)}"${end}>`;
  });
  if (isFound) return marked;
  const own = `<c r="${address}" s="${styles.mark(0)}"/>`;
  const later = [...cells.matchAll(/<c\b[^>]*\br="([A-Z]+)\d+"/g)].find(([, column = ""]) => isAfter(column, address));
  return later === undefined ? cells + own : cells.slice(0, later.index) + own + cells.slice(later.index);
}

function isAfter(column: string, address: string): boolean {
  const other = address.replace(/\d+$/, "");
  return column.length - other.length > 0 || (column.length === other.length && column > other);
}

/** Notes on the cells, beside those that the sheet has. @param after what follows the rows of the sheet @returns the same with its notes */
function addNotes(book: Book, sheet: string, byCell: ReadonlyMap<string, readonly FileMark[]>, after: string): string {
  const number = Number(/(\d+)\.xml$/.exec(sheet)?.[1] ?? 1);
  const notes = [...byCell].map(([address, marks]) => {
    const text = marks.map((mark) => mark.text).join("\n");
    return { address, comment: makeComment(address, text), shape: makeShape(address) };
  });
  const comments = book.findRelation(sheet, (tag) => /\/comments"/.test(tag));
  const drawing = findDrawing(book, sheet);
  if (comments !== null && drawing !== null) {
    const text = book.get(comments);
    const author = text.match(/<author>/g)?.length ?? 0;
    const taken = new Set(byCell.keys());
    const kept = text.replace(/<comment\b[^>]*\bref="([^"]*)"[^>]*>[\s\S]*?<\/comment>/g, (whole, ref: string) =>
      taken.has(ref) ? "" : whole,
    );
    const added = notes.map(({ comment }) => comment.replace('authorId="0"', `authorId="${author}"`)).join("");
    book.set(
      comments,
      kept
        .replace("</authors>", `<author>${AUTHOR}</author></authors>`)
        .replace("</commentList>", () => `${added}</commentList>`),
    );
    const shapes = notes.map(({ shape }) => shape).join("");
    book.set(
      drawing,
      book.get(drawing).replace(/<\/xml>\s*$/, () => `${shapes}</xml>`),
    );
    return after;
  }
  const [commentsName, drawingName] = [`commentsMark${number}.xml`, `vmlDrawingMark${number}.vml`];
  book.set(
    `xl/${commentsName}`,
    `<?xml version="1.0" encoding="UTF-8"?><comments xmlns="${MAIN}"><authors><author>${AUTHOR}</author></authors><commentList>${notes.map(({ comment }) => comment).join("")}</commentList></comments>`,
  );
  book.set(
    `xl/drawings/${drawingName}`,
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${notes.map(({ shape }) => shape).join("")}</xml>`,
  );
  book.relate(sheet, "comments", `../${commentsName}`);
  const id = book.relate(sheet, "vmlDrawing", `../drawings/${drawingName}`);
  book.addType(
    `<Override PartName="/xl/${commentsName}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>`,
  );
  if (!/Extension="vml"/.test(book.get("[Content_Types].xml"))) {
    const types = book.get("[Content_Types].xml");
    const entry = '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>';
    book.set("[Content_Types].xml", types.replace(/(<Types\b[^>]*>)/, `$1${entry}`));
  }
  const element = `<legacyDrawing xmlns:r="${OFFICE}" r:id="${id}"/>`;
  return after.replace(/<legacyDrawing\b[^>]*\/>/, "").replace(AFTER_DRAWING, (next) => `${element}${next}`);
}

function findDrawing(book: Book, sheet: string): string | null {
  return book.findRelation(sheet, (tag) => /\/vmlDrawing"/.test(tag));
}

function makeComment(address: string, text: string): string {
  return `<comment ref="${address}" authorId="0"><text><t xml:space="preserve">${escapeXml(text)}</t></text></comment>`;
}

/** Hidden until the cell is pointed at. */
function makeShape(address: string): string {
  const row = Number(address.replace(/^\D+/, "")) - 1;
  const column = [...address.replace(/\d+$/, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return `<v:shape type="#_x0000_t202" style="position:absolute;width:220pt;height:70pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

/** The last sheet: every fault with a way to its cell. One that an earlier answer left is written anew. */
function addErrorSheet(book: Book, marks: readonly FileMark[], words: MarkWords): void {
  const texts = [
    [words.sheet, words.cell, words.reason],
    ...marks.map(({ sheet, address, row, text }) => [sheet, address ?? `A${row}`, text]),
  ];
  const rows = texts.map((row, index) => {
    const cells = row.map((text, column) => {
      const at = `${"ABC".charAt(column)}${index + 1}`;
      return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
    });
    return `<row r="${index + 1}">${cells.join("")}</row>`;
  });
  const links = marks.map(({ sheet, address, row }, index) => {
    const target = escapeXml(`'${sheet.replaceAll("'", "''")}'!${address ?? `A${row}`}`);
    return `<hyperlink ref="B${index + 2}" location="${target}"/>`;
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><cols><col min="1" max="2" width="16" customWidth="1"/><col min="3" max="3" width="90" customWidth="1"/></cols><sheetData>${rows.join("")}</sheetData>${links.length > 0 ? `<hyperlinks>${links.join("")}</hyperlinks>` : ""}</worksheet>`;
  const before = book.listSheets().get(ERROR_SHEET);
  if (before !== undefined) return void book.set(before, text);
  let number = 1;
  while (book.has(`xl/worksheets/sheet${number}.xml`)) number += 1;
  book.set(`xl/worksheets/sheet${number}.xml`, text);
  book.addType(
    `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  const id = book.relate("xl/workbook.xml", "worksheet", `worksheets/sheet${number}.xml`);
  const workbook = book.get("xl/workbook.xml");
  const highest = Math.max(0, ...[...workbook.matchAll(/sheetId="(\d+)"/g)].map(([, found]) => Number(found)));
  const prefix = /<\/(\w+:)?sheets>/.exec(workbook)?.[1] ?? "";
  const entry = `<${prefix}sheet name="${ERROR_SHEET}" sheetId="${highest + 1}" xmlns:r="${OFFICE}" r:id="${id}"/>`;
  book.set(
    "xl/workbook.xml",
    workbook.replace(/<\/(\w+:)?sheets>/, (end) => `${entry}${end}`),
  );
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
