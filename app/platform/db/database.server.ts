/**
 * The database: a client that reads what was committed, and one queue of writes. Writes that arrive in one turn share one
 * transaction, each in a savepoint of its own: a refused one leaves no trace and does not disturb the others.
 */
import { PrismaPg } from "@prisma/adapter-pg";
import type { Decision } from "#app/domain/shared/decision.ts";
import type { Bus, Notice, RunStatement } from "#app/platform/bus.server.ts";
import type { Clock } from "#app/platform/clock.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { type AuditEntry, appendAudit } from "#app/platform/db/audit.server.ts";
import { openPostgresqlStore } from "#app/platform/db/postgresql-sql.server.ts";
import type { Ran, RowsWork, RowsWrite } from "#app/platform/db/rows-work.ts";
import { LONGEST_WAIT_MS, type Sql } from "#app/platform/db/sql.server.ts";
import { DurableSqlite, ReadOnlySqlite, ThreadedSqlite } from "#app/platform/db/sqlite-adapter.server.ts";
import { openSqliteStore } from "#app/platform/db/sqlite-sql.server.ts";
import { isUnreachable } from "#app/platform/db/unreachable.server.ts";
import { createMeters, type Meters } from "#app/platform/meters.server.ts";
import { openPool, type Pool } from "#app/platform/processes/pool.server.ts";
import { PrismaClient as PostgresqlClient } from "#prisma/generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "#prisma/generated/sqlite/client.ts";

/** The tables, for queries: inside a transaction or outside. Both databases have the same models. */
export type Tables = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

export type JobRequest = {
  readonly kind: string;
  readonly payload: Prisma.InputJsonObject;
  readonly competitionId?: string;
  /** Not before this moment; left out: at once. */
  readonly runAfter?: Date;
};

/** What a service writes with: the tables, and what must be in the same transaction or after its commit. */
export type Write = {
  readonly tables: Tables;
  /** A statement with one long text, given as its bytes. */
  executeBulk(sql: string, bytes: Uint8Array): Promise<void>;
  /** Records the act. Every write records at least one; ids only, never personal data. */
  audit(entry: AuditEntry): Promise<void>;
  /** Work that must follow: a row of the same transaction. */
  enqueue(job: JobRequest): Promise<void>;
  /** Tells screens after the commit; lost when the commit fails. */
  announce(notice: Notice): void;
};

