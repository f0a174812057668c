/** A backup is the database of one moment, and a restore gives it back or says what is wrong and changes nothing; on both databases. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { hashFile } from "#app/platform/backup/content.server.ts";
import { type Made, makeBackup } from "#app/platform/backup/make-backup.server.ts";
import { type Manifest, readManifest, writeManifest } from "#app/platform/backup/manifest.server.ts";
import { restoreBackup } from "#app/platform/backup/restore-backup.server.ts";
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { keepKey } from "#app/services/installation/keep-key.server.ts";
import { listMigrations, type Provider } from "#prisma/migrate.ts";
import { plantOrganisation, plantRegion, plantUser } from "../../support/plant.ts";
import {
  createTestDatabase,
  createTestRuntime,
  describeOnEachDatabase,
  postgresUrl,
  type TestRuntime,
} from "../../support/runtime.ts";
import { openSqliteFile } from "../../support/sqlite-file.ts";

const NOW = new Date("2026-11-20T09:00:00Z");
const KEY = Buffer.alloc(32, 7).toString("base64");

/** A place to restore to where nothing is. */
async function createPlace(provider: Provider, directory: string): Promise<{ url: string; drop(): Promise<void> }> {
  if (provider === "sqlite") return { url: `file:${path.join(directory, "restored.db")}`, drop: async () => {} };
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(postgresUrl ?? "");
  url.pathname = `/${name}`;
  await run(postgresUrl ?? "", `CREATE DATABASE "${name}"`);
  return { url: url.href, drop: async () => void (await run(postgresUrl ?? "", `DROP DATABASE "${name}" WITH (FORCE)`)) };
}

