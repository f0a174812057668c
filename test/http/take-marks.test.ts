/** The address that tablets post to, on the running server: who is let in, what is malformed, and when the database takes nothing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { type Actor, sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { type AppServer, startAppServer } from "../support/app-server.ts";
import { createScene, findFormId, openScene, type Scene } from "../support/judging-steps.ts";
import { openSqliteFile } from "../support/sqlite-file.ts";

let server: AppServer;
let scene: Scene;
let formId: string;
let judge: Actor;
let cookie: string;

beforeAll(async () => {
  server = await startAppServer();
}, 180_000);
afterAll(() => server?.close());
beforeEach(async () => {
  scene = await createScene(server.runtime);
  await openScene(server.runtime, scene);
  formId = await findFormId(server.runtime, scene, scene.entries[0]?.code, "A1");
  judge = scene.judges[0];
  cookie = await signIn(judge);
});

async function signIn({ userId }: Actor, session: { readonly mustRenew?: boolean } = {}): Promise<string> {
  const { runtime } = server;
  const token = newSecret();
  const at = runtime.clock.now();
  await runtime.database.write<null, never>(async ({ tables, audit }) => {
    const times = { createdAt: at, expiresAt: new Date(at.getTime() + 3_600_000) };
    await tables.session.create({ data: { ...times, ...session, id: sessionIdOf(token), userId, userAgent: "test" } });
    await audit({ chain: "system", actorId: null, act: "test", objectKind: "user", objectId: userId });
    return { ok: true, value: null };
  });
  return (await setSessionCookie(runtime, token)).split(";")[0] ?? "";
}

function mark(changes: object = {}) {
  const asked = { key: newId(), formId, aspectId: "A1.1", value: 2, scoreRound: 1 };
  return { ...asked, reason: null, enteredAt: "2026-11-20T00:30:00.000Z", replaces: null, ...changes };
}

type Sent = { readonly judge?: string; readonly marks?: readonly object[]; readonly cookie?: string; readonly origin?: string };

function post({ judge: named = judge.userId, marks = [mark()], cookie: own = cookie, origin = server.url }: Sent = {}) {
  const headers = { Origin: origin, "Content-Type": "application/json" };
  const body = JSON.stringify({ judge: named, device: "tablet-1", marks });
  return server.ask("/judge/marks", { method: "POST", cookie: own, headers, body });
}

const countRevisions = () => server.runtime.database.read.markRevision.count({ where: { formId } });

describe("marks over HTTP", () => {
  it("are recorded, acknowledged in the order sent, and never kept by a browser", async () => {
    const marks = [mark(), mark({ value: 9 }), mark({ formId: newId() })];
    const response = await post({ marks });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({
      answers: [
        { key: marks[0]?.key, kind: "recorded", revision: 1 },
        { kind: "refused", refusals: [{ code: "score-not-0-to-3" }] },
        { kind: "refused", refusals: [{ code: "not-found" }] },
      ],
    });
  });

  it("of one who is not signed in here are not taken: 401; of one who marks nothing: 404", async () => {
    expect((await post({ cookie: "" })).status).toBe(401);
    expect((await post({ judge: scene.judges[1].userId })).status).toBe(401);
    expect((await post({ judge: scene.clerk.userId, cookie: await signIn(scene.clerk) })).status).toBe(404);
    await server.runtime.database.write<null, never>(async ({ tables, audit }) => {
      await tables.session.updateMany({ where: { userId: judge.userId }, data: { revokedAt: server.clock.now() } });
      await audit({ chain: "system", actorId: null, act: "test", objectKind: "user", objectId: judge.userId });
      return { ok: true, value: null };
    });
    expect((await post()).status).toBe(401);
    expect(await countRevisions()).toBe(0);
  });

  it("of one whose password is over its age are not taken before he has renewed it: 401, and the tablet keeps them", async () => {
    const sent = mark();
    expect((await post({ cookie: await signIn(judge, { mustRenew: true }), marks: [sent] })).status).toBe(401);
    expect(await countRevisions()).toBe(0);
    expect(await (await post({ marks: [sent] })).json()).toMatchObject({ answers: [{ kind: "recorded" }] });
  });

  it("below zero are for the domain to refuse, each by itself, and the others are taken", async () => {
    const marks = [mark({ value: -1 }), mark({ aspectId: "A1.2", value: -12 }), mark()];
    const response = await post({ marks });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      answers: [
        { kind: "refused", refusals: [{ code: "score-not-0-to-3" }] },
        { kind: "refused", refusals: expect.arrayContaining([expect.objectContaining({ code: "mark-below-zero" })]) },
        { kind: "recorded", revision: 1 },
      ],
    });
  });

  it("from another site, or from nowhere, are not taken", async () => {
    expect((await post({ origin: "https://elsewhere.example" })).status).toBe(403);
    const bare = await fetch(`${server.url}/judge/marks`, { method: "POST", headers: { Cookie: cookie }, body: "{}" });
    expect(bare.status).toBe(403);
    expect(await countRevisions()).toBe(0);
  });

  it.each([
    ["no JSON", "marks"],
    ["no marks", JSON.stringify({ judge: "j", device: "d", marks: [] })],
    ["a field that nobody knows", JSON.stringify({ judge: "j", device: "d", marks: [{ ...mark(), name: "x" }] })],
    ["a value that is not whole", JSON.stringify({ judge: "j", device: "d", marks: [{ ...mark(), value: 1.5 }] })],
    ["101 marks", JSON.stringify({ judge: "j", device: "d", marks: Array.from({ length: 101 }, () => mark()) })],
  ])("malformed: %s is answered 422 with one sentence", async (_what, body) => {
    const response = await server.ask("/judge/marks", { method: "POST", cookie, body });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatch(/^The request is not understood: .+\.$/);
  });

  it("too large: 413, declared or not, and the next request is answered", async () => {
    const large = "x".repeat(300 * 1024);
    expect((await server.ask("/judge/marks", { method: "POST", cookie, body: large })).status).toBe(413);
    const stream = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const undeclared = await server.ask("/judge/marks", { method: "POST", cookie, body: stream, duplex: "half" } as RequestInit);
    expect(undeclared.status).toBe(413);
    expect((await post()).status).toBe(200);
  });

  it("two tablets at once: one is recorded, one is kept beside it", async () => {
    const answers = await Promise.all([post(), post({ marks: [mark({ value: 3 })] })]);
    const kinds = await Promise.all(answers.map(async (answer) => (await answer.json()).answers[0].kind));
    expect(kinds.sort()).toEqual(["conflict", "recorded"]);
  });

  it("while another process has the database: 503, and others are served; then taken under the same key", async () => {
    const other = openSqliteFile(server.runtime.env.databaseUrl.replace("file:", ""));
    const sent = mark();
    other.run("BEGIN IMMEDIATE");
    const [refused, page] = await Promise.all([post({ marks: [sent] }), server.ask("/healthz")]);
    expect([refused.status, refused.headers.get("retry-after"), page.status]).toEqual([503, "1", 200]);
    other.run("ROLLBACK");
    other.close();
    expect(await countRevisions()).toBe(0);
    const taken = await post({ marks: [sent] });
    expect(await taken.json()).toMatchObject({ answers: [{ kind: "recorded", revision: 1 }] });
  });
});
