/** A start on a database with rows that lacks migrations: a backup of it is made first, and said where; on both databases. Needs the build. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeBackup } from "#app/platform/backup/make-backup.server.ts";
import { readManifest } from "#app/platform/backup/manifest.server.ts";
import { compareMigrations, listMigrations } from "#prisma/migrate.ts";
import { findBackupAge, scheduleBackups } from "../../server/backups.ts";
import { prepareInstallation } from "../../server/prepare.ts";
import { loadBuild } from "../support/app-server.ts";
import { createTestDatabase, describeOnEachDatabase } from "../support/runtime.ts";

type Entry = typeof import("#app/entry.server.tsx");

describeOnEachDatabase("a start after an upgrade", (provider) => {
  const names = listMigrations(provider);
  let directory: string;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let entry: Entry;

  beforeEach(async () => {
    entry = (await loadBuild()).entry.module as unknown as Entry;
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-upgrade-"));
    database = await createTestDatabase(provider, directory, names.at(-2));
    vi.stubEnv("DEMO", "off");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await database.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });

  const readEnv = () =>
    entry.readEnv({
      ...{ NODE_ENV: "production", LOG_LEVEL: "silent", DATA_DIR: directory, DATABASE_URL: database.url, DEMO: "off" },
      SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    });
  const listBackups = () =>
    fs.existsSync(path.join(directory, "backups")) ? fs.readdirSync(path.join(directory, "backups")) : [];

  it("backs up what it is about to change, says where, and does so once", async () => {
    const said = vi.spyOn(console, "log").mockImplementation(() => {});
    try {
      await prepareInstallation(entry, readEnv());
      const [name = "", ...more] = listBackups();
      expect([more, name.endsWith("-before-upgrade")]).toEqual([[], true]);
      const folder = path.join(directory, "backups", name);
      expect(readManifest(folder).migrations).toEqual(names.slice(0, -1));
      expect(said.mock.calls.flat().join("\n")).toContain(folder);
      expect((await compareMigrations(database.url)).lacking).toEqual([]);
      await prepareInstallation(entry, readEnv());
      expect(listBackups()).toEqual([name]);
    } finally {
      said.mockRestore();
    }
  }, 60_000);

  it("changes nothing where no backup can be made", async () => {
    // A file stands where the folder of backups would be.
    fs.writeFileSync(path.join(directory, "backups"), "");
    await expect(prepareInstallation(entry, readEnv())).rejects.toThrow(/not upgraded, because no backup/);
    expect((await compareMigrations(database.url)).lacking).toEqual([names.at(-1)]);
  });
});

it("the age of the newest backup is no matter of one that a wrong clock made", () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-age-"));
  try {
    const add = (stamp: string) =>
      fs.mkdirSync(path.join(directory, "backups", `skillladder-${stamp}Z-scheduled`), { recursive: true });
    const age = () => findBackupAge({ dataDirectory: directory }, new Date("2026-01-02T00:00:00Z"));
    add("20990101T000000000");
    expect(age()).toBeNull();
    add("20260101T000000000");
    expect(age()).toBe(86_400);
    // Of a clock that was put back by a minute.
    add("20260102T000100000");
    expect(age()).toBe(0);
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
});

describeOnEachDatabase("a server with a schedule", (provider) => {
  it("makes the backup that is due, once for all who share its folder, and keeps the newest", async () => {
    const entry = (await loadBuild()).entry.module as unknown as Entry;
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-schedule-"));
    const database = await createTestDatabase(provider, directory);
    const folder = path.join(directory, "backups");
    const env = entry.readEnv({
      ...{ NODE_ENV: "production", LOG_LEVEL: "silent", DATA_DIR: directory, DATABASE_URL: database.url, BACKUPS_KEPT: "2" },
      SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    });
    const runtimes = [await entry.createRuntime(env)];
    // A SQLite file belongs to one process.
    if (provider === "postgresql") runtimes.push(await entry.createRuntime(env));
    try {
      for (const day of [1, 2])
        await makeBackup(env, { to: folder, now: new Date(`2026-01-0${day}T00:00:00Z`), label: "-scheduled" });
      await makeBackup(env, { to: folder, now: new Date("2026-01-01T12:00:00Z") });
      // By clocks that were wrong: they are nobody's business, and stay.
      for (const year of ["2098", "2099"]) fs.mkdirSync(path.join(folder, `skillladder-${year}0101T000000000Z-scheduled`));
      const schedules = runtimes.map((runtime) => scheduleBackups(runtime, { firstLookMs: 0, lookMs: 100 }));
      const age = () => findBackupAge(env, new Date()) ?? Number.POSITIVE_INFINITY;
      await expect.poll(age, { timeout: 60_000 }).toBeLessThan(3_600);
      // The oldest of the schedule went; what a person made stays.
      await expect.poll(() => fs.readdirSync(folder).length, { timeout: 10_000 }).toBe(5);
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const { close } of schedules) close();
      const left = fs.readdirSync(folder).sort();
      expect(left.slice(0, 2)).toEqual(["skillladder-20260101T120000000Z", "skillladder-20260102T000000000Z-scheduled"]);
      expect(left).toHaveLength(5);
      expect(left.slice(3).map((name) => name.slice(12, 16))).toEqual(["2098", "2099"]);
    } finally {
      for (const runtime of runtimes) await runtime.close();
      await database.drop();
      fs.rmSync(directory, { recursive: true, force: true });
    }
  }, 90_000);
});