async function run(url: string, sql: string): Promise<Record<string, unknown>[]> {
  if (url.startsWith("file:")) {
    const file = openSqliteFile(url.replace("file:", ""));
    try {
      return file.all(sql) as Record<string, unknown>[];
    } finally {
      file.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

describeOnEachDatabase("a backup", (provider) => {
  let runtime: TestRuntime;
  let directory: string;
  let place: Awaited<ReturnType<typeof createPlace>>;
  let made: Made;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await keepKey(runtime);
    const { database, clock } = runtime;
    await database.write(async ({ tables, audit }) => {
      const regionCode = await plantRegion(tables, { code: "110112", name: "通州区" });
      await plantOrganisation(tables, { name: "市技师学院\t\\ 第二行\n", kind: "school", regionCode });
      for (const username of ["lin", "wang"]) {
        await plantUser(tables, { username, displayName: username, passwordHash: "x", at: clock.now() });
        await audit({ chain: "system", actorId: null, act: "plant-user", objectKind: "user", objectId: username });
      }
      await audit({
        chain: "other",
        actorId: null,
        act: "note",
        objectKind: "user",
        objectId: "x",
        payload: { b: 1.5, a: ["x"] },
      });
      return allow(null);
    });
  });
  afterAll(() => runtime.dispose());
  beforeEach(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-backup-"));
    place = await createPlace(provider, directory);
    made = await makeBackup(runtime.env, { to: path.join(directory, "backups"), now: NOW });
  });
  afterEach(async () => {
    await place.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  const restore = (options: { url?: string; isReplacing?: boolean; secretKey?: string | null } = {}) =>
    restoreBackup(
      {
        databaseUrl: options.url ?? place.url,
        dataDirectory: directory,
        secretKey: options.secretKey === undefined ? KEY : options.secretKey,
      },
      { folder: made.folder, isReplacing: options.isReplacing ?? false, now: NOW },
    );
  /** Whether nothing is at the place. */
  const isUntouched = async () =>
    provider === "sqlite"
      ? fs.readdirSync(directory).join() === "backups"
      : (await run(place.url, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
          .length === 0;

  /** Writes the manifest anew over what is in the folder now: as somebody who makes every hash right again. */
  async function seal(change: (manifest: Manifest) => Manifest = (manifest) => manifest): Promise<void> {
    const manifest = readManifest(made.folder);
    const files: Manifest["files"] = {};
    for (const name of Object.keys(manifest.files)) {
      const file = path.join(made.folder, name);
      if (fs.existsSync(file)) files[name] = await hashFile(file);
    }
    for (const name of ["manifest.json", "manifest.json.sha256"]) fs.rmSync(path.join(made.folder, name));
    writeManifest(made.folder, change({ ...manifest, files }));
  }

  /** Changes what the backup holds, and leaves its hashes right. */
  async function forge(table: string, sqlite: string, postgresql: (content: string) => string): Promise<void> {
    const file = path.join(made.folder, provider === "sqlite" ? "database.sqlite.gz" : `${table}.copy.gz`);
    const content = gunzipSync(fs.readFileSync(file));
    if (provider === "sqlite") {
      const plain = path.join(directory, "forged.db");
      fs.writeFileSync(plain, content);
      const database = openSqliteFile(plain);
      database.run(sqlite);
      database.close();
      fs.writeFileSync(file, gzipSync(fs.readFileSync(plain)));
      fs.rmSync(plain);
    } else fs.writeFileSync(file, gzipSync(postgresql(content.toString("utf8"))));
    await seal();
  }

  it("says what it holds, and never the key", () => {
    const { manifest, folder } = made;
    expect(manifest.provider).toBe(provider);
    expect(manifest.migrations).toEqual(listMigrations(provider));
    expect(manifest.keyCheck).toBe(runtime.keys.check);
    expect([manifest.tables.User?.rows, manifest.tables.Organisation?.rows]).toEqual([2, 1]);
    expect([manifest.heads.system?.sequence, manifest.heads.other?.sequence]).toEqual([3, 1]);
    for (const name of fs.readdirSync(folder)) {
      expect(fs.statSync(path.join(folder, name)).mode & 0o077).toBe(0);
      expect(fs.readFileSync(path.join(folder, name)).includes(KEY)).toBe(false);
    }
  });

  it("gives every row back on a clean machine, and the app goes on from there", async () => {
    const restored = await restore();
    expect([restored.asidePath, restored.appliedMigrations]).toEqual([null, []]);
    for (const table of Object.keys(made.manifest.tables)) {
      const read = (url: string) =>
        run(url, `SELECT * FROM "${table}"`).then((rows) => rows.map((row) => JSON.stringify(row)).sort());
      expect(await read(place.url)).toEqual(await read(runtime.env.databaseUrl));
    }
    const env = { NODE_ENV: "test", LOG_LEVEL: "silent", DATA_DIR: directory, DATABASE_URL: place.url, SECRET_KEY: KEY };
    const again = await createRuntime(readEnv(env));
    try {
      await keepKey(again);
      await again.database.write(async ({ audit }) => {
        await audit({ chain: "system", actorId: null, act: "go-on", objectKind: "user", objectId: "lin" });
        return allow(null);
      });
      expect(await again.database.read.auditChain.findUnique({ where: { chain: "system" } })).toMatchObject({ sequence: 4 });
    } finally {
      await again.close();
    }
  });

  it("replaces what is there when it is told to, and keeps that", async () => {
    await restore();
    await run(place.url, `DELETE FROM "Organisation" RETURNING "id"`);
    await expect(restore()).rejects.toThrow(/nothing was changed.*--replace/);
    expect(await run(place.url, `SELECT * FROM "Organisation"`)).toHaveLength(0);
    const { asidePath } = await restore({ isReplacing: true });
    expect(await run(place.url, `SELECT * FROM "Organisation"`)).toHaveLength(1);
    const aside =
      provider === "sqlite"
        ? `SELECT * FROM "Organisation"`
        : `SELECT * FROM "${asidePath?.replace("schema ", "")}"."Organisation"`;
    expect(await run(provider === "sqlite" ? `file:${asidePath}` : place.url, aside)).toHaveLength(0);
  });

  /** What a kill leaves beside a file: changes that are not in it, and pages to be put back into it. */
  const LEFT = {
    wal: ["PRAGMA journal_mode=WAL", `DELETE FROM "Organisation"`],
    journal: [`DELETE FROM "Organisation"`, "PRAGMA synchronous=OFF", "BEGIN", `INSERT INTO "Organisation" SELECT * FROM "Gone"`],
  } as const;

  /** Restores, changes what is there up to a kill -9, and takes the file away: what is beside it stays. */
  async function leaveBeside(how: keyof typeof LEFT): Promise<string> {
    await restore();
    const file = path.join(directory, "restored.db");
    const database = openSqliteFile(file);
    database.run(`CREATE TEMP TABLE "Gone" AS SELECT * FROM "Organisation"`);
    for (const sql of LEFT[how]) database.run(sql);
    const left = fs.readFileSync(`${file}-${how}`);
    database.close();
    for (const suffix of ["", "-wal", "-shm", "-journal"]) fs.rmSync(file + suffix, { force: true });
    fs.writeFileSync(`${file}-${how}`, left);
    return file;
  }

  // A database that is a file.
  if (provider === "sqlite") {
    it.each([
      ["wal", "gone"],
      ["wal", "empty"],
      ["journal", "gone"],
      ["journal", "empty"],
    ] as const)("is what is there afterwards, when a kill left a -%s and the file is %s", async (how, main) => {
      const file = await leaveBeside(how);
      if (main === "empty") fs.writeFileSync(file, "");
      const { asidePath } = await restore();
      expect(await run(place.url, `SELECT * FROM "Organisation"`)).toHaveLength(1);
      expect(await run(place.url, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
      const aside = `${file}.before-restore-20261120T090000`;
      expect(asidePath).toBe(main === "empty" ? aside : `${aside}-${how}`);
      expect(fs.statSync(`${aside}-${how}`).size).toBeGreaterThan(0);
    });

    it.each(["header", "schema"] as const)(
      "replaces a file that SQLite cannot read for its %s, when it is told to",
      async (what) => {
        await restore();
        const file = path.join(directory, "restored.db");
        const bytes = fs.readFileSync(file);
        bytes.fill(0x55, what === "header" ? 0 : 100, what === "header" ? 100 : 4096);
        fs.writeFileSync(file, bytes);
        await expect(restore()).rejects.toThrow(/nothing was changed.*--replace/);
        expect(fs.readFileSync(file).equals(bytes)).toBe(true);
        const { asidePath } = await restore({ isReplacing: true });
        expect(fs.readFileSync(asidePath ?? "").equals(bytes)).toBe(true);
        expect(await run(place.url, `SELECT * FROM "Organisation"`)).toHaveLength(1);
      },
    );

    it("replaces in one step: at no moment is there no database", async () => {
      await restore();
      const file = path.join(directory, "restored.db");
      const rename = fs.renameSync;
      const isThere: boolean[] = [];
      const renamed = vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
        rename(from, to);
        isThere.push(fs.existsSync(file));
      });
      try {
        await restore({ isReplacing: true });
      } finally {
        renamed.mockRestore();
      }
      expect(isThere.length).toBeGreaterThan(0);
      expect(isThere).not.toContain(false);
    });
  }

  it("waits for nobody who is at work: with a server on it the database stays", async () => {
    await restore();
    const env = { NODE_ENV: "test", LOG_LEVEL: "silent", DATA_DIR: directory, DATABASE_URL: place.url, SECRET_KEY: KEY };
    const server = await createRuntime(readEnv(env));
    try {
      await expect.poll(() => restore({ isReplacing: true }).catch((error: Error) => error.message)).toMatch(/stop/);
      expect(await server.database.read.user.count()).toBe(2);
    } finally {
      await server.close();
    }
  });

  it("is refused without the key of its installation, and with another one", async () => {
    await expect(restore({ secretKey: null })).rejects.toThrow(/key of the installation is not on this machine/);
    expect(fs.existsSync(path.join(directory, "secret.key"))).toBe(false);
    await expect(restore({ secretKey: Buffer.alloc(32, 8).toString("base64") })).rejects.toThrow(/another key/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused by the other kind of database in one sentence", async () => {
    const url = provider === "sqlite" ? "postgres://127.0.0.1:1/nowhere" : `file:${path.join(directory, "x.db")}`;
    await expect(restore({ url })).rejects.toThrow(/This is a backup of .*same kind of database/);
  });

  it.each(["flipped", "cut short", "missing"] as const)("is refused with a file that is %s", async (how) => {
    const [name = ""] = Object.keys(made.manifest.files).filter((file) => /^(database|AuditRecord)/.test(file));
    const file = path.join(made.folder, name);
    const bytes = fs.readFileSync(file);
    if (how === "missing") fs.rmSync(file);
    else if (how === "cut short") fs.writeFileSync(file, bytes.subarray(0, bytes.length - 1));
    else {
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
      fs.writeFileSync(file, bytes);
    }
    await expect(restore()).rejects.toThrow(/The backup is damaged/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused with a manifest that was changed, or is not there", async () => {
    const file = path.join(made.folder, "manifest.json");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace('"rows": 2', '"rows": 3'));
    await expect(restore()).rejects.toThrow(/manifest.json is not as it was written/);
    fs.rmSync(file);
    await expect(restore()).rejects.toThrow(/no complete backup/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused when what was done is told differently, however right its hashes are", async () => {
    const act = `UPDATE "AuditRecord" SET "act" = 'forged' WHERE "sequence" = 2`;
    await forge("AuditRecord", act, (content) => content.replace("plant-user", "forged-act"));
    await expect(restore()).rejects.toThrow(/audit chain system breaks at record 2/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused when the end of a chain was cut off", async () => {
    const cut = `DELETE FROM "AuditRecord" WHERE "chain" = 'system' AND "sequence" = 3`;
    await forge("AuditRecord", cut, (content) =>
      content
        .split("\n")
        .filter((line) => !/\tsystem\t3\t/.test(line))
        .join("\n"),
    );
    await expect(restore()).rejects.toThrow(/AuditRecord has 3 rows, not 4/);
    await seal((manifest) => ({
      ...manifest,
      tables: {
        ...manifest.tables,
        AuditRecord: { ...manifest.tables.AuditRecord, rows: 3, columns: manifest.tables.AuditRecord?.columns ?? [] },
      },
    }));
    await expect(restore()).rejects.toThrow(/audit chain system ends at record 2, and the backup noted record 3/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused with a table less", async () => {
    if (provider === "sqlite") await forge("Counter", `DROP TABLE "Counter"`, (content) => content);
    else {
      fs.rmSync(path.join(made.folder, "Counter.copy.gz"));
      await seal(({ tables: { Counter: _gone, ...tables }, ...manifest }) => ({ ...manifest, tables }));
    }
    await expect(restore()).rejects.toThrow(/the table Counter is missing/);
    expect(await isUntouched()).toBe(true);
  });

  it("is refused when a newer program made it", async () => {
    await seal((manifest) => ({ ...manifest, migrations: [...manifest.migrations, "29990101000000_later"] }));
    await expect(restore()).rejects.toThrow(/made by a newer program.*29990101000000_later/);
    expect(await isUntouched()).toBe(true);
  });

  it("of an older program gets the migrations that came since", async () => {
    const names = listMigrations(provider);
    const until = names.at(-3) ?? "";
    const older = path.join(directory, "older");
    fs.mkdirSync(older);
    const database = await createTestDatabase(provider, older, until);
    try {
      made = await makeBackup({ databaseUrl: database.url }, { to: older, now: NOW });
      expect(made.manifest.migrations.at(-1)).toBe(until);
      expect((await restore()).appliedMigrations).toEqual(names.slice(-2));
      expect(await run(place.url, `SELECT * FROM "ApiToken"`)).toEqual([]);
    } finally {
      await database.drop();
    }
  });

  it("is not begun where there is no database, and leaves nothing", async () => {
    const to = path.join(directory, "none");
    await expect(makeBackup({ databaseUrl: place.url }, { to, now: NOW })).rejects.toThrow(/no database|no tables/);
    expect(fs.readdirSync(to)).toEqual([]);
  });
});
