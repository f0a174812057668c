/**
 * The bus of a process that shares its PostgreSQL database with others. A write leaves its notices as a numbered row and wakes the
 * others by NOTIFY, both in its own transaction; each process reads the rows after the last one it has read, when it is woken
 * and every two seconds. So each notice comes, in order, and whether anyone was woken decides only how soon. Its own it has
 * published by itself already, unless it never heard that they were committed.
 */
import { randomUUID } from "node:crypto";
import { type Bus, createBus, type Notice, type RunStatement } from "#app/platform/bus.server.ts";
import type { Logger } from "#app/platform/logger.server.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

/** Wakes a process: there is something to read. */
export const WAKE_CHANNEL = "skillladder_announced";
export const LOOK_MS = 2_000;
const AT_ONCE = 1_000;
/** Rows that are kept: a process that was away for longer tells its screens to look at everything. */
const KEPT = 50_000;
const PRUNE_MS = 60_000;

export type SharedBus = Bus & {
  /** Reads what others announced since the last time. Never fails: what could not be read is read the next time. */
  look(): Promise<void>;
  /** Looks when it was another process that announced. @param by the sender that NOTIFY named */
  wake(by: string): void;
  close(): Promise<void>;
};

type Row = { readonly sequence: string; readonly sender: string; readonly notices: readonly Notice[] };

/** @param options `polls`: whether it looks by itself, without being woken; only a test of that says no */
export async function openSharedBus(pool: Pool, logger: Logger, options: { readonly polls: boolean }): Promise<SharedBus> {
  const own = createBus();
  const self = randomUUID();
  /** Senders of own rows, one for each transaction, whose notices are published; until the row is read. */
  const published = new Set<string>();
  let transactions = 0;
  let last = await readLast(pool);
  let looking: Promise<void> | null = null;
  let isWoken = false;
  let isClosed = false;

  async function readOn(): Promise<void> {
    for (;;) {
      const { rows } = await pool.query<Row>(
        `SELECT "sequence", "sender", "notices" FROM "Announcement" WHERE "sequence" > $1 ORDER BY "sequence" LIMIT ${AT_ONCE}`,
        [String(last)],
      );
      if (isClosed) return;
      const [first] = rows;
      if (first !== undefined && BigInt(first.sequence) !== last + 1n) {
        const now = await readLast(pool);
        const everything = await listEverything(pool);
        last = now;
        published.clear();
        for (const notice of everything) own.publish(notice);
        return;
      }
      for (const row of rows) {
        last = BigInt(row.sequence);
        if (!published.delete(row.sender)) for (const notice of row.notices) own.publish(notice);
      }
      if (rows.length < AT_ONCE) return;
    }
  }

  async function look(): Promise<void> {
    isWoken = true;
    looking ??= (async () => {
      while (isWoken && !isClosed) {
        isWoken = false;
        await readOn();
      }
    })()
      .catch((error) => logger.warn({ err: error }, "what other processes announced could not be read"))
      .finally(() => {
        looking = null;
      });
    await looking;
  }

  const timers = [
    setInterval(() => options.polls && void look(), LOOK_MS),
    setInterval(() => void prune(pool).catch(() => undefined), PRUNE_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    publish: own.publish,
    subscribe: own.subscribe,
    carry: async (run, notices) => {
      transactions += 1;
      const sender = `${self} ${transactions}`;
      return (await carry(run, sender, notices)) ? () => void published.add(sender) : () => {};
    },
    look,
    wake: (by) => {
      if (!by.startsWith(self)) void look();
    },
    close: async () => {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      await looking;
    },
  };
}

/**
 * Numbered without gaps, because all writers of the database take turns on one lock. A job is for whoever asked for it.
 * @returns whether there was anything for others
 */
async function carry(run: RunStatement, sender: string, notices: readonly Notice[]): Promise<boolean> {
  const texts = new Set(notices.filter(({ kind }) => kind !== "jobs-waiting").map((notice) => JSON.stringify(notice)));
  if (texts.size === 0) return false;
  await run(
    `WITH said AS (
       INSERT INTO "Announcement" ("sequence", "sender", "notices")
       VALUES (COALESCE((SELECT max("sequence") FROM "Announcement"), 0) + 1, ?, ?::jsonb) RETURNING "sender"
     )
     SELECT pg_notify('${WAKE_CHANNEL}', "sender") FROM said`,
    [sender, `[${[...texts].join(",")}]`],
  );
  return true;
}

async function readLast(pool: Pool): Promise<bigint> {
  const { rows } = await pool.query<{ last: string | null }>(`SELECT max("sequence") AS last FROM "Announcement"`);
  return BigInt(rows[0]?.last ?? 0);
}

async function prune(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM "Announcement" WHERE "sequence" <= (SELECT max("sequence") FROM "Announcement") - ${KEPT}`);
}

/** What may have changed while nothing was heard: every round, every form that someone may be filling, every ceremony, every session. */
async function listEverything(pool: Pool): Promise<Notice[]> {
  const rounds = await pool.query<{ id: string }>(`SELECT "id" FROM "Round"`);
  const forms = await pool.query<{ id: string; roundId: string }>(
    `SELECT form."id", form."roundId" FROM "MarkingForm" form JOIN "Round" round ON round."id" = form."roundId"
     WHERE round."phase" IN ('judging', 'recheck')`,
  );
  const ceremonies = await pool.query<{ competitionId: string }>(`SELECT "competitionId" FROM "Ceremony"`);
  const sessions = await pool.query<{ id: string }>(`SELECT "id" FROM "Session" WHERE "expiresAt" > now() AT TIME ZONE 'UTC'`);
  return [
    { kind: "sessions-changed", sessionIds: sessions.rows.map(({ id }) => id) },
    ...ceremonies.rows.map(({ competitionId }): Notice => ({ kind: "ceremony-changed", competitionId })),
    ...rounds.rows.flatMap(({ id: roundId }): Notice[] => [
      { kind: "round-changed", roundId },
      { kind: "board-changed", roundId },
    ]),
    ...forms.rows.map(({ id: formId, roundId }): Notice => ({ kind: "form-changed", formId, roundId })),
  ];
}
