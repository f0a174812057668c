/** An exported chain as an attacker has it: its lines as objects, and what he can compute and sign himself; without the app. */
import { createHash, createPrivateKey, sign } from "node:crypto";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Line = { [key: string]: Json };

const GENESIS = "0".repeat(64);
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

export type Signer = { readonly keyId: string; sign(text: string): string };

/** @param secret the 32 bytes of the private key */
export function openSigner(keyId: string, secret: Buffer): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: "der", type: "pkcs8" });
  return { keyId, sign: (text) => sign(null, Buffer.from(text), key).toString("base64url") };
}

export function canonical(value: Json): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export function readLines(text: string): Line[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

export function writeLines(lines: readonly Line[]): string {
  return lines.map((line) => `${canonical(line)}\n`).join("");
}

export const isOf = (kind: string) => (line: Line) => line.kind === kind;

export function hashRecord({ kind: _kind, hash: _hash, ...content }: Line): string {
  return sha256(canonical(content));
}

/** Numbers, links and hashes of all records from one on, as whoever knows the hash function writes them. */
export function recomputeFrom(lines: readonly Line[], index: number): void {
  const records = lines.filter(isOf("record"));
  for (let at = index; at < records.length; at += 1) {
    const record = records[at];
    if (record === undefined) continue;
    record.sequence = at + 1;
    record.previousHash = records[at - 1]?.hash ?? GENESIS;
    record.hash = hashRecord(record);
  }
}

/** Heads that stand for the records as they are now; without a signer their signatures stay what they were. */
export function resignHeads(lines: readonly Line[], signer: Signer | null): void {
  const records = new Map(lines.filter(isOf("record")).map((record) => [record.sequence, record]));
  for (const head of lines.filter(isOf("head"))) {
    head.hash = records.get(head.sequence ?? null)?.hash ?? head.hash ?? "";
    if (signer === null) continue;
    const { chain = null, sequence = null, hash, at = null } = head;
    head.keyId = signer.keyId;
    head.signature = signer.sign(`SkillLadder audit head 1\n${canonical({ chain, sequence, hash, at })}`);
  }
}

/** The first and last line that the others ask for; without a signer the signature stays what it was. */
export function closeFile(lines: readonly Line[], signer: Signer | null): void {
  const [header] = lines;
  const end = lines.at(-1);
  const last = lines.findLast(isOf("record"));
  if (header?.kind !== "header" || end?.kind !== "end" || last === undefined) return;
  for (const kind of ["key", "head", "record"]) header[`${kind}s`] = lines.filter(isOf(kind)).length;
  header.sequence = last.sequence ?? 0;
  header.hash = last.hash ?? "";
  end.lines = lines.length - 1;
  end.sha256 = sha256(writeLines(lines.slice(0, -1)));
  if (signer === null) return;
  const { chain = "" } = header;
  end.keyId = signer.keyId;
  end.signature = signer.sign(`SkillLadder audit export 1\n${canonical({ chain, lines: end.lines, sha256: end.sha256 })}`);
}
