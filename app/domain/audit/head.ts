/** The signed head of a chain: what is noted on paper and in files, so that a chain that was cut or written anew is found out. */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import type { ChainHead } from "#app/domain/audit/chain.ts";

/**
 * What a signed head or export begins with. A certificate's payload begins with the byte 1 and an Open Badge with "eyJ": the same key
 * signs all of them, and none can be taken for another.
 */
const HEAD_PURPOSE = "SkillLadder audit head 1\n";
const EXPORT_PURPOSE = "SkillLadder audit export 1\n";

/** What is signed: that the record of this sequence had this hash at this moment. */
export type HeadFacts = ChainHead & {
  readonly chain: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
};

export type SignedHead = HeadFacts & {
  /** 16 hex digits. */
  readonly keyId: string;
  /** 64 bytes in base64url. */
  readonly signature: string;
};

/** The text whose UTF-8 bytes are signed for a head. */
export function encodeHead({ chain, sequence, hash, at }: HeadFacts): string {
  return HEAD_PURPOSE + canonicalJson({ chain, sequence, hash, at });
}

/** The text whose UTF-8 bytes are signed for a whole export. @param sha256 of all its bytes before its last line, in hex */
export function encodeExport({ chain, lines, sha256 }: { chain: string; lines: number; sha256: string }): string {
  return EXPORT_PURPOSE + canonicalJson({ chain, lines, sha256 });
}

/** How much of a hash stands on paper. */
export const PRINTED_DIGITS = 16;

/** As it stands on a sheet and is typed again after `--head`: sequence, colon, the first 16 digits of the hash. */
export function printHead({ sequence, hash }: ChainHead): string {
  return `${sequence}:${hash.slice(0, PRINTED_DIGITS)}`;
}
