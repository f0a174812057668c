/** A database that takes no writes, is gone or hangs: every page says so in its reader's language, with when to come back, and while it still stands. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";
import { createLogger } from "#app/platform/logger.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type DatabaseProxy, openDatabaseProxy } from "../faults/database-proxy.ts";
import { type AppServer, loadBuild, startAppServer } from "../support/app-server.ts";
import { plantUser } from "../support/plant.ts";
import { createTestClock, createTestDatabase, postgresUrl } from "../support/runtime.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";

const CHINESE = "系统暂时无法访问数据";
const ENGLISH = "The data cannot be reached right now";
const PASSWORD = "correct horse";

async function addAccount({ clock, database }: Runtime, username: string): Promise<void> {
  const passwordHash = await hashSecret(PASSWORD);
  await database.write(async ({ tables, audit }) => {
    await plantUser(tables, { username, displayName: username, passwordHash, at: clock.now() });
    await audit({ chain: "system", actorId: null, act: "plant-users", objectKind: "user", objectId: "planted" });
    return allow(null);
  });
}

const signIn = (server: AppServer, { page = "/sign-in", locale = "zh-CN" } = {}) =>
  server.ask(page, {
    method: "POST",
    cookie: `locale=${locale}`,
    body: new URLSearchParams({ intent: "sign-in", username: "lin", password: PASSWORD }),
  });

describe("a SQLite file that another program has locked", () => {
  let server: AppServer;

  beforeAll(async () => {
    server = await startAppServer();
    await addAccount(server.runtime, "lin");
  }, 120_000);
  afterAll(() => server.close());

  async function whileLocked<Value>(work: () => Promise<Value>): Promise<Value> {
    const other = openSqliteFile(server.runtime.env.databaseUrl.replace("file:", ""));
    other.run("BEGIN IMMEDIATE");
    try {
      return await work();
    } finally {
      other.run("ROLLBACK");
      other.close();
    }
  }

  it("answers an act of a page 503 in the reader's language and says when to come back; nothing is done", async () => {
    for (const [locale, words] of [
      ["zh-CN", CHINESE],
      ["en", ENGLISH],
    ] as const) {
      const response = await whileLocked(() => signIn(server, { locale }));
      expect([response.status, response.headers.get("set-cookie")]).toEqual([503, null]);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(response.headers.get("content-type")).toContain("text/html");
      const page = await response.text();
      expect(page).toContain(words);
      expect(page).toContain(`<html lang="${locale}"`);
    }
    expect(await server.runtime.database.read.session.count()).toBe(0);
  });

  it("answers the browser's own requests for data the same, and reads go on meanwhile", async () => {
    const [act, home] = await whileLocked(() => Promise.all([signIn(server, { page: "/sign-in.data" }), server.ask("/")]));
    expect([act.status, home.status]).toEqual([503, 200]);
    expect(Number(act.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("takes the same act once the other is done: it is the lock that was in the way", async () => {
    const response = await signIn(server);
    expect([response.status, response.headers.has("set-cookie")]).toEqual([302, true]);
  });
});

describe.runIf(postgresUrl)("a PostgreSQL database behind a connection", () => {
  let directory: string;
  let database: { url: string; drop(): Promise<void> };
  let proxy: DatabaseProxy;
  let server: AppServer;
  let closeRuntime: () => Promise<void>;
  /** What went wrong without being known for what it was. */
  const failed: string[] = [];

  beforeAll(async () => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "skillladder-away-"));
    database = await createTestDatabase("postgresql", directory);
    proxy = await openDatabaseProxy(database.url);
    const entry = (await loadBuild()).entry.module as unknown as AppServer["entry"];
    const env = entry.readEnv({
      ...{ NODE_ENV: "production", LOG_LEVEL: "silent", HOST: "127.0.0.1", PORT: "0", DATA_DIR: directory },
      ...{ DATABASE_URL: proxy.url, SECRET_KEY: Buffer.alloc(32, 7).toString("base64") },
    });
    const runtime = await entry.createRuntime(env, createTestClock());
    closeRuntime = () => runtime.close();
    const write = (line: string) => void (line.includes('"request failed"') && failed.push(line));
    server = await startAppServer({ runtime: { ...runtime, logger: createLogger({ logLevel: "error" }, { write }) } });
    await addAccount(runtime, "lin");
  }, 120_000);
  afterAll(async () => {
    proxy.set({ listener: "open", others: "open" });
    await server.close();
    await closeRuntime();
    proxy.close();
    await database.drop();
    fs.rmSync(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    proxy.set({ listener: "open", others: "open" });
    await expect.poll(async () => (await server.ask("/sign-in")).status, { timeout: 15_000 }).toBe(200);
    expect(failed.splice(0)).toEqual([]);
  });

  async function ask(locale: string, page = "/") {
    // Who has a session is looked up, whatever the page.
    const response = await server.ask(page, { cookie: `locale=${locale}; session=InNvbWUi` });
    const text = await response.text();
    return { status: response.status, text, retryAfter: response.headers.get("retry-after") };
  }

  it.each(["hung", "refused"] as const)(
    "%s: the first request is answered 503 while it stands, and so are the next ones",
    async (passage) => {
      expect((await ask("zh-CN")).status).toBe(200);
      proxy.set({ listener: passage, others: passage });
      const first = await ask("zh-CN");
      expect([first.status, first.text.includes(CHINESE), Number(first.retryAfter) > 0]).toEqual([503, true, true]);
      const next = await ask("en");
      expect([next.status, next.text.includes(ENGLISH), Number(next.retryAfter) > 0]).toEqual([503, true, true]);
      const act = await signIn(server);
      expect([act.status, act.headers.get("set-cookie")]).toEqual([503, null]);
    },
  );

  it("shows what the public saw last, of when it was, to whoever has no session; and nothing that was never asked for", async () => {
    const plain = await server.ask("/boards", { cookie: "locale=en" });
    expect([plain.status, plain.headers.has("x-data-as-of")]).toEqual([200, false]);
    const shown = await plain.text();
    expect(shown).toContain("<script");
    proxy.set({ listener: "refused", others: "refused" });
    for (const _turn of [1, 2]) {
      const kept = await server.ask("/boards", { cookie: "locale=en" });
      expect([kept.status, kept.headers.get("set-cookie"), kept.headers.get("warning")]).toEqual([
        200,
        null,
        '110 - "Response is Stale"',
      ]);
      expect(Math.abs(Date.now() - Date.parse(kept.headers.get("x-data-as-of") ?? ""))).toBeLessThan(60_000);
      const page = await kept.text();
      expect(page).toContain("this page is of");
      expect(page).not.toContain("<script");
      expect(page.match(/<h1[\s\S]*?<\/h1>/)?.[0]).toBe(shown.match(/<h1[\s\S]*?<\/h1>/)?.[0]);
    }
    const others: [string, { cookie?: string }][] = [
      ["/boards", { cookie: "locale=en; session=some" }],
      ["/boards", { cookie: "locale=zh-CN" }],
      ["/boards?x=1", { cookie: "locale=en" }],
    ];
    for (const [page, init] of others) expect((await server.ask(page, init)).status).toBe(503);
    proxy.set({ listener: "open", others: "open" });
    await expect.poll(async () => (await server.ask("/sign-in")).status, { timeout: 15_000 }).toBe(200);
    expect((await server.ask("/boards", { cookie: "locale=en" })).headers.has("x-data-as-of")).toBe(false);
  });

  it("is not ready meanwhile, and lives", async () => {
    proxy.set({ listener: "refused", others: "refused" });
    await expect.poll(async () => (await server.ask("/readyz")).status, { timeout: 5_000 }).toBe(503);
    expect((await server.ask("/healthz")).status).toBe(200);
  });

  it("slow, but there: what takes longer than that is waited for", async () => {
    const slow = server.runtime.database.read.$queryRaw`SELECT pg_sleep(3)::text AS slept`;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(server.runtime.isDatabaseAway()).toBe(false);
    expect(await slow).toHaveLength(1);
  });
});
