/** The chain of audit records: each carries the hash of the one before it, so that none can change, go or swap unseen. */
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

/** SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string;

export type RecordContent = {
  /** Which chain: one per competition, one for the system. */
  readonly chain: string;
  /** From 1, without gaps, within the chain. */
  readonly sequence: number;
  /** ISO 8601 in UTC with milliseconds, as stored. */
  readonly at: string;
  /** Null for an act of the system itself. */
  readonly actorId: string | null;
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** Ids and values, never personal data: erasing a person must leave the chain intact. */
  readonly payload: Json;
  /** The hash of the record before, GENESIS_HASH for the first. */
  readonly previousHash: string;
};

export type ChainRecord = RecordContent & { readonly hash: string };

export const GENESIS_HASH = "0".repeat(64);

/** The hash of a record over everything in it; a field that is not listed here is not part of it. */
export function computeRecordHash(record: RecordContent, sha256: Sha256): string {
  const { chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash } = record;
  return sha256(canonicalJson({ chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash }));
}

export type ChainCode =
  | "record-of-other-chain"
  | "record-out-of-order"
  | "record-missing"
  | "record-changed"
  | "record-unlinked"
  | "chain-cut-short"
  | "chain-head-differs";

/** What was noted outside of the database (printed, exported) about the end of a chain. */
export type ChainHead = { readonly sequence: number; readonly hash: string };

/**
 * Checks a whole chain as stored, in the order of its sequence.
 * A chain cannot show by itself that its end was cut off; give the `head` that was noted elsewhere to find that too.
 * Every fault is answered, with the sequence at which it shows.
 */
export function verifyChain(
  records: readonly ChainRecord[],
  sha256: Sha256,
  head: ChainHead | null = null,
): Decision<ChainHead, ChainCode> {
  const refusals: Refusal<ChainCode>[] = [];
  let previous: ChainHead = { sequence: 0, hash: GENESIS_HASH };
  for (const record of records) {
    const { sequence } = record;
    if (record.chain !== records[0]?.chain) refusals.push({ code: "record-of-other-chain", params: { sequence } });
    if (sequence <= previous.sequence) {
      refusals.push({ code: "record-out-of-order", params: { sequence, after: previous.sequence } });
    } else if (sequence !== previous.sequence + 1) {
      refusals.push({ code: "record-missing", params: { from: previous.sequence + 1, to: sequence - 1 } });
    } else if (record.previousHash !== previous.hash) {
      refusals.push({ code: "record-unlinked", params: { sequence } });
    }
    if (!isIntact(record, sha256)) refusals.push({ code: "record-changed", params: { sequence } });
    previous = { sequence, hash: record.hash };
  }
  if (head !== null) {
    const noted = records.find((record) => record.sequence === head.sequence);
    if (noted === undefined && previous.sequence < head.sequence) {
      refusals.push({ code: "chain-cut-short", params: { last: previous.sequence, noted: head.sequence } });
    } else if (noted !== undefined && noted.hash !== head.hash) {
      refusals.push({ code: "chain-head-differs", params: { sequence: head.sequence } });
    }
  }
  return decide(refusals, previous);
}

/** A payload that no longer reads as JSON was changed as well. */
function isIntact(record: ChainRecord, sha256: Sha256): boolean {
  try {
    return computeRecordHash(record, sha256) === record.hash;
  } catch {
    return false;
  }
}
