/** Verifies the chains as they stand in the database, against their ends, their signed heads and heads that were kept elsewhere. */
import { type ChainCode, openChainCheck } from "#app/domain/audit/chain.ts";
import { encodeHead, type SignedHead } from "#app/domain/audit/head.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { isSignedBy } from "#app/platform/crypto/issuer-key.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listHeads } from "#app/queries/audit/list-heads.server.ts";
import { readChain } from "#app/queries/audit/read-chain.server.ts";

export type ChainFault = Refusal<ChainCode | "chain-end-differs" | "head-unsigned" | "head-of-unknown-key" | "kept-head-missing">;

export type VerifiedChain = {
  readonly chain: string;
  readonly records: number;
  /** How many heads it was held against: those in the database and those kept elsewhere. */
  readonly heads: number;
  /** The first ones; `more` counts the others. */
  readonly faults: readonly ChainFault[];
  readonly more: number;
};

/** What was noted elsewhere. */
export type KeptHead = {
  readonly chain: string;
  readonly sequence: number;
  /** Of its hash, in hex: the whole of it, or as much as stands on a sheet. */
  readonly prefix: string;
  /** As it was signed; null: it comes from a sheet. */
  readonly signed: SignedHead | null;
};

const MOST_FAULTS = 100;

/**
 * One chain after another, each in one pass.
 * @param kept `keys`: public keys by id, as they were had from elsewhere; null: those in the database are believed
 */
export async function* verifyChains(
  runtime: Runtime,
  kept: { readonly heads: readonly KeptHead[]; readonly keys: ReadonlyMap<string, Uint8Array> | null },
): AsyncGenerator<VerifiedChain> {
  const { read } = runtime.database;
  // A chain whose end was deleted still has records, and one whose records were deleted still has heads.
  const named = await Promise.all([
    read.auditChain.findMany({ select: { chain: true } }),
    read.auditRecord.groupBy({ by: ["chain"] }),
    read.auditHead.groupBy({ by: ["chain"] }),
  ]);
  const chains = new Set([...named.flat().map(({ chain }) => chain), ...kept.heads.map(({ chain }) => chain)]);
  const keys = kept.keys ?? new Map((await read.issuerKey.findMany()).map(({ id, publicKey }) => [id, publicKey]));
  for (const chain of [...chains].sort()) {
    yield await verifyOne(runtime, chain, { keys, kept: kept.heads.filter((head) => head.chain === chain) });
  }
}

async function verifyOne(
  runtime: Runtime,
  chain: string,
  of: { readonly keys: ReadonlyMap<string, Uint8Array>; readonly kept: readonly KeptHead[] },
): Promise<VerifiedChain> {
  const { read } = runtime.database;
  const faults: ChainFault[] = [];
  let more = 0;
  const add = (...found: readonly ChainFault[]) => {
    for (const fault of found) {
      if (faults.length < MOST_FAULTS) faults.push(fault);
      else more += 1;
    }
  };
  const [end, signed] = await Promise.all([read.auditChain.findUnique({ where: { chain } }), listHeads(runtime, chain)]);
  for (const head of [...signed, ...of.kept.flatMap((one) => one.signed ?? [])]) add(...listSignatureFaults(head, of.keys));
  const heads = [...signed.map(({ sequence, hash }) => ({ sequence, prefix: hash })), ...of.kept];
  const bySequence = new Map<number, string[]>();
  for (const { sequence, prefix } of heads) bySequence.set(sequence, [...(bySequence.get(sequence) ?? []), prefix]);
  const check = openChainCheck(sha256);
  let records = 0;
  for await (const record of readChain(runtime, chain)) {
    records += 1;
    add(...check.take(record));
    const noted = bySequence.get(record.sequence) ?? [];
    bySequence.delete(record.sequence);
    if (noted.some((prefix) => !record.hash.startsWith(prefix))) {
      add({ code: "chain-head-differs", params: { sequence: record.sequence } });
    }
  }
  const last = check.head();
  for (const sequence of bySequence.keys()) {
    if (sequence > last.sequence) add({ code: "chain-cut-short", params: { last: last.sequence, noted: sequence } });
  }
  const known = new Set(signed.map(({ sequence }) => sequence));
  for (const { sequence } of of.kept) if (!known.has(sequence)) add({ code: "kept-head-missing", params: { sequence } });
  if ((end?.sequence ?? 0) !== last.sequence || (end !== null && end.head !== last.hash)) {
    add({ code: "chain-end-differs", params: { last: last.sequence, end: end?.sequence ?? 0 } });
  }
  return { chain, records, heads: heads.length, faults, more };
}

function listSignatureFaults(head: SignedHead, keys: ReadonlyMap<string, Uint8Array>): readonly ChainFault[] {
  const params = { sequence: head.sequence };
  const key = keys.get(head.keyId);
  if (key === undefined) return [{ code: "head-of-unknown-key", params }];
  const [text, signature] = [new TextEncoder().encode(encodeHead(head)), Buffer.from(head.signature, "base64url")];
  return signature.length === 64 && isSignedBy(key, text, signature) ? [] : [{ code: "head-unsigned", params }];
}
