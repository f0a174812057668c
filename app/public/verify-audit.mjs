#!/usr/bin/env node
/**
 * Verifies an exported audit chain without any server. It needs nothing but Node.js 20 or newer and shares no line with the system that
 * wrote the file: it is written from the following text alone. A file may be larger than the memory.
 *
 *   node verify-audit.mjs verify FILE [--key issuer.pem]… [--keys certificate-keys.json] [--heads heads.jsonl]… [--head SEQ:HASH16]…
 *
 * --key and --keys: the issuer's public keys as you got them from elsewhere (/.well-known/certificate-keys.pem and .json). Without any,
 * the keys in the file itself are taken, and then it only shows that the file hangs together: whoever wrote it anew has keys of his own.
 * --heads: heads that were kept elsewhere, as the server writes them to audit-heads/DAY.jsonl. --head: one that stands on a printed sheet,
 * such as 1204:9f86d081884c7d65. What was recorded up to a head that you kept cannot be changed, left out or cut off unseen, not even by
 * whoever has the database and the key; of what was recorded after the last head you kept, only the signatures in the file speak.
 * Exit code 0: nothing is wrong; 1: something is, one sentence each; 2: it could not be looked at.
 *
 * THE FORMAT (version 1): UTF-8, one line for each object, each ended by LF, nothing after the last. Each line is JSON with the keys of
 * every object sorted by code unit and without white space, strings as JSON.stringify of ECMAScript writes them. So every byte counts:
 * white space or another spelling of the same content is a fault, too. In this order:
 *   header  format "skillladder-audit", version 1, chain (an id, or "system"), sequence and hash of its last record, at (when it was
 *           exported), and how many keys, heads and records follow
 *   key     keyId (the first 8 bytes of the SHA-256 of the public key, in hex), publicKey (32 bytes in base64url), validFrom, retiredAt,
 *           distrustedAt
 *   head    chain, sequence, hash, at, keyId, signature: by Ed25519 (RFC 8032), 64 bytes in base64url, of the UTF-8 text
 *           "SkillLadder audit head 1\n" and {at, chain, hash, sequence} as JSON in the same spelling; by sequence, the last one of the
 *           last record
 *   record  chain, sequence (from 1 without gaps), at, actorId (null: the system or the public), act, objectKind, objectId, payload,
 *           previousHash (64 zeros for the first), hash: the SHA-256, in hex, of all the others as JSON in the same spelling
 *   end     lines (how many stand before it), sha256 (of all their bytes), keyId, signature of "SkillLadder audit export 1\n" and
 *           {chain, lines, sha256}
 * All fields named "kind" say which of these a line is. Records hold ids, numbers and words of closed lists, and no personal data.
 */
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import fs from "node:fs";

