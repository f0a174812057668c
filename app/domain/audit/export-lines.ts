/** The lines of an exported chain; the format is told in app/public/verify-audit.mjs, which reads it without this program. */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import type { ChainRecord } from "#app/domain/audit/chain.ts";
import type { HeadFacts, SignedHead } from "#app/domain/audit/head.ts";

export const EXPORT_FORMAT = "skillladder-audit";
export const EXPORT_VERSION = 1;

/** A public key as an export names it. */
export type ExportKey = {
  readonly keyId: string;
  /** 32 bytes in base64url. */
  readonly publicKey: string;
  /** ISO. */
  readonly validFrom: string;
  readonly retiredAt: string | null;
  readonly distrustedAt: string | null;
};

/** How many lines of each kind follow, and where the chain ended. */
export type ExportHeader = HeadFacts & { readonly keys: number; readonly heads: number; readonly records: number };

export function writeHeaderLine(header: ExportHeader): string {
  return line({ kind: "header", format: EXPORT_FORMAT, version: EXPORT_VERSION, ...header });
}

export function writeKeyLine({ keyId, publicKey, validFrom, retiredAt, distrustedAt }: ExportKey): string {
  return line({ kind: "key", keyId, publicKey, validFrom, retiredAt, distrustedAt });
}

/** Also a line of the file that heads are written to on a timer. */
export function writeHeadLine({ chain, sequence, hash, at, keyId, signature }: SignedHead): string {
  return line({ kind: "head", chain, sequence, hash, at, keyId, signature });
}

export function writeRecordLine(record: ChainRecord): string {
  const { chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash, hash } = record;
  return line({ kind: "record", chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash, hash });
}

/** @param end `lines`: how many stand before; `sha256` of all their bytes */
export function writeEndLine(end: { lines: number; sha256: string; keyId: string; signature: string }): string {
  return line({ kind: "end", ...end });
}

function line(value: Parameters<typeof canonicalJson>[0]): string {
  return `${canonicalJson(value)}\n`;
}
