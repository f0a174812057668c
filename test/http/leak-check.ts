/**
 * What one person has collected, and whether it says more than it may: names before a marking role, or anything that leads from a
 * person to a code or a mark, be it over a number that stands beside both (DOMAIN 4).
 */

/** One answer, file, message or log line. A tree is data as it was sent; a text is read line by line. */
export type Collected = { readonly from: string } & ({ readonly tree: unknown } | { readonly text: string });

/** What must not come together, of the entries of one round in judging. */
export type Planted = {
  /** By entry: its names and its entrant number. */
  readonly identities: ReadonlyMap<string, readonly string[]>;
  /** By code: the code alone, or more signs of it such as ids of its forms. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** What is no id and yet may stand beside both: seats, public codes. */
  readonly joins?: readonly string[];
  /** Ids of what belongs to all codes alike, such as the judges who mark each of them: they lead to none. */
  readonly shared?: readonly string[];
  /** What no marking role may see anywhere: names, units, delegations. */
  readonly forbidden: readonly string[];
};

/** What stands in a marking role's sight and must not: "address: value". */
export function findForbidden(collected: readonly Collected[], planted: Pick<Planted, "forbidden">): string[] {
  return collected.flatMap((one) => {
    const text = "text" in one ? one.text : JSON.stringify(one.tree);
    return planted.forbidden.filter((value) => text.includes(value)).map((value) => `${one.from}: ${value}`);
  });
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[A-Za-z0-9_-]{20,64}\b/g;

/** How a part of an answer was understood: it is of exactly one entry, of exactly one code, or of both. */
type Part = {
  readonly from: string;
  readonly entry: string | null;
  readonly code: string | null;
  readonly ids: readonly string[];
};

/**
 * Everything that leads from an entry to a code: a part of an answer that is of one entry and of one code, or an id that stands in
 * parts of one entry and in parts of one code. An id that stands with several entries or several codes tells none of them apart
 * and is no link.
 * @returns "entry – code: by what"
 */
export function findLinks(
  collected: readonly Collected[],
  planted: Pick<Planted, "identities" | "codes" | "joins" | "shared">,
): string[] {
  const find = createFinder(planted);
  const shared = new Set(planted.shared);
  const parts = collected.flatMap((one) => ("text" in one ? readLines(one, find) : readTree(one, find)));
  const links = new Set<string>();
  const entriesOf = new Map<string, Map<string, string>>();
  const codesOf = new Map<string, Map<string, string>>();
  const note = (book: Map<string, Map<string, string>>, id: string, whose: string, from: string) => {
    const page = book.get(id) ?? new Map<string, string>();
    page.set(whose, from);
    book.set(id, page);
  };
  for (const { from, entry, code, ids } of parts) {
    if (entry && code) links.add(`${entry} – ${code}: both at ${from}`);
    for (const id of ids) {
      if (shared.has(id)) continue;
      if (entry) note(entriesOf, id, entry, from);
      if (code) note(codesOf, id, code, from);
    }
  }
  for (const [id, entries] of entriesOf) {
    const codes = codesOf.get(id);
    const [[entry, atEntry] = [], [code, atCode] = []] = [[...entries][0] ?? [], [...(codes ?? [])][0] ?? []];
    if (codes && entries.size === 1 && codes.size === 1) links.add(`${entry} – ${code}: ${id} at ${atEntry} and at ${atCode}`);
  }
  return [...links];
}

type Finder = (text: string) => Readonly<Record<"entries" | "codes" | "ids", readonly string[]>>;

function createFinder({ identities, codes, joins = [] }: Pick<Planted, "identities" | "codes" | "joins">): Finder {
  const findEntries = createSearch(identities);
  const findCodes = createSearch(codes);
  const findJoins = createSearch(new Map(joins.map((join) => [join, [join]])));
  return (text) => {
    const [entries, named] = [findEntries(text), findCodes(text)];
    // What is of nobody and of no code is looked at no closer.
    const ids = entries.length + named.length === 0 ? [] : [...new Set(text.match(ID) ?? []), ...findJoins(text)];
    return { entries, codes: named, ids };
  };
}

/** Whose signs a text holds, in the order in which they first stand there. A word is found as a word, so that R90 is not in R900. */
export function createSearch(signsOf: ReadonlyMap<string, readonly string[]>): (text: string) => string[] {
  const whose = new Map([...signsOf].flatMap(([one, signs]) => signs.map((sign) => [sign, one] as const)));
  const escapeSign = (sign: string) => sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const signs = [...whose.keys()].sort((one, other) => other.length - one.length);
  const words = signs.filter((sign) => /^[\w.-]+$/.test(sign)).map(escapeSign);
  const others = signs.filter((sign) => !/^[\w.-]+$/.test(sign)).map(escapeSign);
  const alternatives = [
    ...(words.length > 0 ? [`(?<![\\w.-])(?:${words.join("|")})(?![\\w-])`] : []),
    ...(others.length > 0 ? [others.join("|")] : []),
  ];
  if (alternatives.length === 0) return () => [];
  const pattern = new RegExp(alternatives.join("|"), "g");
  return (text) => [...new Set([...text.matchAll(pattern)].flatMap(([sign]) => whose.get(sign) ?? []))];
}

function toPart(from: string, text: string, find: Finder): Part {
  const { entries, codes, ids } = find(text);
  return {
    from,
    entry: entries.length === 1 ? (entries[0] ?? null) : null,
    code: codes.length === 1 ? (codes[0] ?? null) : null,
    ids,
  };
}

function readLines({ from, text }: { from: string; text: string }, find: Finder): Part[] {
  const found = find(text);
  if (found.entries.length + found.codes.length === 0) return [];
  const lines = [text, ...text.split("\n")].map((line) => toPart(from, line, find));
  return lines.filter(({ entry, code }) => entry !== null || code !== null);
}

/** Each object and list is a part with everything below it: the row of a table, and the page around a single row. */
function readTree({ from, tree }: { from: string; tree: unknown }, find: Finder): Part[] {
  const parts: Part[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    const part = toPart(from, JSON.stringify(value), find);
    if (part.entry !== null || part.code !== null) parts.push(part);
    else if (!hasAny(value, find)) return;
    for (const child of Object.values(value)) visit(child);
  };
  visit(tree);
  return parts;
}

function hasAny(value: object, find: Finder): boolean {
  const { entries, codes } = find(JSON.stringify(value));
  return entries.length + codes.length > 0;
}

/** What a log must not hold: "line: value". */
export function findInLog(lines: readonly string[], secrets: readonly string[]): string[] {
  return lines.flatMap((line) =>
    secrets.filter((secret) => secret !== "" && line.includes(secret)).map((secret) => `${line}: ${secret}`),
  );
}

/** Date, big number, address, symbol, pattern, promise. */
const PLAIN = new Set(["D", "B", "U", "Y", "R", "P"]);

/** The data of a page as Remix sends it: an array in which every value stands once and others point to it by index. */
export function decodePageData(body: string): unknown {
  const [first = "[]"] = body.split("\n");
  const values = JSON.parse(first) as unknown[];
  const known = new Map<number, unknown>();
  const read = (index: number): unknown => {
    if (index < 0) return null;
    if (known.has(index)) return known.get(index);
    const value = values[index];
    if (Array.isArray(value)) {
      // A list that begins with a word is a value of a kind of its own. A date or a promise has a number in it that points nowhere; a
      // refusal points at what it says.
      const isTagged = typeof value[0] === "string" && PLAIN.has(value[0]);
      const list: unknown[] = [];
      known.set(index, list);
      for (const item of value) list.push(typeof item === "number" && !isTagged ? read(item) : item);
      return list;
    }
    if (typeof value !== "object" || value === null) return value;
    const object: Record<string, unknown> = {};
    known.set(index, object);
    for (const [key, item] of Object.entries(value)) object[String(values[Number(key.slice(1))])] = read(Number(item));
    return object;
  };
  return read(0);
}
