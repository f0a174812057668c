/**
 * A list as its page shows it, read out of the page's own document: a file of a list says what the screen says to this reader, in his
 * language and order, and can say no more. Buttons, forms and pictures are left out.
 */
import { type ListColumn, type ListValue, streamWorkbook } from "#app/platform/excel/write-workbook.ts";

export type ListTable = {
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers, marks and money. */
  readonly isNumber: readonly boolean[];
  /** How many pages the list has, and which parameter of the address names one. */
  readonly pages: number;
  readonly pageParameter: string;
};

/** The list of this caption in a page that our own components drew; null where it has none. */
export function readListTable(html: string, name: string): ListTable | null {
  for (const [, attributes = "", body = ""] of html.matchAll(/<table\b([^>]*)>(.*?)<\/table>/gs)) {
    if (readAttribute(attributes, "data-list") !== name) continue;
    const [head = "", rest = ""] = body.split("</thead>");
    const rows = [...rest.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) => readCells(row));
    const headers = readCells(/<tr\b[^>]*>(.*?)<\/tr>/s.exec(head)?.[1] ?? "");
    const kept = headers.flatMap(({ text }, index) => (text !== "" && !isOnlyActs(rows, index) ? [index] : []));
    return {
      caption: toText(/<caption\b[^>]*>(.*?)<\/caption>/s.exec(head)?.[1] ?? ""),
      header: kept.map((index) => headers[index]?.text ?? ""),
      rows: rows.map((cells) => kept.map((index) => cells[index]?.text ?? "")),
      isNumber: kept.map((index) => rows.every((cells) => cells[index]?.isNumber ?? false)),
      pages: Number(readAttribute(attributes, "data-pages") ?? "1"),
      pageParameter: readAttribute(attributes, "data-page-parameter") ?? "page",
    };
  }
  return null;
}

const NUMBER = /^-?\d{1,12}(\.\d{2})?$/;

/**
 * The list as a workbook: its numbers as numbers, and no text that a program would take for a formula. It is written as its rows come,
 * so that a list of any length takes the memory of one page.
 */
export function streamListWorkbook(table: ListTable, pages: AsyncIterable<ListTable["rows"]>): ReadableStream<Uint8Array> {
  const { caption, header, isNumber, rows } = table;
  const columns: ListColumn[] = header.map((text, column) => {
    const hasCents = isNumber[column] && rows.some((cells) => /^-?\d+\.\d{2}$/.test(cells[column] ?? ""));
    return { header: text, width: 20, ...(hasCents ? { format: "0.00" } : {}) };
  });
  const toValue = (text: string, column: number): ListValue => (isNumber[column] && NUMBER.test(text) ? Number(text) : text);
  async function* flatten() {
    for await (const page of pages) yield* page.map((cells) => cells.map(toValue));
  }
  return streamWorkbook({ name: caption, columns }, flatten());
}

type Cell = { readonly text: string; readonly isNumber: boolean; readonly hasAct: boolean };

function readCells(row: string): readonly Cell[] {
  return [...row.matchAll(/<(t[hd])\b([^>]*)>(.*?)<\/\1>/gs)].map(([, , attributes = "", content = ""]) => ({
    text: toText(content),
    isNumber: readAttribute(attributes, "data-align") === "end",
    hasAct: /<(form|button)\b/.test(content),
  }));
}

/** A column of buttons says nothing. */
function isOnlyActs(rows: readonly (readonly Cell[])[], column: number): boolean {
  const cells = rows.map((row) => row[column]);
  return cells.some((cell) => cell?.hasAct) && cells.every((cell) => !cell || cell.text === "");
}

function readAttribute(attributes: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? null : decode(value);
}

/** What stands in blocks of their own is kept apart. */
function toText(html: string): string {
  const bare = html
    .replace(/<!--.*?-->/gs, "")
    .replace(/<(form|button|svg|select|style|script|template)\b.*?<\/\1>/gs, " ")
    .replace(/<(?:br|\/?(?:p|div|li|ul|ol|dt|dd|dl))\b[^>]*>/g, " ")
    .replace(/<[^>]*>/g, "");
  return decode(bare).replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi,
    (whole, hex?: string, decimal?: string, word?: string) => {
      if (word !== undefined) return ENTITIES[word.toLowerCase()] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}
