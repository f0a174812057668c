/** Metrics count what was asked and done, under names of closed lists, at an address that is not the public's. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { serveMetrics } from "../../server/metrics.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { createScene, findFormId, openScene } from "../support/judging-steps.ts";

let server: AppServer;
let formId: string;
let judgeId: string;
let cookie: string;

beforeAll(async () => {
  server = await startAppServer({ hasMetrics: true });
  const { runtime } = server;
  const scene = await createScene(runtime);
  await openScene(runtime, scene);
  formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
  judgeId = scene.judges[0].userId;
  const token = newSecret();
  const at = runtime.clock.now();
  await runtime.database.write<null, never>(async ({ tables, audit }) => {
    const times = { createdAt: at, expiresAt: new Date(at.getTime() + 3_600_000) };
    await tables.session.create({ data: { ...times, id: sessionIdOf(token), userId: judgeId, userAgent: "test" } });
    await audit({ chain: "system", actorId: null, act: "test", objectKind: "user", objectId: judgeId });
    return { ok: true, value: null };
  });
  cookie = (await setSessionCookie(runtime, token)).split(";")[0] ?? "";
}, 180_000);
afterAll(() => server?.close());

async function read(): Promise<string> {
  return (await server.metrics?.registry.metrics()) ?? "";
}

/** The number of a line, 0 where there is none. */
function numberOf(text: string, name: string, labels: Readonly<Record<string, string | number>> = {}): number {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  const line = lines.find((one) => Object.entries(labels).every(([label, value]) => one.includes(`${label}="${value}"`)));
  return Number(line?.split(" ").at(-1) ?? 0);
}

it("counts requests by route, method and status; addresses with ids make no new names", async () => {
  for (const path of ["/competitions/one", "/competitions/two", "/competitions/three?x=4"]) await server.ask(path);
  await server.ask("/set-password/a-secret-token-of-somebody");
  await server.ask("/nowhere/林晓楠");
  await server.ask("/assets/none-abc.js");
  // Counted once they are sent, which whoever asked may know before.
  const counted: readonly [string, Readonly<Record<string, string | number>>, number][] = [
    ["skillladder_http_requests_total", { route: "routes/public/competition", status: 404 }, 3],
    ["skillladder_http_request_seconds_count", { route: "routes/account/set-password" }, 1],
    ["skillladder_http_requests_total", { route: "assets" }, 1],
  ];
  for (const [name, labels, count] of counted)
    await expect.poll(async () => numberOf(await read(), name, labels), { timeout: 5_000 }).toBe(count);
  const text = await read();
  expect(text).not.toMatch(/secret-token|林晓楠|nowhere|none-abc/);
});

it("counts marks by their answer, commits with their groups, and sockets by what they watch", async () => {
  const mark = { key: newId(), formId, aspectId: "A1.1", value: 2, scoreRound: 1, reason: null, replaces: null };
  const marks = [
    { ...mark, enteredAt: "2026-11-20T00:30:00.000Z" },
    { ...mark, key: newId(), value: 9, enteredAt: "2026-11-20T00:30:00.000Z" },
  ];
  const response = await server.ask("/judge/marks", {
    method: "POST",
    cookie,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ judge: judgeId, device: "tablet-1", marks }),
  });
  expect(response.status).toBe(200);
  const text = await read();
  expect(numberOf(text, "skillladder_marks_total", { answer: "recorded" })).toBe(1);
  expect(numberOf(text, "skillladder_marks_total", { answer: "refused" })).toBe(1);
  expect(numberOf(text, "skillladder_commit_group_size_count", { of: "marks" })).toBe(1);
  expect(numberOf(text, "skillladder_commit_group_size_count", { of: "acts" })).toBeGreaterThan(1);
  expect(numberOf(text, "skillladder_sockets", { kind: "open" })).toBe(0);
  expect(text).toContain('skillladder_sockets{kind="board"} 0');
  for (const id of [formId, judgeId]) expect(text).not.toContain(id);
});

it("says how the process is: its loop, its memory, its jobs, its database, its backups", async () => {
  const text = await read();
  for (const name of ["nodejs_eventloop_lag_p99_seconds", "process_resident_memory_bytes"])
    expect(numberOf(text, name)).toBeGreaterThan(0);
  expect(text).toMatch(/^skillladder_jobs_waiting \d+$/m);
  expect(text).toMatch(/^skillladder_database_away 0$/m);
  expect(text).toContain("# TYPE skillladder_backup_age_seconds gauge");
});

it("is served at its own address alone", async () => {
  expect((await server.ask("/metrics")).status).toBe(404);
  const registry = server.metrics?.registry ?? null;
  const off = await serveMetrics({ metrics: null }, registry);
  expect(off.port).toBeNull();
  const own = await serveMetrics({ metrics: { host: "127.0.0.1", port: 0 } }, registry);
  try {
    const response = await fetch(`http://127.0.0.1:${own.port}/metrics`);
    expect([response.status, (await response.text()).includes("skillladder_http_requests_total")]).toEqual([200, true]);
    expect((await fetch(`http://127.0.0.1:${own.port}/`)).status).toBe(404);
  } finally {
    own.close();
  }
});