const FIELDS = {
  header: ["at", "chain", "format", "hash", "heads", "keys", "kind", "records", "sequence", "version"],
  key: ["distrustedAt", "keyId", "kind", "publicKey", "retiredAt", "validFrom"],
  head: ["at", "chain", "hash", "keyId", "kind", "sequence", "signature"],
  record: ["act", "actorId", "at", "chain", "hash", "kind", "objectId", "objectKind", "payload", "previousHash", "sequence"],
  end: ["keyId", "kind", "lines", "sha256", "signature"],
};
const ORDER = ["header", "key", "head", "record", "end"];
const GENESIS = "0".repeat(64);
const MOST_FAULTS = 100;
const LONGEST_LINE = 16 * 1024 * 1024;
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** JSON in its one spelling. */
export function canonical(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** Bytes of base64url, or null where it is none or spells them in another way. */
function fromBase64url(text) {
  if (typeof text !== "string") return null;
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}

function computeKeyId(publicKey) {
  return sha256(publicKey).slice(0, 16);
}

function isSigned(publicKey, text, signature) {
  const bytes = fromBase64url(signature);
  if (bytes?.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
  return verifySignature(null, Buffer.from(text), key, bytes);
}

function encodeHead({ at, chain, hash, sequence }) {
  return `SkillLadder audit head 1\n${canonical({ at, chain, hash, sequence })}`;
}

/** The lines of pieces of bytes, each without its LF; `ends` false: the last one has none. */
async function* splitLines(pieces) {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    let from = 0;
    for (;;) {
      const at = piece.indexOf(10, from);
      if (at < 0) break;
      const own = piece.subarray(from, at);
      yield { bytes: rest.length > 0 ? Buffer.concat([rest, own]) : own, ends: true };
      rest = Buffer.alloc(0);
      from = at + 1;
    }
    rest = Buffer.concat([rest, piece.subarray(from)]);
    if (rest.length > LONGEST_LINE) break;
  }
  if (rest.length > 0) yield { bytes: rest, ends: false };
}

/** What a line says; null where it is no line of the format in its one spelling. */
function readLine(bytes) {
  const text = bytes.toString("utf8");
  try {
    const value = JSON.parse(text);
    const fields = Object.hasOwn(FIELDS, value?.kind) ? FIELDS[value.kind] : null;
    if (fields === null || canonical(value) !== text || !Buffer.from(text).equals(bytes)) return null;
    return canonical(Object.keys(value).sort()) === canonical(fields) ? value : null;
  } catch {
    return null;
  }
}

/** Collects sentences, up to so many. */
function openFaults() {
  const faults = [];
  let more = 0;
  return {
    say: (chinese, english) => {
      if (faults.length < MOST_FAULTS) faults.push(`${chinese} ${english}`);
      else more += 1;
    },
    list: () => (more > 0 ? [...faults, `另有 ${more} 处 And ${more} more`] : faults),
  };
}

/** Heads by sequence, as they were kept elsewhere: { prefix, isSigned, met }. */
function indexKept(heads, printed, chain) {
  const kept = new Map();
  const add = (sequence, one) => kept.set(sequence, [...(kept.get(sequence) ?? []), { ...one, met: false }]);
  for (const head of heads) if (head.chain === chain) add(head.sequence, { prefix: head.hash, isSigned: true });
  for (const { sequence, prefix } of printed) add(sequence, { prefix, isSigned: false });
  return kept;
}

/** Holds line after line against the format, the chain and what was kept elsewhere. */
function openCheck({ keys, heads, printed }, say) {
  const trusted = new Map(keys.map((key) => [computeKeyId(key), key]));
  const counted = { key: 0, head: 0, record: 0 };
  const noted = new Map();
  let kept = new Map();
  let header = null;
  let previous = { sequence: 0, hash: GENESIS };
  let lastHead = 0;

  function checkSignature(chinese, english, { keyId, signature }, text) {
    const key = trusted.get(keyId);
    if (key === undefined) {
      say(
        `${chinese}的签名密钥 ${keyId} 不在给出的公钥中`,
        `${english} was signed with key ${keyId}, which is not among those given`,
      );
    } else if (!isSigned(key, text, signature)) say(`${chinese}的签名无效`, `${english} has a signature that does not hold`);
  }

  return {
    header: (line) => {
      header = line;
      if (line.format !== "skillladder-audit" || line.version !== 1)
        say("格式或版本未知", "The format or its version is not known");
      kept = indexKept(heads, printed, line.chain);
      for (const head of heads) {
        if (head.chain !== line.chain || keys.length === 0) continue;
        checkSignature(
          `另存的链头 ${head.sequence}`,
          `The head of record ${head.sequence} kept elsewhere`,
          head,
          encodeHead(head),
        );
      }
    },
    key: ({ keyId, publicKey }) => {
      counted.key += 1;
      const bytes = fromBase64url(publicKey);
      if (bytes?.length !== 32 || computeKeyId(bytes) !== keyId) {
        say(`公钥 ${keyId} 与其编号不符`, `Key ${keyId} is not the one that its name says`);
      } else if (keys.length === 0) trusted.set(keyId, bytes);
    },
    head: (head) => {
      counted.head += 1;
      const [chinese, english] = [`链头 ${head.sequence} `, `The head of record ${head.sequence}`];
      if (head.chain !== header?.chain) say(`${chinese}属于另一条链`, `${english} is of another chain`);
      if (!(head.sequence > lastHead)) say(`${chinese}顺序不对`, `${english} is out of order`);
      checkSignature(chinese, english, head, encodeHead(head));
      lastHead = head.sequence;
      noted.set(head.sequence, head.hash);
    },
    record: ({ kind: _kind, hash, ...content }) => {
      counted.record += 1;
      const { sequence, previousHash, chain } = content;
      const [chinese, english] = [`第 ${sequence} 条记录`, `Record ${sequence}`];
      if (chain !== header?.chain) say(`${chinese}属于另一条链`, `${english} is of another chain`);
      if (sequence !== previous.sequence + 1) {
        say(`${chinese}处应为第 ${previous.sequence + 1} 条`, `${english} stands where record ${previous.sequence + 1} should`);
      } else if (previousHash !== previous.hash) say(`${chinese}与上一条不相连`, `${english} is not linked to the one before`);
      if (sha256(canonical(content)) !== hash) say(`${chinese}被改动`, `${english} was changed`);
      if ((noted.get(sequence) ?? hash) !== hash) {
        say(`${chinese}与文件中签名的链头不符`, `${english} is not the one of the signed head in the file`);
      }
      for (const head of kept.get(sequence) ?? []) {
        head.met = true;
        if (!String(hash).startsWith(head.prefix)) {
          say(`${chinese}与另存的链头不符`, `${english} is not the one of the head that was kept elsewhere`);
        }
      }
      previous = { sequence, hash };
    },
    end: (line, lines, digest) => {
      if (line.lines !== lines)
        say(`结束行称有 ${line.lines} 行，实为 ${lines} 行`, `The end counts ${line.lines} lines, there are ${lines}`);
      if (line.sha256 !== digest) say("文件摘要不符，内容被改动", "The digest of the file does not hold: it was changed");
      const signed = canonical({ chain: header?.chain ?? "", lines: line.lines, sha256: line.sha256 });
      checkSignature("整个文件", "The file as a whole", line, `SkillLadder audit export 1\n${signed}`);
    },
    finish: () => {
      if (header === null) say("文件没有首行", "The file has no header");
      else {
        for (const kind of ["key", "head", "record"]) {
          if (header[`${kind}s`] === counted[kind]) continue;
          const [is, should] = [counted[kind], header[`${kind}s`]];
          say(`${kind} 应有 ${should} 行，实有 ${is} 行`, `There should be ${should} lines of kind ${kind}, there are ${is}`);
        }
        if (header.sequence !== previous.sequence || header.hash !== previous.hash) {
          say(
            `应止于第 ${header.sequence} 条，实止于第 ${previous.sequence} 条`,
            `The chain should end with record ${header.sequence} as named, it ends with record ${previous.sequence}`,
          );
        }
        if (lastHead !== header.sequence) say("缺少最后一条的链头", "The head of the last record is missing");
      }
      for (const [sequence, all] of kept) {
        if (all.some(({ met }) => !met)) {
          say(
            `第 ${sequence} 条曾被记下而文件中没有：尾部被截去，或导出早于此条`,
            `Record ${sequence} was noted elsewhere and is not in the file: its tail was cut off, or it was exported before`,
          );
        } else if (all.some(({ isSigned: wasSigned }) => wasSigned) && !noted.has(sequence)) {
          say(
            `另存的链头 ${sequence} 在文件中缺失`,
            `The head of record ${sequence} was kept elsewhere and is missing in the file`,
          );
        }
      }
      return { chain: header?.chain ?? null, records: counted.record, ...previous, keptHeads: kept.size };
    },
  };
}

/**
 * Verifies an export.
 * @param pieces (async) iterable of buffers
 * @param kept what you have from elsewhere: keys, public keys of 32 bytes, none: those in the file are taken; heads, objects as in the
 *   lines of a file of heads; printed, { sequence, prefix } as they stand on sheets
 * @returns { faults, chain, records, sequence, hash, keptHeads }: faults as sentences; how many kept heads were of this chain
 */
export async function verifyExport(pieces, { keys = [], heads = [], printed = [] } = {}) {
  const faults = openFaults();
  const check = openCheck({ keys, heads, printed }, faults.say);
  const whole = createHash("sha256");
  let [stage, number, hasEnded] = [0, 0, false];
  for await (const { bytes, ends } of splitLines(pieces)) {
    number += 1;
    const line = readLine(bytes);
    if (!ends) faults.say(`第 ${number} 行没有结束：文件被截断`, `Line ${number} has no end: the file was cut off`);
    if (hasEnded) faults.say(`第 ${number} 行在结束行之后`, `Line ${number} stands after the end`);
    else if (line === null) faults.say(`第 ${number} 行不是本格式的内容`, `Line ${number} is not of this format`);
    else {
      const at = ORDER.indexOf(line.kind);
      if (at < stage || (at === 0) !== (number === 1)) {
        faults.say(`第 ${number} 行（${line.kind}）位置不对`, `Line ${number} (${line.kind}) is out of place`);
      }
      stage = Math.max(stage, at);
      hasEnded = line.kind === "end";
      check[line.kind](line, number - 1, hasEnded ? whole.copy().digest("hex") : "");
    }
    whole.update(bytes).update("\n");
  }
  if (!hasEnded) faults.say("文件没有结束行：尾部被截断", "The file has no end: its tail was cut off");
  const found = check.finish();
  return { faults: faults.list(), ...found };
}

/** Every public key in a PEM file, 32 bytes each. */
export function readPem(text) {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return blocks.map((block) => createPublicKey(block).export({ format: "der", type: "spki" }).subarray(SPKI.length));
}

/** The heads in a file of heads. @throws Error naming a line that is none */
export function readHeads(text) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => {
    const head = readLine(Buffer.from(line));
    if (head?.kind === "head") return head;
    throw new Error(`第 ${index + 1} 行不是链头 Line ${index + 1} is no head`);
  });
}

