/**
 * Verifies the audit chains from their documented format alone: a record's hash is the SHA-256, in lower-case hexadecimal, of its
 * canonical JSON (keys in code-unit order, no white space) without the hash itself and without its id; the first follows 64 zeros.
 */
import { createHash } from "node:crypto";
import type { StoredHead, StoredMark, StoredRecord } from "./stored.ts";

const GENESIS = "0".repeat(64);

/** Sentences on records that are missing, changed or unlinked, and on chains that do not end where the database says. */
export function findBrokenChains(records: readonly StoredRecord[], heads: readonly StoredHead[]): string[] {
  const byChain = new Map<string, StoredRecord[]>(heads.map(({ chain }) => [chain, []]));
  for (const record of records) {
    const known = byChain.get(record.chain);
    if (known) known.push(record);
    else byChain.set(record.chain, [record]);
  }
  const ends = new Map(heads.map((head) => [head.chain, head]));
  return [...byChain].flatMap(([chain, links]) => {
    const broken: string[] = [];
    let [sequence, hash] = [0, GENESIS];
    for (const link of links.sort((one, other) => one.sequence - other.sequence)) {
      if (link.sequence !== sequence + 1) broken.push(`chain ${chain}: ${link.sequence} follows ${sequence}`);
      if (link.previousHash !== hash) broken.push(`chain ${chain}: ${link.sequence} does not follow the record before it`);
      if (hashOf(link) !== link.hash) broken.push(`chain ${chain}: ${link.sequence} is not what was hashed`);
      [sequence, hash] = [link.sequence, link.hash];
    }
    const end = ends.get(chain);
    if (end?.sequence !== sequence || end.head !== hash)
      broken.push(`chain ${chain} ends at ${sequence}, and its head is noted at ${end?.sequence ?? "nothing"}`);
    return broken;
  });
}

/** Each stored mark has exactly one record of its entry that says the same, and no record tells of a mark that is not there. */
export function findUnrecorded(marks: readonly StoredMark[], records: readonly StoredRecord[]): string[] {
  const said = new Map<string, StoredRecord[]>();
  for (const record of records) {
    if (record.act !== "enter-mark" && record.act !== "keep-mark-conflict") continue;
    const key = `${record.act} ${String((record.payload as { key?: unknown } | null)?.key)}`;
    said.set(key, [...(said.get(key) ?? []), record]);
  }
  const wrong: string[] = [];
  for (const mark of marks) {
    const act = mark.sequence === null ? "keep-mark-conflict" : "enter-mark";
    const own = said.get(`${act} ${mark.key}`) ?? [];
    said.delete(`${act} ${mark.key}`);
    if (own.length !== 1) wrong.push(`${mark.key} has ${own.length} audit records`);
    for (const record of own)
      if (!tellsOf(record, mark)) wrong.push(`${mark.key}: its audit record ${record.sequence} says otherwise`);
  }
  return [...wrong, ...[...said.keys()].map((key) => `${key} was recorded and is not there`)];
}

function tellsOf({ actorId, objectKind, objectId, payload }: StoredRecord, mark: StoredMark): boolean {
  const { aspect, scoreRound, value, revision } = payload as Readonly<Record<string, unknown>>;
  const isSame = aspect === mark.aspectId && scoreRound === mark.scoreRound && value === mark.value;
  const isPlaced = mark.sequence === null ? revision === undefined : revision === mark.sequence;
  return isSame && isPlaced && actorId === mark.judgeId && objectKind === "form" && objectId === mark.formId;
}

function hashOf({ chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash }: StoredRecord): string | null {
  const text = canonical({ chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash });
  return text === null ? null : createHash("sha256").update(text, "utf8").digest("hex");
}

/** Null for what JSON cannot say. */
function canonical(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? null;
  const isList = Array.isArray(value);
  const parts: string[] = [];
  for (const key of isList ? value.keys() : Object.keys(value).sort()) {
    const text = canonical((value as Record<string | number, unknown>)[key]);
    if (text === null) return null;
    parts.push(isList ? text : `${JSON.stringify(key)}:${text}`);
  }
  return isList ? `[${parts.join(",")}]` : `{${parts.join(",")}}`;
}
