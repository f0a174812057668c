/**
 * Ways to tamper with an exported chain, from a byte that flips to an insider who has the key. Each changes the file; white space and
 * another spelling of the same content are among them, because the format has one spelling and every byte counts.
 */
import {
  canonical,
  closeFile,
  hashRecord,
  isOf,
  type Json,
  type Line,
  readLines,
  recomputeFrom,
  resignHeads,
  type Signer,
  writeLines,
} from "./tamper-file.ts";

/** @returns a whole number from 0 up to and without `below` */
export type Random = (below: number) => number;

/** What is attacked: the file, the key of the installation, a key of the attacker's own, and the sequences of heads kept elsewhere. */
export type Target = {
  readonly text: string;
  readonly insider: Signer;
  readonly stranger: Signer & { readonly publicKey: string };
  readonly kept: readonly number[];
};

/** @returns the file after it; null where this draw changes nothing */
export type Mutation = (target: Target, random: Random) => Buffer | null;

/** mulberry32: the same seed, the same case. */
export function seedRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function changeValue(value: Json, random: Random): Json {
  if (typeof value === "number") return value + 1 + random(9);
  if (typeof value === "boolean") return !value;
  if (value === null) return "changed";
  if (typeof value === "string") {
    const at = random(value.length + 1);
    return `${value.slice(0, at)}${"0123456789abcdef审计"[random(18)]}${value.slice(at + random(2))}`;
  }
  if (Array.isArray(value)) return [...value, null];
  const keys = Object.keys(value);
  const key = keys[random(keys.length)];
  return key === undefined ? { added: 1 } : { ...value, [key]: changeValue(value[key] ?? null, random) };
}

function changeField(line: Line, random: Random, spared: readonly string[] = []): void {
  const keys = Object.keys(line).filter((key) => !spared.includes(key));
  const key = keys[random(keys.length)] ?? "kind";
  line[key] = changeValue(line[key] ?? null, random);
}

/** One record's content, with its place in the chain left as it was. */
const changeContent = (record: Line, random: Random) =>
  changeField(record, random, ["kind", "chain", "sequence", "previousHash", "hash"]);

/** @param change answers false where it changed nothing */
const onLines =
  (change: (lines: Line[], random: Random, target: Target) => unknown): Mutation =>
  (target, random) => {
    const lines = readLines(target.text);
    return change(lines, random, target) === false ? null : Buffer.from(writeLines(lines));
  };

/** A record that stands before a head which was kept elsewhere: its index among the records. */
function pickKnown(random: Random, { kept }: Target): number {
  return random(Math.max(...kept));
}

const record = (lines: readonly Line[], index: number) => lines.filter(isOf("record"))[index] as Line;
const first = (lines: readonly Line[]) => lines.findIndex(isOf("record"));

/** An attacker changes one thing in the records and then writes everything that follows from it as it should be. */
function rewrite(
  by: (target: Target) => Signer | null,
  change: (lines: Line[], random: Random, index: number) => void,
): Mutation {
  return onLines((lines, random, target) => {
    const index = pickKnown(random, target);
    change(lines, random, index);
    const signer = by(target);
    recomputeFrom(lines, index);
    resignHeads(lines, signer);
    closeFile(lines, signer);
  });
}