export type Database = {
  readonly provider: "sqlite" | "postgresql";
  /** Committed state only; a write through it fails on SQLite. */
  readonly read: Tables;
  /**
   * Runs the work in a transaction; the answer arrives when the commit is on disk. A refusal rolls the work back whole.
   * @param options `isLarge`: a transaction by itself over a connection of its own, on SQLite in a thread: neither its statements
   *   nor its commit hold up requests, and what Prisma keeps of them is gone afterwards; `isNoAct`: what nobody did, such as when a
   *   device was last heard of: it may go without an audit record
   * @throws what the work throws (rolled back), or the failure of the commit.
   */
  write<Value, Code extends string>(
    work: (write: Write) => Promise<Decision<Value, Code>>,
    options?: { readonly isLarge?: boolean; readonly isNoAct?: boolean },
  ): Promise<Decision<Value, Code>>;
  /** Committed state past Prisma. */
  readonly readRows: Sql;
  /**
   * Runs the work in a transaction past Prisma, in turn with all other writes; the answer arrives when the commit is on disk. The
   * work audits what it does (`appendAudits`).
   * @throws DatabaseUnavailable when the database takes no writes now; else what the work throws. Nothing is written then.
   */
  writeRows<Value>(work: (write: RowsWrite) => Promise<Value>): Promise<Value>;
  /**
   * The same for a work that runs beside the rows.
   * @param input made when its turn has come
   * @returns `done` answers and throws as `writeRows` does; `next` is fulfilled when another work may be asked for: at the latest then
   */
  runRows<Input, Output, Question, Answer>(
    work: RowsWork<Input, Output, Question, Answer>,
    input: () => Input,
  ): { readonly next: Promise<void>; readonly done: Promise<Output> };
  /**
   * Takes out of the database's files what was deleted or replaced in these tables: names of models.
   * @throws Error when that is not possible now: it is to be tried again
   */
  sweep(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

type Waiting = {
  readonly isLarge: boolean;
  readonly isNoAct: boolean;
  readonly work: (write: Write) => Promise<Decision<unknown>>;
  readonly resolve: (decision: Decision<unknown>) => void;
  readonly reject: (error: unknown) => void;
};
/** `published` is to be called when its notices are. */
type Committed<Value> = { readonly value: Value; readonly notices: readonly Notice[]; readonly published?: () => void };
type Done = { readonly settle: () => void; readonly notices: readonly Notice[] };

/** A roster of 50,000 people is one transaction: it may take minutes on a busy machine. */
const TRANSACTION_OPTIONS = { maxWait: 30_000, timeout: 600_000 };
/** All writing processes of one PostgreSQL database take turns on this lock. */
const WRITE_LOCK = 20_301_100;

/** Opens the database of a URL (`file:…` or `postgres://…`); migrations are applied before, by prisma/migrate.ts. */
export async function openDatabase(options: {
  url: string;
  bus: Bus;
  clock: Clock;
  meters?: Meters;
  pool?: Pool;
  /** Whether works run in the thread of SQLite; left out: where the server is built. */
  isHosting?: boolean;
}): Promise<Database> {
  const { meters = createMeters() } = options;
  const isPostgresql = /^postgres(ql)?:\/\//.test(options.url);
  const pool = isPostgresql ? (options.pool ?? openPool(options.url, 10)) : null;
  const writer = pool ? openPostgresql(pool) : new PrismaClient({ ...PLAIN, adapter: new DurableSqlite({ url: options.url }) });
  await writer.$connect();
  const reader = isPostgresql ? writer : new PrismaClient({ ...PLAIN, adapter: new ReadOnlySqlite({ url: options.url }) });
  if (reader !== writer) await reader.$connect();

  const rows = pool ? openPostgresqlStore(pool, WRITE_LOCK) : openSqliteStore(options.url, options.isHosting);
  const works = new Map<string, unknown>();
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  /** When a work of rows may be asked for: after everything, or where the last ones are such works, as `runRows` has it. */
  let followed = turn;
  /** When the last of them has run. */
  let hasRun = turn;
  let unavailableAt = Number.NEGATIVE_INFINITY;

  /**
   * SQLite has one writer: transactions of both kinds run one after another. Whoever waited behind one that found the database taken has
   * waited for it as long.
   * @param work gets how long it may still wait for a database that takes no writes, in milliseconds
   * @param after when it may begin
   */
  function inTurn<Value>(work: (longestMs: number) => Promise<Value>, after: Promise<unknown> = turn): Promise<Value> {
    const begun = performance.now();
    const own = after.then(async () => {
      const waited = unavailableAt > begun ? performance.now() - begun : 0;
      try {
        return await work(Math.max(0, LONGEST_WAIT_MS - waited));
      } catch (error) {
        if (isUnreachable(error)) unavailableAt = performance.now();
        throw error;
      }
    });
    const before = turn;
    turn = own.catch(() => undefined).then(() => before);
    followed = turn;
    return own;
  }

  /** In a transaction past Prisma. What was announced is to be published now that it is committed. */
  async function transact<Value>(work: (write: RowsWrite) => Promise<Value>, longestMs: number): Promise<Committed<Value>> {
    const notices: Notice[] = [];
    const [value, published] = await rows.transaction(async (sql) => {
      const done = await work({ sql, announce: (notice) => void notices.push(notice) });
      return [done, await options.bus.carry((text, values) => sql.run(text, values), notices)] as const;
    }, longestMs);
    return { value, notices, published };
  }

  async function runWork<Input, Output, Question, Answer>(
    work: RowsWork<Input, Output, Question, Answer>,
    input: Input,
    answered: Answer | null,
    longestMs: number,
    note: () => void,
  ): Promise<Committed<Ran<Output, Question>>> {
    // Where a thread has the works there is one process, and nobody to carry notices to.
    if (rows.host)
      return (await rows.host({ name: work.name, input, answered }, longestMs, note)) as Committed<Ran<Output, Question>>;
    const opened = (works.get(work.name) ?? work.open()) as ReturnType<typeof work.open>;
    works.set(work.name, opened);
    const ran = await transact((write) => opened.run(write, input, answered), longestMs);
    opened.committed();
    return ran;
  }

  function publishing<Value>({ value, notices, published }: Committed<Value>): Value {
    for (const notice of notices) options.bus.publish(notice);
    published?.();
    return value;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const first = waiting.findIndex(({ isLarge }) => isLarge);
      const group = waiting.splice(0, first < 0 ? waiting.length : Math.max(1, first));
      const done: Done[] = [];
      const large = first === 0 ? openLarge(options.url, isPostgresql) : null;
      let published = () => {};
      try {
        await inTurn(async (longestMs) => {
          // Where another process has locked the file, Prisma would wait for it with everyone else in this one.
          await rows.awaitTurn(longestMs);
          await (large?.client ?? writer).$transaction(async (tables) => {
            if (isPostgresql) await takeWriteLock(tables, large === null ? Math.max(1, longestMs) : 0);
            for (const item of group) done.push(await runInSavepoint(tables, item, options.clock, large?.executeBulk));
            published = await options.bus.carry(
              runOver(tables),
              done.flatMap(({ notices }) => notices),
            );
          }, TRANSACTION_OPTIONS);
        });
        meters.note({ kind: "commit", of: "acts", size: group.length });
      } catch (error) {
        if (isUnreachable(error)) meters.note({ kind: "unavailable", of: "acts" });
        for (const item of group) item.reject(error);
        continue;
      } finally {
        await large?.client.$disconnect();
      }
      for (const item of done) item.settle();
      for (const item of done) for (const notice of item.notices) options.bus.publish(notice);
      published();
    }
    running = null;
  }

  return {
    provider: isPostgresql ? "postgresql" : "sqlite",
    read: reader,
    write: (work, { isLarge = false, isNoAct = false } = {}) =>
      new Promise((resolve, reject) => {
        waiting.push({ isLarge, isNoAct, work, resolve: resolve as Waiting["resolve"], reject });
        running ??= Promise.resolve().then(drain);
      }),
    readRows: rows.read,
    writeRows: async (work) => publishing(await inTurn((longestMs) => transact(work, longestMs))),
    runRows: (work, input) => {
      const before = hasRun;
      let ask: () => void = () => {};
      const asked = new Promise<void>((resolve) => {
        ask = resolve;
      });
      let note: () => void = () => {};
      const noted = new Promise<void>((resolve) => {
        note = resolve;
      });
      const committed = inTurn(async (longestMs) => {
        ask();
        const given = input();
        let ran = await runWork(work, given, null, longestMs, note);
        while ("asks" in ran.value) {
          const answered = await work.answer(reader, ran.value.asks);
          // Who asked before it goes before it.
          await before;
          ran = await runWork(work, given, answered, longestMs, note);
        }
        return { ...ran, value: ran.value.output };
      }, followed);
      const ran = Promise.race([
        noted,
        committed.then(
          () => undefined,
          () => undefined,
        ),
      ]);
      // A thread has the next one before it: while it runs one and the disk writes, it waits for nobody here.
      const next = rows.host ? Promise.all([asked, before]).then(() => undefined) : ran;
      hasRun = ran;
      followed = next;
      return { next, done: committed.then(publishing) };
    },
    // In turn with the writes: none of them waits for it, or holds it up.
    sweep: (tables) => inTurn(() => rows.sweep(tables)),
    close: async () => {
      await running;
      await turn;
      await rows.close();
      await Promise.all([writer.$disconnect(), reader === writer ? undefined : reader.$disconnect()]);
    },
  };
}

/** @param longestMs how long it waits for whoever has it; 0: as long as it takes */
async function takeWriteLock(tables: Tables, longestMs: number): Promise<void> {
  const limit = longestMs === 0 ? "0" : String(Math.max(1, Math.round(longestMs)));
  await tables.$executeRaw`SELECT pg_advisory_xact_lock(${WRITE_LOCK}) FROM set_config('lock_timeout', ${limit}, true)`;
}

/** PostgreSQL numbers the values of a statement. */
function runOver(tables: Tables): RunStatement {
  return (text, values) => {
    let count = 0;
    return tables.$executeRawUnsafe(
      text.replaceAll("?", () => {
        count += 1;
        return `$${count}`;
      }),
      ...values,
    );
  };
}

async function runInSavepoint(
  tables: Tables,
  item: Waiting,
  clock: Clock,
  executeBulk: Write["executeBulk"] | undefined,
): Promise<Done> {
  const notices: Notice[] = [];
  let audited = 0;
  const write: Write = {
    tables,
    executeBulk:
      executeBulk ?? (async (sql, bytes) => void (await tables.$executeRawUnsafe(sql, Buffer.from(bytes).toString("utf8")))),
    audit: async (entry) => {
      audited += 1;
      await appendAudit(tables, entry, clock.now());
    },
    enqueue: async (job) => {
      const now = clock.now();
      await tables.job.create({
        data: {
          id: newId(),
          kind: job.kind,
          payload: job.payload,
          competitionId: job.competitionId ?? null,
          status: "ready",
          attempts: 0,
          runAfter: job.runAfter ?? now,
          createdAt: now,
        },
      });
      notices.push({ kind: "jobs-waiting" });
    },
    announce: (notice) => void notices.push(notice),
  };
  const rejected = (error: unknown): Done => ({ settle: () => item.reject(error), notices: [] });
  await tables.$executeRaw`SAVEPOINT act`;
  try {
    const decision = await item.work(write);
    if (!decision.ok) {
      await tables.$executeRaw`ROLLBACK TO SAVEPOINT act`;
      return { settle: () => item.resolve(decision), notices: [] };
    }
    if (audited === 0 && !item.isNoAct) throw new Error("A write must record what was done.");
    await tables.$executeRaw`RELEASE SAVEPOINT act`;
    return { settle: () => item.resolve(decision), notices };
  } catch (error) {
    await tables.$executeRaw`ROLLBACK TO SAVEPOINT act`;
    return rejected(error);
  }
}

/** Errors say what went wrong by their codes. Where in the program a query stands would be looked up for each one, by walking the stack. */
const PLAIN = { errorFormat: "minimal" } as const;

/** Prisma keeps the plan of a query with its values: of a thousand long lists that would be a hundred megabytes. */
const LARGE_PLANS = 50;

function openLarge(
  url: string,
  isPostgresql: boolean,
): { readonly client: PrismaClient; readonly executeBulk?: Write["executeBulk"] } {
  if (!isPostgresql) {
    const adapter = new ThreadedSqlite({ url });
    const client = new PrismaClient({ ...PLAIN, adapter, queryPlanCacheMaxSize: LARGE_PLANS });
    return { client, executeBulk: (sql, bytes) => adapter.executeBulk(sql, bytes) };
  }
  const adapter = new PrismaPg({ connectionString: url, max: 1 });
  return { client: new PostgresqlClient({ ...PLAIN, adapter, queryPlanCacheMaxSize: LARGE_PLANS }) as unknown as PrismaClient };
}

/** The twin generated for PostgreSQL has the same models; only its engine differs. */
function openPostgresql(pool: Pool): PrismaClient {
  // The adapter knows the driver's types from another version of them.
  const given = pool as unknown as ConstructorParameters<typeof PrismaPg>[0];
  return new PostgresqlClient({
    ...PLAIN,
    adapter: new PrismaPg(given, { disposeExternalPool: true }),
  }) as unknown as PrismaClient;
}
