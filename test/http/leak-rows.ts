/**
 * What lists say without a word: rows of codes that stand in an order of people, or are sorted so by a number beside each, and what
 * is said of some people and of the same codes, so that one is told by leaving out the others (DOMAIN 4).
 */
import { type Collected, createSearch } from "./leak-check.ts";

/** The entries of one round, all of them, with what an order can be told by. */
export type Arrangement = {
  /** By entry: its names and its entrant number. */
  readonly identities: ReadonlyMap<string, readonly string[]>;
  /** By code: the code and the public code. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** Which code is whose. */
  readonly pairs: ReadonlyMap<string, string>;
  /** Entries in the orders that an office knows: of registration, of seats, of names. */
  readonly ordersOfEntries: ReadonlyMap<string, readonly string[]>;
  /** Codes in the orders that marking knows: of codes, of public codes, of marks. */
  readonly ordersOfCodes: ReadonlyMap<string, readonly string[]>;
};

/** A shorter list stands in the order of something by chance. */
const SHORTEST = 8;
/** What stands together by chance more often than this says nothing. */
const CHANCE = 1 / 500;

/** A word of a file: what a cell or a line says beside names and codes. */
const WORD = /\p{Script=Han}{2,}|\p{Script=Latin}{3,}/gu;
/** What is said of one alone is his own, such as his name. */
const FEWEST = 2;

type Value = string | number | boolean;
/** What is said in the row of one entry or of one code: by the path of names and numbers that leads there. */
type Row = { readonly whose: string; readonly said: ReadonlyMap<string, Value> };
type List = { readonly from: string; readonly of: "entries" | "codes"; readonly rows: readonly Row[] };

/** How many lists are long enough to say anything by their order. */
export function countLists(collected: readonly Collected[], arrangement: Arrangement): Readonly<Record<List["of"], number>> {
  const lists = listRows(collected, arrangement);
  const count = (kind: List["of"]) => lists.filter(({ of }) => of === kind).length;
  return { entries: count("entries"), codes: count("codes") };
}

/** @returns "address: codes in the order of seats", of lists as they stand and as they can be sorted by what each row says. */
export function findOrders(collected: readonly Collected[], arrangement: Arrangement): string[] {
  const { pairs, ordersOfEntries, ordersOfCodes } = arrangement;
  const codeOf = new Map([...pairs].map(([code, entry]) => [entry, code]));
  const found = new Set<string>();
  for (const { from, of, rows } of listRows(collected, arrangement)) {
    const [others, orders] = of === "codes" ? [pairs, ordersOfEntries] : [codeOf, ordersOfCodes];
    const note = (sequence: readonly string[], how: string) => {
      const told = sequence.flatMap((one) => others.get(one) ?? []);
      for (const [name, order] of orders) if (isInOrder(told, order)) found.add(`${from}: ${of} ${how} in the order of ${name}`);
    };
    note([...new Set(rows.map(({ whose }) => whose))], "stand");
    for (const [path, values] of listColumns(rows)) note(sortBy(values), `sorted by ${path} stand`);
  }
  return [...found];
}

/** @returns "entries – codes: name of what is said", where the same is said of some people and of just their codes. */
export function findTraits(collected: readonly Collected[], arrangement: Arrangement): string[] {
  const groups = { entries: new Map<string, Map<string, string>>(), codes: new Map<string, Map<string, string>>() };
  for (const { from, of, rows } of listRows(collected, arrangement)) {
    for (const [path, values] of listColumns(rows)) {
      const name = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
      const whose = new Map<string, Set<string>>();
      for (const [one, value] of values) whose.set(String(value), (whose.get(String(value)) ?? new Set()).add(one));
      for (const [value, some] of whose) {
        if (some.size === values.size) continue;
        const said = groups[of].get(`${name}: ${value}`) ?? new Map<string, string>();
        const size = values.size;
        const entries = [...some].map((one) => (of === "codes" ? (arrangement.pairs.get(one) ?? "") : one)).sort();
        groups[of].set(`${name}: ${value}`, said.set(`${size} ${entries.join(", ")}`, from));
      }
    }
  }
  return judgeTraits(groups.entries, groups.codes);
}