/** As it stands on a sheet: sequence, colon, the first 16 digits of the hash. @throws Error where it is none */
export function readPrinted(text) {
  const [, sequence, prefix] = /^([1-9]\d{0,9}):([0-9a-f]{16})$/.exec(text) ?? [];
  if (prefix === undefined) throw new Error(`不是链头（序号:16 位摘要）This is no head (SEQUENCE:16 digits): ${text}`);
  return { sequence: Number(sequence), prefix };
}

/** Keys, heads and the rest of the words. @throws Error with a sentence */
function readWords(words) {
  const kept = { keys: [], heads: [], printed: [] };
  const rest = [];
  for (let at = 0; at < words.length; at += 1) {
    const value = words[at + 1] ?? "";
    if (words[at] === "--key") {
      const keys = readPem(fs.readFileSync(value, "utf8"));
      if (keys.length === 0) throw new Error(`文件中没有公钥 There is no public key in ${value}`);
      kept.keys.push(...keys);
    } else if (words[at] === "--keys") {
      const { keys } = JSON.parse(fs.readFileSync(value, "utf8"));
      kept.keys.push(...keys.filter((key) => !key.distrustedAt).map((key) => Buffer.from(key.publicKey, "base64url")));
    } else if (words[at] === "--heads") kept.heads.push(...readHeads(fs.readFileSync(value, "utf8")));
    else if (words[at] === "--head") kept.printed.push(readPrinted(value));
    else {
      rest.push(words[at]);
      continue;
    }
    at += 1;
  }
  return { kept, rest };
}

