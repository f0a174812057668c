/** The ceremony's watch: everyone is told within a second of the presenter's tap, and nobody a name that was not shown. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { CeremonySnapshot } from "#app/domain/ceremony/shown.ts";
import { type Connection, createConnection, type WatchState } from "#app/live/connection.ts";
import { listWatches } from "#app/routes/sockets/watches.server.ts";
import { startRealtime } from "../../server/realtime.ts";
import { createCeremonyScene, findEarly, prepare, tap } from "../support/ceremony-steps.ts";
import { createScene, type Scene, value } from "../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

const SECOND_MS = 1_000;
/** A whole round is marked and signed first. */
const MARKING_MS = 240_000;
/** Shares of 10 and 20 percent, rounded up: of five entries one wins the first prize and one the second; no third is given below six. */
const FIVE = { entries: [{}, {}, {}, {}, {}] };

describeOnEachDatabase("a ceremony's watch", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let names: readonly string[];
  let server: Server;
  let realtime: ReturnType<typeof startRealtime>;
  const connections: Connection[] = [];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    ({ scene, names } = await createCeremonyScene(runtime, FIVE));
    server = createServer();
    realtime = startRealtime({ server, runtime, watches: listWatches() });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  }, MARKING_MS);
  afterAll(async () => {
    for (const connection of connections) connection.close();
    await realtime.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await runtime.dispose();
  });

  function watch(competition: string) {
    const connection = createConnection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { forceNew: true });
    connections.push(connection);
    const snapshots: CeremonySnapshot[] = [];
    const states: WatchState[] = [];
    connection.watch(
      "ceremony",
      { competition },
      {
        onSnapshot: (snapshot) => snapshots.push(snapshot),
        onState: (state) => states.push(state),
      },
    );
    return { snapshots, states };
  }

  it("follows each tap within a second, in order, with the names of each scene alone", async () => {
    const { snapshots } = watch(scene.competitionCode);
    await vi.waitFor(() => expect(snapshots).toHaveLength(1), SECOND_MS);
    expect(snapshots[0]).toMatchObject({ number: 0, version: 0, shown: { kind: "waiting" } });
    await prepare(runtime, scene);
    await vi.waitFor(() => expect(snapshots.at(-1)?.shown.kind).toBe("opening"), SECOND_MS);
    const shown = new Set<string>();
    for (let version = 1; ; version += 1) {
      const tapped = await tap(runtime, scene, "next");
      if (!tapped.ok) break;
      await vi.waitFor(() => expect(snapshots.at(-1)?.version).toBe(version), { timeout: SECOND_MS, interval: 5 });
      const last = snapshots.at(-1) as CeremonySnapshot;
      if (last.shown.kind === "name") for (const name of last.shown.winner.names) shown.add(name);
      // Everything that was ever sent names those only whose scene has come.
      expect(findEarly(JSON.stringify(snapshots), names, [...shown])).toEqual([]);
    }
    expect(snapshots.at(-1)?.shown.kind).toBe("closing");
    // Nobody without a prize was ever named.
    expect([...shown]).toEqual([names[1], names[0]]);
  });

  it("goes back to the truth after a step back, and for who joins late", async () => {
    const { snapshots } = watch(scene.competitionCode);
    await vi.waitFor(() => expect(snapshots.at(-1)?.shown.kind).toBe("closing"), SECOND_MS);
    value(await tap(runtime, scene, "back"));
    await vi.waitFor(
      () => expect(snapshots.at(-1)?.shown).toMatchObject({ kind: "name", winner: { names: [names[0]] } }),
      SECOND_MS,
    );
    const late = watch(scene.competitionCode);
    await vi.waitFor(() => expect(late.snapshots.at(-1)).toEqual(snapshots.at(-1)), SECOND_MS);
  });

  it("is there for no competition that was not announced", async () => {
    const other = await createScene(runtime);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.competition.update({ where: { id: other.competitionId }, data: { phase: "draft" } });
      await audit({ chain: other.competitionId, actorId: null, act: "test", objectKind: "competition", objectId: "test" });
      return { ok: true, value: null };
    });
    for (const competition of [other.competitionCode, "nowhere"]) {
      const { snapshots, states } = watch(competition);
      await vi.waitFor(() => expect(states.at(-1)?.kind).toBe("stale"), SECOND_MS);
      expect(snapshots).toEqual([]);
    }
  });
});
