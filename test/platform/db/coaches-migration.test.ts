/** A database that names coaches in the open, brought up to date: each is a person under a key, in his order, and no text is left. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { sealPlainCoaches } from "#app/services/people/seal-plain-coaches.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";
import { applyMigrations, type Provider } from "#prisma/migrate.ts";
import { createTestClock, createTestDatabase, describeOnEachDatabase } from "../../support/runtime.ts";
import { scanRows } from "../../support/scan-rows.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";

const AT = "2026-11-20T01:00:00.000Z";
const BEFORE = "organisations_and_cancelled_events";
const ENTRIES = [
  { id: "e1", delegationId: "d1", rosterNumber: "1", coach: "赵教练、钱教练" },
  { id: "e2", delegationId: "d1", rosterNumber: "2", coach: "钱教练" },
  { id: "e3", delegationId: "d2", rosterNumber: "1", coach: "钱教练，孙教练" },
  { id: "e4", delegationId: "d2", rosterNumber: "2", coach: "" },
];

type Row = Readonly<Record<string, string | number | boolean>>;
const ROWS: readonly (readonly [table: string, row: Row])[] = [
  [
    "Competition",
    {
      id: "c",
      code: "old",
      name: "大赛",
      nameEn: "Old",
      tier: "district",
      class: "class-2",
      phase: "registration",
      venue: "",
      registrationClosesAt: AT,
      startsOn: AT,
      endsOn: AT,
      publicityWorkingDays: 5,
      createdAt: AT,
    },
  ],
  [
    "Event",
    {
      id: "e",
      competitionId: "c",
      code: "E1",
      name: "数控车",
      nameEn: "CNC",
      occupationCode: "6-18-01-01",
      group: "workers",
      entryKind: "individual",
      teamSize: 1,
      quota: 30,
    },
  ],
  ...["d1", "d2"].map((id): [string, Row] => [
    "Delegation",
    { id, competitionId: "c", name: id, nameEn: id, regionCode: "110112" },
  ]),
  ...ENTRIES.map((entry): [string, Row] => [
    "Entry",
    { ...entry, eventId: "e", status: "submitted", eligible: true, createdAt: AT, updatedAt: AT },
  ]),
];

async function insert(provider: Provider, url: string): Promise<void> {
  const toSql = (table: string, row: Row, mark: (index: number) => string) => {
    const names = Object.keys(row);
    const columns = names.map((name) => `"${name}"`).join(", ");
    return `INSERT INTO "${table}" (${columns}) VALUES (${names.map((_, index) => mark(index)).join(", ")})`;
  };
  if (provider === "sqlite") {
    const file = openSqliteFile(url.replace("file:", ""));
    for (const [table, row] of ROWS) {
      const values = Object.values(row).map((value) => (typeof value === "boolean" ? Number(value) : value));
      file.run(
        toSql(table, row, () => "?"),
        ...values,
      );
    }
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const [table, row] of ROWS) {
    await client.query(
      toSql(table, row, (index) => `$${index + 1}`),
      Object.values(row),
    );
  }
  await client.end();
}

describeOnEachDatabase("a database that names coaches in the open", (provider) => {
  let directory: string;
  let stored: Awaited<ReturnType<typeof createTestDatabase>>;
  let runtime: Runtime;

  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-coaches-"));
    stored = await createTestDatabase(provider, directory, BEFORE);
    await insert(provider, stored.url);
    expect((await applyMigrations(stored.url)).some((name) => name.endsWith("coaches_are_people"))).toBe(true);
    const secret = Buffer.alloc(32, 7).toString("base64");
    const env = { NODE_ENV: "test", LOG_LEVEL: "silent", DATA_DIR: directory, DATABASE_URL: stored.url, SECRET_KEY: secret };
    runtime = await createRuntime(readEnv(env), createTestClock());
  });
  afterEach(async () => {
    await runtime?.close();
    await stored?.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  const read = async () => {
    const entries = await runtime.database.read.entry.findMany({ orderBy: { id: "asc" }, select: { coaches: COACHES } });
    return entries.map(({ coaches }) => nameCoaches(runtime.keys, coaches));
  };

  it("has them as persons after its first start, each once in his delegation, and nothing in the open", async () => {
    // 钱教练 of the second entry is known by document already.
    await runtime.database.write(async ({ tables, audit }) => {
      const document = { documentKind: "passport", documentNumber: "E12345678" };
      const personId = await storePerson(tables, runtime as never, { name: "钱教练", ...document, telephone: "" });
      await tables.entryCoach.create({ data: { id: "k", entryId: "e2", personId, position: 1 } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
    const names = ["赵教练", "钱教练", "孙教练"];
    expect(await scanRows(runtime, names)).toEqual(["entry"]);
    expect(await sealPlainCoaches(runtime)).toBe(3);
    expect(await scanRows(runtime, names)).toEqual([]);
    expect(await read()).toEqual(["赵教练、钱教练", "钱教练", "钱教练、孙教练", ""]);
    // 赵 and 钱 of d1, 钱 and 孙 of d2, and the one who is known by document.
    expect(await runtime.database.read.person.count()).toBe(5);
    expect(await runtime.database.read.entryCoach.count()).toBe(5);
    expect(await runtime.database.read.entry.count({ where: { plainCoach: { not: null } } })).toBe(0);
    expect(await sealPlainCoaches(runtime)).toBe(0);
    expect(await read()).toEqual(["赵教练、钱教练", "钱教练", "钱教练、孙教练", ""]);
  });
});
