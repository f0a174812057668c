/** Sockets of those who mean ill or are no longer welcome: malformed frames, pages of other sites, grants and sessions that ended. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { listWatches } from "#app/routes/sockets/watches.server.ts";
import { startRealtime } from "../../server/realtime.ts";
import { makeScheme, plantCompetition, plantEvent, plantGrant, plantRegion, plantUser } from "../support/plant.ts";
import { createTestRuntime, type TestRuntime } from "../support/runtime.ts";

const WATCHED = { competition: "tz26", event: "E1" };

let runtime: TestRuntime;
let server: Server;
let realtime: ReturnType<typeof startRealtime>;
let url: string;
let roundId: string;
let eventId: string;
let competitionId: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  runtime = await createTestRuntime();
  await write(async ({ tables }) => {
    const at = runtime.clock.now();
    const hostRegion = await plantRegion(tables, { code: "110112", name: "Tongzhou" });
    competitionId = await plantCompetition(tables, {
      code: WATCHED.competition,
      name: "Planted",
      phase: "running",
      hostRegion,
      at,
    });
    const event = { competitionId, code: WATCHED.event, name: "Welding", phase: "judging", createdById: "nobody", at } as const;
    ({ eventId, roundId } = await plantEvent(tables, { ...event, scheme: makeScheme(4) }));
  });
  server = createServer((_request, response) => response.end("alive"));
  realtime = startRealtime({ server, runtime, watches: listWatches() });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const socket of sockets) socket.close();
  await realtime.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await runtime.dispose();
});

async function write(work: (write: Write) => Promise<unknown>): Promise<void> {
  await runtime.database.write(async (one) => {
    await work(one);
    await one.audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
    return allow(null);
  });
}

/** The id and the Cookie header of a new chief judge of the event. */
async function plantChief(username: string): Promise<{ userId: string; sessionId: string; cookie: string }> {
  const token = newSecret();
  const sessionId = sessionIdOf(token);
  let userId = "";
  await write(async ({ tables }) => {
    const at = runtime.clock.now();
    userId = await plantUser(tables, { username, displayName: username, passwordHash: "none", at });
    await plantGrant(tables, { userId, role: "chief-judge", competitionId, eventId, at });
    const expiresAt = new Date(at.getTime() + 3_600_000);
    await tables.session.create({ data: { id: sessionId, userId, createdAt: at, expiresAt, userAgent: "test" } });
  });
  return { userId, sessionId, cookie: (await setSessionCookie(runtime, token)).split(";")[0] ?? "" };
}

function connect(headers: Readonly<Record<string, string>> = {}): Promise<Socket> {
  const socket = io(url, { forceNew: true, reconnection: false, transports: ["websocket"], extraHeaders: { ...headers } });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(socket));
    socket.once("connect_error", reject);
  });
}

async function watchRound(socket: Socket): Promise<boolean> {
  const answer: unknown = await socket.timeout(2_000).emitWithAck("round", WATCHED);
  return (answer as { ok: boolean }).ok;
}

const isBoardServed = async () => {
  const answer: unknown = await (await connect()).timeout(2_000).emitWithAck("board", WATCHED);
  return (answer as { ok: boolean }).ok;
};

it.each([
  "2",
  "2[",
  `2["board"`,
  `2["board"]`,
  `2["board",null]`,
  `20["board",null]`,
  `20["board",{"competition":{"$gt":""},"event":"E1"}]`,
  `20["board",{"competition":"tz26","event":"E1","more":1}]`,
  `20["board",{"__proto__":{"competition":"tz26"},"event":"E1"}]`,
  `20["__proto__",{}]`,
  `20["constructor",{}]`,
  `20["disconnect",{}]`,
  `20["nothing",{}]`,
  `20["round",${JSON.stringify(WATCHED)}]`,
  `20["form",{"form":"' OR 1=1 --"}]`,
  `51-["board",{"_placeholder":true,"num":9}]`,
  `3999[]`,
  "9",
  "not a packet",
  `20["board",${"[".repeat(3_000)}${"]".repeat(3_000)}]`,
])("survives the frame %s", async (frame) => {
  const socket = await connect();
  let isGiven = false;
  socket.onAny(() => {
    isGiven = true;
  });
  socket.io.engine.write(frame);
  // The next answer comes after the frame was read; a socket cut off for it has its answer too.
  await socket
    .timeout(500)
    .emitWithAck("board", { competition: "tz26", event: "E9" })
    .catch(() => undefined);
  expect(isGiven).toBe(false);
  expect(await isBoardServed()).toBe(true);
});

it("cuts off who sends more than any message needs", async () => {
  const socket = await connect();
  const ended = new Promise((resolve) => socket.once("disconnect", resolve));
  socket.io.engine.write(`20["board","${"x".repeat(40_000)}"]`);
  await ended;
  expect(await isBoardServed()).toBe(true);
});

it.each(["{", "4", `42["board"`, `40\u001e42["board",null]`, "x".repeat(20_000)])("survives the polled body %#", async (body) => {
  const opened = await (await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  await fetch(`${url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, { method: "POST", body }).catch(() => undefined);
  expect(await isBoardServed()).toBe(true);
});

it("takes no socket from a page of another site", async () => {
  const { cookie } = await plantChief("chief-of-origins");
  for (const Origin of ["https://evil.example", "null", `${url}.evil.example`]) {
    await expect(connect({ Origin, cookie })).rejects.toThrow();
    expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { Origin } })).status).toBe(403);
  }
  expect(await watchRound(await connect({ Origin: url, cookie }))).toBe(true);
});

it.each([
  [
    "the session is ended",
    (write: Write, { sessionId }: { sessionId: string }) =>
      write.tables.session.update({ where: { id: sessionId }, data: { revokedAt: runtime.clock.now() } }),
  ],
  [
    "the account is disabled",
    (write: Write, { userId }: { userId: string }) =>
      write.tables.user.update({ where: { id: userId }, data: { disabledAt: runtime.clock.now() } }),
  ],
  [
    "the role is taken back",
    (write: Write, { userId }: { userId: string }) =>
      write.tables.roleGrant.updateMany({ where: { userId }, data: { revokedAt: runtime.clock.now() } }),
  ],
])("tells nothing more when %s", async (name, end) => {
  const leaver = await plantChief(`leaver: ${name}`);
  const stayer = await plantChief(`stayer: ${name}`);
  const [leaving, staying] = [await connect({ cookie: leaver.cookie }), await connect({ cookie: stayer.cookie })];
  expect([await watchRound(leaving), await watchRound(staying)]).toEqual([true, true]);

  let told = 0;
  leaving.on("round", () => {
    told += 1;
  });
  const change = async (...watching: readonly Socket[]) => {
    const areTold = watching.map((socket) => new Promise((resolve) => socket.once("round", resolve)));
    await write(async ({ announce }) => announce({ kind: "round-changed", roundId }));
    await Promise.all(areTold);
  };
  await change(leaving, staying);
  const cut = new Promise((resolve) => leaving.once("disconnect", resolve));
  await write((one) => end(one, leaver));
  await change(staying);
  await cut;
  expect(told).toBe(1);
  expect(await watchRound(await connect({ cookie: leaver.cookie }))).toBe(false);
});
