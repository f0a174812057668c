/** Signs the head of a chain within a write. A step of what notes heads. */
import { encodeHead, type SignedHead } from "#app/domain/audit/head.ts";
import { type IssuerKeyRow, openSigner } from "#app/platform/crypto/issuer-key.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** @returns the head as it was noted before where the chain did not move since; null for a chain without a record */
export async function signHead(runtime: Runtime, tables: Tables, chain: string, key: IssuerKeyRow): Promise<SignedHead | null> {
  const end = await tables.auditChain.findUnique({ where: { chain } });
  if (end === null) return null;
  const { sequence, head: hash } = end;
  const known = await tables.auditHead.findUnique({ where: { chain_sequence: { chain, sequence } } });
  if (known !== null) {
    if (known.hash !== hash) runtime.logger.error({ chain, sequence }, "an audit chain differs from its noted head");
    const { at, keyId, signature } = known;
    return { chain, sequence, hash: known.hash, at: at.toISOString(), keyId, signature: toText(signature) };
  }
  const at = runtime.clock.now();
  const facts = { chain, sequence, hash, at: at.toISOString() };
  const signature = openSigner(runtime.keys, key)(new TextEncoder().encode(encodeHead(facts)));
  await tables.auditHead.create({ data: { chain, sequence, hash, at, keyId: key.id, signature } });
  return { ...facts, keyId: key.id, signature: toText(signature) };
}

function toText(signature: Uint8Array): string {
  return Buffer.from(signature).toString("base64url");
}
