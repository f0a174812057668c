/** Appends to the audit chains (one per competition, one for the system) inside the transaction of the act. */
import { computeRecordHash, GENESIS_HASH } from "#app/domain/audit/chain.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export const SYSTEM_CHAIN = "system";

/** What someone did. `chain` is a competition id or SYSTEM_CHAIN; `actorId` null is the system itself or the public. */
export type AuditEntry = {
  readonly chain: string;
  readonly actorId: string | null;
  /** Verb-noun, like the service: `confirm-form`. */
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** Ids, numbers and words of closed lists; never a name, a document number or free text about a person. */
  readonly payload?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
};

export async function appendAudit(tables: Tables, entry: AuditEntry, at: Date): Promise<void> {
  const chain = await tables.auditChain.upsert({
    where: { chain: entry.chain },
    create: { chain: entry.chain, sequence: 1, head: GENESIS_HASH },
    update: { sequence: { increment: 1 } },
  });
  const payload = entry.payload ?? {};
  const record = {
    chain: entry.chain,
    sequence: chain.sequence,
    at: at.toISOString(),
    actorId: entry.actorId,
    act: entry.act,
    objectKind: entry.objectKind,
    objectId: entry.objectId,
    payload,
    previousHash: chain.head,
  };
  const hash = computeRecordHash(record, sha256);
  await tables.auditRecord.create({ data: { ...record, at, id: newId(), payload: payload as object, hash } });
  await tables.auditChain.update({ where: { chain: entry.chain }, data: { head: hash } });
}