/** Takes what is said of the same entries on both sides, name by name, where chance does not explain it. */
function judgeTraits(
  ofEntries: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ofCodes: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string[] {
  const byName = new Map<string, { chance: number; links: string[] }>();
  for (const [said, groups] of ofCodes) {
    for (const [group, atCode] of groups) {
      const atEntry = ofEntries.get(said)?.get(group);
      if (atEntry === undefined) continue;
      const [size = "", ...names] = group.split(/,? /);
      const name = said.slice(0, said.indexOf(":"));
      const { chance, links } = byName.get(name) ?? { chance: 1, links: [] };
      const together = chance / choose(Number(size), names.length);
      byName.set(name, { chance: together, links: [...links, `${said} at ${atEntry} and at ${atCode}`] });
    }
  }
  return [...byName.values()].filter(({ chance }) => chance < CHANCE).flatMap(({ links }) => links);
}

function choose(all: number, some: number): number {
  return Array.from({ length: some }, (_, index) => (all - index) / (index + 1)).reduce((product, part) => product * part, 1);
}

/** Forwards or backwards; of an order the part that the list has. */
function isInOrder(sequence: readonly string[], order: readonly string[]): boolean {
  if (sequence.length < SHORTEST) return false;
  const part = order.filter((one) => sequence.includes(one));
  if (part.length < SHORTEST) return false;
  const known = sequence.filter((one) => part.includes(one));
  const isSame = (one: readonly string[]) => one.every((item, index) => item === known[index]);
  return isSame(part) || isSame(part.toReversed());
}

/** By path: what each row says there, of paths that enough rows have. */
function listColumns(rows: readonly Row[]): Map<string, Map<string, Value>> {
  const columns = new Map<string, Map<string, Value>>();
  for (const { whose, said } of rows) {
    for (const [path, value] of said) columns.set(path, (columns.get(path) ?? new Map()).set(whose, value));
  }
  return new Map([...columns].filter(([, values]) => values.size >= SHORTEST));
}

/** Empty where two say the same: what is equal has no order. */
function sortBy(values: ReadonlyMap<string, Value>): string[] {
  if (new Set(values.values()).size < values.size) return [];
  const compare = (one: Value, other: Value) => (one < other ? -1 : Number(one > other));
  return [...values].sort(([, one], [, other]) => compare(one, other)).map(([whose]) => whose);
}

function listRows(collected: readonly Collected[], { identities, codes }: Arrangement): List[] {
  const search = { entries: createSearch(identities), codes: createSearch(codes) };
  const lists: List[] = [];
  const add = (from: string, parts: readonly { readonly text: string; readonly said: Row["said"] }[]) => {
    const known = parts.map(({ text, said }) => ({ entries: search.entries(text), codes: search.codes(text), said }));
    for (const of of ["entries", "codes"] as const) {
      const other = of === "entries" ? "codes" : "entries";
      // A row of one and of several others would be a link by itself, or a heading.
      const rows = known.flatMap((row) =>
        row[of].length === 1 && row[other].length === 0 ? [{ whose: row[of][0] ?? "", said: row.said }] : [],
      );
      if (new Set(rows.map(({ whose }) => whose)).size >= SHORTEST) lists.push({ from, of, rows });
    }
  };
  for (const one of collected) {
    if ("text" in one) {
      if (search.codes(one.text).length + search.entries(one.text).length < SHORTEST) continue;
      const lines = one.text.split("\n").map((text) => ({ text, words: new Set(text.match(WORD)), said: readIds(text) }));
      sayWords(lines.filter(({ text }) => search.codes(text).length + search.entries(text).length === 1));
      add(one.from, lines);
      continue;
    }
    visitLists(one.tree, (items) => {
      const texts = items.map((item) => JSON.stringify(item) ?? "");
      if (texts.length < SHORTEST) return;
      add(
        one.from,
        items.map((item, index) => ({ text: texts[index] ?? "", said: readSaid(item) })),
      );
    });
  }
  return lists;
}

/** The ids of a line, by their place in it. */
function readIds(line: string): Map<string, Value> {
  return new Map([...line.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id], index) => [`id ${index}`, id]));
}

/** What stands in some of these lines and not in others, each word as a column of its own: true or false. */
function sayWords(lines: readonly { readonly words: ReadonlySet<string>; readonly said: Map<string, Value> }[]): void {
  for (const word of new Set(lines.flatMap(({ words }) => [...words]))) {
    const some = lines.filter(({ words }) => words.has(word)).length;
    if (some < FEWEST || lines.length - some < FEWEST) continue;
    for (const { words, said } of lines) said.set(`word ${word}`, words.has(word));
  }
}

function readSaid(item: unknown, path = "", said = new Map<string, Value>()): Map<string, Value> {
  if (typeof item === "object" && item !== null) {
    for (const [key, value] of Object.entries(item)) readSaid(value, path === "" ? key : `${path}.${key}`, said);
  } else if (typeof item === "string" || typeof item === "number" || typeof item === "boolean") said.set(path, item);
  return said;
}

/** Every list and every object whose values could be one. */
function visitLists(tree: unknown, visit: (items: readonly unknown[]) => void): void {
  if (typeof tree !== "object" || tree === null) return;
  const items = Object.values(tree);
  visit(items);
  for (const item of items) visitLists(item, visit);
}
