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

/** The chain of what belongs to no competition; those of competitions are named by their ids. */
export const SYSTEM_CHAIN = "system";

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

/** A chain that is looked at record by record, however long it is. */
export type ChainCheck = {
  /** The next record in the order of the sequence. @returns every fault that shows at it */
  take(record: ChainRecord): readonly Refusal<ChainCode>[];
  /** The last record taken; sequence 0 before the first one. */
  head(): ChainHead;
};

export function openChainCheck(sha256: Sha256): ChainCheck {
  let previous: ChainHead = { sequence: 0, hash: GENESIS_HASH };
  let chain: string | null = null;
  return {
    take: (record) => {
      const refusals: Refusal<ChainCode>[] = [];
      const { sequence } = record;
      chain ??= record.chain;
      if (record.chain !== chain) refusals.push({ code: "record-of-other-chain", params: { sequence } });
      if (sequence <= previous.sequence) {
        refusals.push({ code: "record-out-of-order", params: { sequence, after: previous.sequence } });
      } else if (sequence !== previous.sequence + 1) {
        refusals.push({ code: "record-missing", params: { from: previous.sequence + 1, to: sequence - 1 } });
      } else if (record.previousHash !== previous.hash) {
        refusals.push({ code: "record-unlinked", params: { sequence } });
      }
      if (!isIntact(record, sha256)) refusals.push({ code: "record-changed", params: { sequence } });
      previous = { sequence, hash: record.hash };
      return refusals;
    },
    head: () => previous,
  };
}

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
  const check = openChainCheck(sha256);
  const refusals = records.flatMap((record) => check.take(record));
  const last = check.head();
  if (head !== null) {
    const noted = records.find((record) => record.sequence === head.sequence);
    if (noted === undefined && last.sequence < head.sequence) {
      refusals.push({ code: "chain-cut-short", params: { last: last.sequence, noted: head.sequence } });
    } else if (noted !== undefined && noted.hash !== head.hash) {
      refusals.push({ code: "chain-head-differs", params: { sequence: head.sequence } });
    }
  }
  return decide(refusals, last);
}

/** A payload that no longer reads as JSON was changed as well. */
function isIntact(record: ChainRecord, sha256: Sha256): boolean {
  try {
    return computeRecordHash(record, sha256) === record.hash;
  } catch {
    return false;
  }
}