/** @returns the exit code */
export async function run(words) {
  const { kept, rest } = readWords(words);
  if (rest[0] !== "verify" || rest.length !== 2 || rest[1].startsWith("-")) {
    console.error(
      "node verify-audit.mjs verify FILE [--key issuer.pem] [--keys certificate-keys.json] [--heads heads.jsonl] [--head SEQ:HASH16]",
    );
    return 2;
  }
  const { faults, chain, records, sequence, hash, keptHeads } = await verifyExport(fs.createReadStream(rest[1]), kept);
  for (const sentence of faults) console.log(sentence);
  if (kept.keys.length === 0) {
    console.log("未给出公钥，只能说明文件自身一致 No key was given: this only shows that the file hangs together");
  }
  if (keptHeads === 0) {
    console.log(
      "未给出本链的链头，无法说明尾部未被截去 No head of this chain was given: a tail that was cut off would not be seen",
    );
  }
  if (faults.length > 0) return 1;
  console.log(`链 ${chain}：${records} 条记录完好 Chain ${chain}: ${records} records, nothing was changed`);
  console.log(`链头 Head ${sequence}:${hash.slice(0, 16)}，另存 kept elsewhere: ${keptHeads}`);
  return 0;
}

if (process.argv[1]?.endsWith("verify-audit.mjs")) {
  run(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
