/** Writes past Prisma: in turn with the others, whole or not at all, and no answer without a commit. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import { DatabaseUnavailable, type Sql } from "#app/platform/db/sql.server.ts";
import { takeMarks } from "#app/services/marking/take-marks.server.ts";
import { createHostingRuntime, createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { openSqliteFile, type SqliteFile } from "../../support/sqlite-file.ts";

const AT = "2026-11-20T00:30:00.000Z";
const NOBODY = { userId: "u", displayName: "", organisationId: null, sessionId: "s" };

let runtime: TestRuntime;

const addCounter = (sql: Sql, name: string) => sql.insert("Counter", [{ name, value: 1 }]);
const listCounters = async () =>
  (await runtime.database.read.counter.findMany({ orderBy: { name: "asc" } })).map(({ name, value }) => `${name} ${value}`);

function countByPrisma(name: string) {
  return runtime.database.write(async ({ tables, audit }) => {
    await tables.counter.upsert({ where: { name }, create: { name, value: 1 }, update: { value: { increment: 1 } } });
    await audit({ chain: "system", actorId: null, act: "count", objectKind: "counter", objectId: name });
    return allow(null);
  });
}

function countByRows(name: string) {
  return runtime.database.writeRows(async ({ sql }) => {
    const changed = await sql.run(`UPDATE "Counter" SET "value" = "value" + 1 WHERE "name" = ?`, [name]);
    if (changed === 0) await addCounter(sql, name);
  });
}

describeOnEachDatabase("writes past Prisma", (provider) => {
  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterEach(() => runtime.dispose());

  it("take turns with the others: nothing is counted over", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? countByPrisma("a") : countByRows("a"))));
    expect(await listCounters()).toEqual(["a 20"]);
  });

  it("leave nothing when the work throws, tell nobody, and the next ones stand", async () => {
    const notices: Notice[] = [];
    runtime.bus.subscribe((notice) => notices.push(notice));
    const broken = runtime.database.writeRows(async ({ sql, announce }) => {
      await addCounter(sql, "lost");
      announce({ kind: "jobs-waiting" });
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    await countByRows("kept");
    expect([await listCounters(), notices]).toEqual([["kept 1"], []]);
  });

  it("leave nothing of what the work had begun, or would have begun, when it failed", async () => {
    let late: Promise<unknown> = Promise.resolve();
    const broken = runtime.database.writeRows(async ({ sql }) => {
      late = addCounter(sql, "begun").then(() => addCounter(sql, "late"));
      late.catch(() => undefined);
      throw new Error("broken");
    });
    await expect(broken).rejects.toThrow("broken");
    await expect(late).rejects.toThrow("The transaction is over.");
    await countByRows("kept");
    expect(await listCounters()).toEqual(["kept 1"]);
  });

  it("run what is asked together in the order in which it was asked", async () => {
    const values = await runtime.database.writeRows(async ({ sql }) => {
      await addCounter(sql, "a");
      const double = () => sql.run(`UPDATE "Counter" SET "value" = "value" * 2 WHERE "name" = 'a'`, []);
      const add = () => sql.run(`UPDATE "Counter" SET "value" = "value" + 1 WHERE "name" = 'a'`, []);
      const find = () => sql.all<{ value: number }>(`SELECT "value" FROM "Counter" WHERE "name" = 'a'`, []);
      return Promise.all([double(), add(), find(), double(), find()]);
    });
    expect(values).toEqual([1, 1, [{ value: 3 }], 1, [{ value: 6 }]]);
  });

  it("read a list of texts, moments and JSON as texts, and nothing for an empty list", async () => {
    await runtime.database.writeRows(async ({ sql }) => {
      for (const name of ["a", "b", "c"]) await addCounter(sql, name);
    });
    const find = (names: readonly string[]) =>
      runtime.database.readRows.all<{ name: string }>(`SELECT "name" FROM "Counter" WHERE "name" IN (?*) ORDER BY "name"`, [
        names,
      ]);
    expect([(await find(["c", "a", "z"])).map(({ name }) => name), await find([])]).toEqual([["a", "c"], []]);
    await countByPrisma("a");
    const [record] = await runtime.database.readRows.all<{ at: string; payload: string }>(
      `SELECT "at", "payload" FROM "AuditRecord"`,
      [],
    );
    expect([new Date(record?.at ?? "").toISOString(), record?.payload]).toEqual([runtime.clock.now().toISOString(), "{}"]);
  });
});

describe("marks in the thread of SQLite while another process has the database", () => {
  it("are not acknowledged, and the next ones are taken", async () => {
    const hosting = await createHostingRuntime();
    const other = openSqliteFile(hosting.env.databaseUrl.replace("file:", ""));
    const take = () => {
      const mark = { key: "k", formId: "f", aspectId: "a", value: 1, scoreRound: 1, reason: null, enteredAt: AT, replaces: null };
      return takeMarks(hosting, { ...NOBODY, grants: [] }, { deviceId: "d", marks: [mark] });
    };
    try {
      other.run("BEGIN IMMEDIATE");
      await expect(take()).rejects.toBeInstanceOf(DatabaseUnavailable);
      other.run("ROLLBACK");
      expect(await take()).toEqual([{ key: "k", kind: "refused", refusals: [{ code: "not-found" }] }]);
    } finally {
      other.close();
      await hosting.dispose();
    }
  });
});

describe("a database that takes no writes", () => {
  let other: SqliteFile;
  beforeEach(async () => {
    runtime = await createTestRuntime("sqlite");
    other = openSqliteFile(runtime.env.databaseUrl.replace("file:", ""));
  });
  afterEach(async () => {
    other.close();
    await runtime.dispose();
  });

  it("is said to be unavailable while another process has it, with everyone else served, and takes the next ones", async () => {
    other.run("BEGIN IMMEDIATE");
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 20);
    const answers = await Promise.allSettled([countByRows("a"), countByPrisma("b")]);
    clearInterval(timer);
    expect(answers.map((answer) => answer.status === "rejected" && answer.reason instanceof DatabaseUnavailable)).toEqual([
      true,
      true,
    ]);
    expect(ticks).toBeGreaterThan(5);
    other.run("ROLLBACK");
    await countByRows("c");
    await countByPrisma("d");
    expect(await listCounters()).toEqual(["c 1", "d 1"]);
  });

  it("a COMMIT that fails is rolled back: the next hundred are all there for another process", async () => {
    const failing = runtime.database.writeRows(async ({ sql }) => {
      await sql.run("PRAGMA defer_foreign_keys=ON", []);
      await sql.insert("Session", [
        {
          id: "s",
          userId: "nobody",
          createdAt: "2026-11-20T01:00:00.000+00:00",
          expiresAt: "2026-11-20T01:00:00.000+00:00",
          userAgent: "",
        },
      ]);
    });
    await expect(failing).rejects.toThrow("FOREIGN KEY");
    for (let number = 0; number < 100; number += 1) await countByRows(`n${number}`);
    expect(other.all(`SELECT COUNT(*) AS count FROM "Counter"`)).toEqual([{ count: 100 }]);
    expect(other.all(`SELECT * FROM "Session"`)).toEqual([]);
  });

  it("full: nothing is acknowledged, and once there is room again marks are taken", async () => {
    await runtime.database.writeRows(async ({ sql }) => {
      await sql.all("PRAGMA max_page_count=1", []);
    });
    const large = runtime.database.writeRows(({ sql }) => addCounter(sql, "x".repeat(200_000)));
    await expect(large).rejects.toBeInstanceOf(DatabaseUnavailable);
    await runtime.database.writeRows(async ({ sql }) => {
      await sql.all("PRAGMA max_page_count=1000000", []);
    });
    await countByRows("room");
    expect(await listCounters()).toEqual(["room 1"]);
  });
});
