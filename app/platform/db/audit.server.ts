/** Appends to the audit chains (one per competition, one for the system) inside the transaction of the act. */
import { computeRecordHash, GENESIS_HASH, SYSTEM_CHAIN } from "#app/domain/audit/chain.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type Sql, toSqlTime } from "#app/platform/db/sql.server.ts";

export { SYSTEM_CHAIN };

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
  /**
   * Why, in the words of whoever did it, of an act on a competition's chain. It is kept beside the chain, and the record says where
   * (`reasonId`): a person whom it names can be erased from it.
   */
  readonly reason?: string;
};

export async function appendAudit(tables: Tables, entry: AuditEntry, at: Date): Promise<void> {
  const chain = await tables.auditChain.upsert({
    where: { chain: entry.chain },
    create: { chain: entry.chain, sequence: 1, head: GENESIS_HASH },
    update: { sequence: { increment: 1 } },
  });
  const record = makeRecord(await keepReason(tables, entry), at.toISOString(), chain.sequence, chain.head);
  await tables.auditRecord.create({ data: { ...record, at, payload: record.payload as object } });
  await tables.auditChain.update({ where: { chain: entry.chain }, data: { head: record.hash } });
}

async function keepReason(tables: Tables, entry: AuditEntry): Promise<AuditEntry> {
  const { reason, chain, payload } = entry;
  if (reason === undefined) return entry;
  const reasonId = newId();
  await tables.actReason.create({ data: { id: reasonId, competitionId: chain, reason } });
  return { ...entry, payload: { ...payload, reasonId } };
}

/** The same past Prisma, for many acts of one transaction in their order: each chain is read and moved on once. */
export async function appendAudits(sql: Sql, entries: readonly Omit<AuditEntry, "reason">[], at: Date): Promise<void> {
  const records = [];
  const [said, stored] = [at.toISOString(), toSqlTime(at)];
  const moves: Promise<unknown>[] = [];
  for (const name of new Set(entries.map(({ chain }) => chain))) {
    const [known] = await sql.all<{ sequence: number; head: string }>(
      `SELECT "sequence", "head" FROM "AuditChain" WHERE "chain" = ?`,
      [name],
    );
    let [sequence, head] = known ? [known.sequence, known.head] : [0, GENESIS_HASH];
    for (const entry of entries) {
      if (entry.chain !== name) continue;
      sequence += 1;
      const record = makeRecord(entry, said, sequence, head);
      head = record.hash;
      records.push({ ...record, at: stored });
    }
    moves.push(
      known
        ? sql.run(`UPDATE "AuditChain" SET "sequence" = ?, "head" = ? WHERE "chain" = ?`, [sequence, head, name])
        : sql.insert("AuditChain", [{ chain: name, sequence, head }]),
    );
  }
  await Promise.all([...moves, sql.insert("AuditRecord", records)]);
}

function makeRecord(
  { chain, actorId, act, objectKind, objectId, payload = {} }: AuditEntry,
  at: string,
  sequence: number,
  head: string,
) {
  const content = { chain, sequence, at, actorId, act, objectKind, objectId, payload, previousHash: head };
  return { ...content, id: newId(), hash: computeRecordHash(content, sha256) };
}
