/** The sockets: who is admitted to what, a board that follows each confirmation, and a browser's connection that heals itself. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { io } from "socket.io-client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { BoardSnapshot } from "#app/domain/board/board.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { type Connection, createConnection, type WatchState } from "#app/live/connection.ts";
import type { Watches, WatchName } from "#app/live/contract.ts";
import { newId, newSecret } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { sessionIdOf, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { listWatches } from "#app/routes/sockets/watches.server.ts";
import { startRealtime } from "../../server/realtime.ts";
import { addBoardWorld, type BoardWorld, confirmMark } from "../support/board-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

/** Long enough for a busy machine: how fast it is, the bench says. */
const WAIT_MS = 8_000;

describeOnEachDatabase("watches", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;
  let server: Server;
  let realtime: ReturnType<typeof startRealtime>;
  let connections: Connection[];

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
    connections = [];
    await start(0);
  });
  afterEach(async () => {
    for (const connection of connections) connection.close();
    await stop();
    await runtime.dispose();
  });

  async function start(port: number): Promise<void> {
    server = createServer();
    realtime = startRealtime({ server, runtime, watches: listWatches() });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  }

  async function stop(): Promise<void> {
    await realtime.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  function portOf(): number {
    return (server.address() as AddressInfo).port;
  }

  function connect(cookie: string | null = null): Connection {
    const connection = createConnection(`http://127.0.0.1:${portOf()}`, {
      forceNew: true,
      reconnectionDelay: 50,
      ...(cookie ? { extraHeaders: { cookie } } : {}),
    });
    connections.push(connection);
    return connection;
  }

  function watch<Name extends WatchName>(connection: Connection, name: Name, payload: Watches[Name]["payload"]) {
    const snapshots: Watches[Name]["snapshot"][] = [];
    const states: WatchState[] = [];
    const end = connection.watch(name, payload, {
      onSnapshot: (snapshot) => snapshots.push(snapshot),
      onState: (state) => states.push(state),
    });
    return { snapshots, states, end };
  }

  /** The Cookie header of someone who holds a role in the world's event. */
  async function signInAs(
    role: Role,
    competitionId = world.competitionId,
    eventId: string | null = world.eventId,
  ): Promise<string> {
    const [userId, token] = [newId(), newSecret()];
    await runtime.database.write(async ({ tables, audit }) => {
      const at = runtime.clock.now();
      await tables.user.create({
        data: { id: userId, username: userId, displayName: role, passwordHash: "", createdAt: at },
      });
      await tables.roleGrant.create({ data: { id: newId(), userId, role, competitionId, eventId, createdAt: at } });
      await tables.session.create({
        data: {
          id: sessionIdOf(token),
          userId,
          createdAt: at,
          expiresAt: new Date(at.getTime() + 3_600_000),
          userAgent: "test",
        },
      });
      await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "sign-in", objectKind: "user", objectId: userId });
      return allow(null);
    });
    const header = await setSessionCookie(runtime, token);
    return String(header.split(";")[0]);
  }

  const board = () => ({ competition: world.competition, event: world.event });

  it("sends a board to anyone on joining, and again after each confirmation", async () => {
    const { snapshots, states } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    expect(states.at(-1)).toEqual({ kind: "live" });
    expect(snapshots[0]).toMatchObject({ version: 1, progress: { confirmed: 0, total: 6 } });
    for (const [index, entry] of world.entries.entries()) {
      await confirmMark(runtime, entry, "A1", 4000 + index);
      await vi.waitFor(() => expect(snapshots.at(-1)?.progress?.confirmed).toBe(index + 1), { timeout: WAIT_MS, interval: 5 });
    }
    expect(snapshots.at(-1)?.version).toBe(4);
    expect(snapshots.at(-1)?.rows[0]).toMatchObject({ publicCode: world.entries[2].publicCode, mark: 4002, place: 1 });
  });

  it("sends what changed after the first whole board, and the whole again to who missed a number", async () => {
    const heard: Record<string, unknown>[] = [];
    const socket = io(`http://127.0.0.1:${portOf()}`, { forceNew: true, transports: ["websocket"] });
    socket.on("board", (message) => heard.push(message));
    const joined = await socket.emitWithAck("board", board());
    expect(JSON.parse(Buffer.from(joined.snapshot).toString("utf8"))).toMatchObject({ version: 1 });
    const { snapshots } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    await confirmMark(runtime, world.entries[0], "A1", 4000);
    await vi.waitFor(() => expect(heard).toHaveLength(1), WAIT_MS);
    expect(heard[0]).toMatchObject({ from: 1, to: 2, rows: [{ publicCode: world.entries[0].publicCode, mark: 4000, place: 1 }] });
    // A change that does not follow what is shown, as if one before it was lost.
    await vi.waitFor(() => expect(snapshots).toHaveLength(2), WAIT_MS);
    realtime.io.emit("board", { ...heard[0], from: 7, to: 8 });
    await vi.waitFor(() => expect(snapshots.length).toBeGreaterThan(2), WAIT_MS);
    expect(snapshots.at(-1)).toEqual(snapshots[1]);
    socket.close();
  });

  it("sends no name, delegation, review code or seat code while marks are blind", async () => {
    const { snapshots } = watch(connect(), "board", board());
    for (const entry of world.entries) await confirmMark(runtime, entry, "A1", 5000);
    await vi.waitFor(() => expect(snapshots.at(-1)?.progress?.confirmed).toBe(3), WAIT_MS);
    const text = JSON.stringify(snapshots);
    for (const { name, reviewCode, seatCode, entryId, subjectId } of world.entries) {
      for (const secret of [name, reviewCode, seatCode, entryId, subjectId, "潞城", "Lucheng"])
        expect(text).not.toContain(secret);
    }
  });

  it("shows what was committed although reading it failed, without another change", async () => {
    const { snapshots } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    const failing = vi.spyOn(runtime.database.read, "$queryRaw").mockRejectedValueOnce(new Error("The database restarts."));
    await confirmMark(runtime, world.entries[0], "A1", 4000);
    await vi.waitFor(() => expect(failing).toHaveBeenCalled(), WAIT_MS);
    await vi.waitFor(() => expect(snapshots.at(-1)?.progress?.confirmed).toBe(1), WAIT_MS);
    failing.mockRestore();
  });

  it("does not call live what a process shows that has lost its database", async () => {
    const { snapshots, states } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    const away = vi.spyOn(runtime, "isDatabaseAway").mockReturnValue(true);
    await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), WAIT_MS);
    // Nobody is let in again before it is back.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(states.at(-1)?.kind).toBe("stale");
    away.mockRestore();
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: "live" }), WAIT_MS);
  });

  it("keeps the boards of several events on one connection apart", async () => {
    const other = await addBoardWorld(runtime, { competition: "tz-2027" });
    const connection = connect();
    const [one, two] = [
      watch(connection, "board", board()),
      watch(connection, "board", { competition: "tz-2027", event: "ELE" }),
    ];
    await vi.waitFor(() => expect([one.snapshots.length, two.snapshots.length]).toEqual([1, 1]), WAIT_MS);
    await confirmMark(runtime, other.entries[0], "A1", 3000);
    await vi.waitFor(() => expect(two.snapshots).toHaveLength(2), WAIT_MS);
    expect(two.snapshots.every(({ competition }) => competition === "tz-2027")).toBe(true);
    expect(one.snapshots).toHaveLength(1);
  });

  it("has no board of a competition that was not announced, of an unknown event, or for a malformed payload", async () => {
    await addBoardWorld(runtime, { competition: "draft-2026", phase: "draft" });
    const connection = connect();
    const refused = [
      { competition: "draft-2026", event: "ELE" },
      { competition: "tz-2026", event: "NIX" },
      { competition: "nowhere", event: "ELE" },
      { competition: "tz-2026", event: "ELE", extra: "1" },
      { competition: { not: "" }, event: "ELE" },
    ];
    for (const payload of refused) {
      const { snapshots, states } = watch(connection, "board", payload as unknown as Watches["board"]["payload"]);
      await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), WAIT_MS);
      expect(snapshots).toEqual([]);
    }
  });

  it("nudges judges about a form, and nobody else", async () => {
    const [entry] = world.entries;
    const payload = { form: String(entry.forms.A1) };
    const admitted = await Promise.all(
      (["marking-judge", "chief-judge", "tally-clerk"] as const).map(async (role) =>
        watch(connect(await signInAs(role)), "form", payload),
      ),
    );
    const refused = [
      watch(connect(), "form", payload),
      watch(connect(await signInAs("organiser", world.competitionId, null)), "form", payload),
      watch(
        connect(await signInAs("marking-judge", (await addBoardWorld(runtime, { competition: "else" })).competitionId)),
        "form",
        payload,
      ),
    ];
    for (const { snapshots } of admitted) await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    await confirmMark(runtime, entry, "A1", 5000);
    for (const { snapshots } of admitted) {
      await vi.waitFor(() => expect(snapshots).toHaveLength(2), WAIT_MS);
      expect(snapshots.at(-1)).toEqual({ ...payload, revision: 1, status: "confirmed" });
    }
    for (const { snapshots, states } of refused) {
      await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), WAIT_MS);
      expect(snapshots).toEqual([]);
    }
  });

  it("nudges the offices and the chief judge about a round, and nobody else", async () => {
    const admitted = watch(connect(await signInAs("chief-judge")), "round", board());
    const organiser = watch(connect(await signInAs("organiser", world.competitionId, null)), "round", board());
    const refused = [watch(connect(), "round", board()), watch(connect(await signInAs("marking-judge")), "round", board())];
    await vi.waitFor(() => expect(admitted.snapshots).toEqual([{ ...board(), round: 1, phase: "judging" }]), WAIT_MS);
    await confirmMark(runtime, world.entries[0], "A1", 5000);
    for (const { snapshots } of [admitted, organiser])
      await vi.waitFor(() => expect(snapshots.length).toBeGreaterThan(1), WAIT_MS);
    for (const { snapshots, states } of refused) {
      await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), WAIT_MS);
      expect(snapshots).toEqual([]);
    }
  });

  it("says since when a board is stale while the server is away, and joins again by itself", async () => {
    const { snapshots, states } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    const port = portOf();
    const before = Date.now();
    await stop();
    await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), WAIT_MS);
    const stale = states.at(-1);
    expect(stale?.kind === "stale" && stale.since >= before).toBe(true);
    await confirmMark(runtime, world.entries[0], "A1", 5000);
    await start(port);
    await vi.waitFor(() => expect(states.at(-1)).toEqual({ kind: "live" }), 10 * WAIT_MS);
    expect((snapshots.at(-1) as BoardSnapshot).progress).toEqual({ confirmed: 1, total: 6 });
  });

  it("delivers nothing after the watch ended", async () => {
    const { snapshots, end } = watch(connect(), "board", board());
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), WAIT_MS);
    end();
    const other = watch(connections[0] as Connection, "board", board());
    await confirmMark(runtime, world.entries[0], "A1", 5000);
    await vi.waitFor(() => expect(other.snapshots.at(-1)?.version).toBe(2), WAIT_MS);
    expect(snapshots).toHaveLength(1);
  });
});
