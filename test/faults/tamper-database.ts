/** Tampers with the log in the database itself, from outside, row by row, and puts everything back. */
import pg from "pg";
import { openSqliteFile } from "../support/sqlite-file.ts";
import type { DatabaseKind } from "./fault.ts";
import { canonical, hashRecord, type Json, type Line, type Signer } from "./tamper-file.ts";
import type { Random } from "./tamper-mutations.ts";

export type Rows = {
  all(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
};

export async function openRows(database: DatabaseKind, url: string): Promise<Rows> {
  if (database === "sqlite") {
    const file = openSqliteFile(url.replace(/^file:/, ""));
    const isRead = /^\s*SELECT/i;
    return {
      all: async (sql) => {
        if (isRead.test(sql)) return file.all(sql);
        file.run(sql);
        return [];
      },
      close: async () => file.close(),
    };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { all: async (sql) => (await client.query(sql)).rows, close: () => client.end() };
}

const TABLES = ["AuditRecord", "AuditChain", "AuditHead"];

export async function keepRows(rows: Rows): Promise<void> {
  for (const table of TABLES) await rows.all(`CREATE TABLE "${table}_kept" AS SELECT * FROM "${table}"`);
}

export async function restoreRows(rows: Rows): Promise<void> {
  for (const table of TABLES) {
    await rows.all(`DELETE FROM "${table}"`);
    await rows.all(`INSERT INTO "${table}" SELECT * FROM "${table}_kept"`);
  }
}

export type DatabaseTarget = {
  readonly rows: Rows;
  readonly chain: string;
  readonly kept: readonly number[];
  readonly insider: Signer;
  readonly signatureOf: (bytes: Buffer) => string;
};

/** Fields of a record, and another value for each. */
const RECORD_FIELDS: Readonly<Record<string, string>> = {
  act: "'changed'",
  objectKind: "'changed'",
  objectId: "'changed'",
  actorId: "'changed'",
  payload: `'{"value":99}'`,
  at: "'2025-01-01T00:00:00.000+00:00'",
  hash: `'${"ab".repeat(32)}'`,
  previousHash: `'${"cd".repeat(32)}'`,
  chain: "'another'",
  sequence: `"sequence" + 100000`,
};

type DatabaseMutation = (target: DatabaseTarget, random: Random) => Promise<void>;

const pick = <Item>(items: readonly Item[], random: Random): Item => items[random(items.length)] as Item;
const whereOf = ({ chain }: DatabaseTarget, sequence: number) => `WHERE "chain" = '${chain}' AND "sequence" = ${sequence}`;

export const DATABASE_MUTATIONS: Readonly<Record<string, DatabaseMutation>> = {
  field: async (target, random) => {
    const field = pick(Object.keys(RECORD_FIELDS), random);
    const where = whereOf(target, 1 + random(Math.max(...target.kept)));
    await target.rows.all(`UPDATE "AuditRecord" SET "${field}" = ${RECORD_FIELDS[field]} ${where}`);
  },
  delete: (target, random) => run(target, `DELETE FROM "AuditRecord" ${whereOf(target, 1 + random(Math.max(...target.kept)))}`),
  duplicate: async (target, random) => {
    const sequence = 1 + random(Math.max(...target.kept));
    const fields = `"at", "actorId", "act", "objectKind", "objectId", "payload", "previousHash", "hash"`;
    await target.rows.all(`INSERT INTO "AuditRecord" ("id", "chain", "sequence", ${fields})
      SELECT 'copy', "chain", ${Math.max(...target.kept) + 1}, ${fields} FROM "AuditRecord" ${whereOf(target, sequence)}`);
  },
  cut: async (target, random) => {
    const last = 1 + random(Math.max(...target.kept) - 1);
    const { chain } = target;
    await target.rows.all(`DELETE FROM "AuditRecord" WHERE "chain" = '${chain}' AND "sequence" > ${last}`);
    await target.rows.all(`DELETE FROM "AuditHead" WHERE "chain" = '${chain}' AND "sequence" > ${last}`);
    await target.rows.all(`UPDATE "AuditChain" SET "sequence" = ${last},
      "head" = (SELECT "hash" FROM "AuditRecord" ${whereOf(target, last)}) WHERE "chain" = '${chain}'`);
  },
  end: (target, random) => {
    const change = pick([`SET "sequence" = "sequence" + 1`, `SET "head" = '${"ef".repeat(32)}'`], random);
    return run(target, `UPDATE "AuditChain" ${change} WHERE "chain" = '${target.chain}'`);
  },
  head: (target, random) => {
    const where = whereOf(target, pick(target.kept, random));
    const change = pick(
      [`"hash" = '${"12".repeat(32)}'`, `"keyId" = '${"0".repeat(16)}'`, `"at" = '2025-01-01T00:00:00.000+00:00'`],
      random,
    );
    return run(target, `UPDATE "AuditHead" SET ${change} ${where}`);
  },
  "delete-head": (target, random) => run(target, `DELETE FROM "AuditHead" ${whereOf(target, pick(target.kept, random))}`),
  "delete-chain": (target) => run(target, `DELETE FROM "AuditChain" WHERE "chain" = '${target.chain}'`),
  // Who has database and key writes all that follows anew; heads in files speak against him.
  insider: async (target, random) => {
    const { rows, chain } = target;
    const from = 1 + random(Math.max(...target.kept));
    const records = await rows.all(`SELECT * FROM "AuditRecord" WHERE "chain" = '${chain}' ORDER BY "sequence"`);
    let previousHash = String(records[from - 2]?.hash ?? "0".repeat(64));
    const hashes = new Map<number, string>();
    for (const row of records.slice(from - 1)) {
      const sequence = Number(row.sequence);
      const payload = typeof row.payload === "string" ? (JSON.parse(row.payload) as Json) : (row.payload as Json);
      const act = sequence === from ? "changed" : String(row.act);
      const content: Line = {
        ...{ kind: "record", chain, sequence, at: toIso(row.at), actorId: row.actorId as string | null, act, payload },
        ...{ objectKind: String(row.objectKind), objectId: String(row.objectId), previousHash },
      };
      const hash = hashRecord(content);
      await rows.all(`UPDATE "AuditRecord" SET "act" = '${act}', "previousHash" = '${previousHash}', "hash" = '${hash}'
        ${whereOf(target, sequence)}`);
      previousHash = hash;
      hashes.set(sequence, hash);
    }
    await rows.all(`UPDATE "AuditChain" SET "head" = '${previousHash}' WHERE "chain" = '${chain}'`);
    for (const head of await rows.all(`SELECT * FROM "AuditHead" WHERE "chain" = '${chain}' AND "sequence" >= ${from}`)) {
      const [sequence, at] = [Number(head.sequence), toIso(head.at)];
      const hash = hashes.get(sequence) ?? "";
      const text = `SkillLadder audit head 1\n${canonical({ chain, sequence, hash, at })}`;
      const signature = target.signatureOf(Buffer.from(target.insider.sign(text), "base64url"));
      await rows.all(`UPDATE "AuditHead" SET "hash" = '${hash}', "signature" = ${signature} ${whereOf(target, sequence)}`);
    }
  },
};

async function run({ rows }: DatabaseTarget, sql: string): Promise<void> {
  await rows.all(sql);
}

/** PostgreSQL's driver gives a timestamp without zone in local time; it is UTC. */
function toIso(value: unknown): string {
  if (!(value instanceof Date)) return new Date(String(value)).toISOString();
  return new Date(value.getTime() - value.getTimezoneOffset() * 60_000).toISOString();
}