const REWRITES: Readonly<Record<string, (lines: Line[], random: Random, index: number) => void>> = {
  change: (lines, random, index) => changeContent(record(lines, index), random),
  delete: (lines, _random, index) => void lines.splice(first(lines) + index, 1),
  insert: (lines, random, index) => {
    const added = structuredClone(record(lines, index));
    changeContent(added, random);
    lines.splice(first(lines) + index, 0, added);
  },
  swap: (lines, _random, index) => {
    const at = first(lines) + index;
    lines.splice(at, 2, lines[at + 1] as Line, lines[at] as Line);
  },
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  byte: ({ text }, random) => {
    const bytes = Buffer.from(text);
    const at = random(bytes.length);
    bytes[at] = ((bytes[at] ?? 0) + 1 + random(255)) % 256;
    return bytes;
  },
  "white-space": ({ text }, random) => {
    const bytes = Buffer.from(text);
    const at = random(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([" ", "\n", "\r", "\t"][random(4)] ?? " "), bytes.subarray(at)]);
  },
  spelling: ({ text }, random) => {
    const at = text.indexOf(",", random(text.length - 200));
    return Buffer.from(`${text.slice(0, at + 1)} ${text.slice(at + 1)}`);
  },
  truncate: ({ text }, random) => Buffer.from(text).subarray(0, random(Buffer.byteLength(text))),
  garbage: ({ text }, random) => Buffer.from(`${text}${canonical({ kind: "record", at: String(random(99)) })}\n`),
  field: onLines((lines, random) => changeField(lines[random(lines.length)] as Line, random)),
  header: onLines((lines, random) => changeField(lines[0] as Line, random, ["kind"])),
  "delete-row": onLines((lines, random) => void lines.splice(random(lines.length), 1)),
  "duplicate-row": onLines((lines, random) => {
    const at = random(lines.length);
    lines.splice(random(lines.length), 0, structuredClone(lines[at] as Line));
  }),
  "swap-rows": onLines((lines, random) => {
    const [at, other] = [random(lines.length), random(lines.length)];
    if (canonical(lines[at] ?? null) === canonical(lines[other] ?? null)) return false;
    [lines[at], lines[other]] = [lines[other] as Line, lines[at] as Line];
  }),
  "insert-row": onLines((lines, random) => {
    const line = structuredClone(lines[random(lines.length)] as Line);
    changeField(line, random);
    lines.splice(random(lines.length + 1), 0, line);
  }),
  "remove-head": onLines((lines, random) => {
    const heads = lines.flatMap((line, index) => (line.kind === "head" ? [index] : []));
    lines.splice(heads[random(heads.length)] ?? 0, 1);
    closeFile(lines, null);
  }),
  // Who has no key: everything is recomputed, and the signatures stay what they were.
  ...Object.fromEntries(Object.entries(REWRITES).map(([name, change]) => [`recompute-${name}`, rewrite(() => null, change)])),
  // Who has a key of his own, and puts it into the file.
  ...Object.fromEntries(
    Object.entries(REWRITES).map(([name, change]) => [
      `stranger-${name}`,
      rewrite(
        ({ stranger }) => stranger,
        (lines, random, index) => {
          change(lines, random, index);
        },
      ),
    ]),
  ),
  "stranger-keys": onLines((lines, random, target) => {
    changeContent(record(lines, pickKnown(random, target)), random);
    recomputeFrom(lines, 0);
    for (const key of lines.filter(isOf("key")))
      Object.assign(key, { keyId: target.stranger.keyId, publicKey: target.stranger.publicKey });
    resignHeads(lines, target.stranger);
    closeFile(lines, target.stranger);
  }),
  // Who has the installation's own key: only the chain itself, and heads that were kept elsewhere, speak against him.
  ...Object.fromEntries(
    Object.entries(REWRITES).map(([name, change]) => [`insider-${name}`, rewrite(({ insider }) => insider, change)]),
  ),
  "insider-unhashed": onLines((lines, random, target) => {
    changeContent(record(lines, pickKnown(random, target)), random);
    closeFile(lines, target.insider);
  }),
  "insider-unlinked": onLines((lines, random, target) => {
    const index = pickKnown(random, target);
    const heads = new Set(lines.filter(isOf("head")).map(({ sequence }) => sequence));
    if (heads.has(index + 1)) return false;
    const own = record(lines, index);
    changeContent(own, random);
    own.hash = hashRecord(own);
    closeFile(lines, target.insider);
  }),
  "insider-cut": onLines((lines, random, target) => {
    const upTo = 1 + pickKnown(random, target);
    if (upTo >= Math.max(...target.kept)) return false;
    const kept = lines.filter((line) => !["record", "head"].includes(String(line.kind)) || Number(line.sequence) <= upTo);
    const last = kept.findLast(isOf("record")) as Line;
    const head = structuredClone(lines.find(isOf("head")) as Line);
    if (!kept.some((line) => line.kind === "head" && line.sequence === upTo)) {
      kept.splice(first(kept), 0, { ...head, sequence: upTo, hash: last.hash ?? "" });
    }
    lines.splice(0, lines.length, ...kept);
    resignHeads(lines, target.insider);
    closeFile(lines, target.insider);
  }),
  "insider-remove-head": onLines((lines, random, target) => {
    const last = lines.findLast(isOf("record"))?.sequence;
    const heads = lines.flatMap((line, index) =>
      line.kind === "head" && line.sequence !== last && target.kept.includes(Number(line.sequence)) ? [index] : [],
    );
    lines.splice(heads[random(heads.length)] ?? 0, 1);
    closeFile(lines, target.insider);
  }),
};
