/** Two processes on PostgreSQL: what a person does at one shows on the screens of those who watch at the other, within a second. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, createConnection } from "#app/live/connection.ts";
import type { BoardSnapshot } from "#app/live/contract.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listWatches } from "#app/routes/sockets/watches.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { startRealtime } from "../../server/realtime.ts";
import { addBoardWorld, type BoardWorld, CLERK, confirmMark, signForm } from "../support/board-steps.ts";
import { must } from "../support/competition-steps.ts";
import { createTestRuntime, postgresUrl, type TestRuntime } from "../support/runtime.ts";
import { openSecondRuntime } from "../support/two-runtimes.ts";

const SECOND_MS = 1_000;

describe.runIf(postgresUrl)("a form that one process confirms", () => {
  let one: TestRuntime;
  let other: Runtime;
  let world: BoardWorld;
  let server: Server;
  let realtime: ReturnType<typeof startRealtime>;
  let connection: Connection;
  const shown: BoardSnapshot[] = [];

  beforeAll(async () => {
    one = await createTestRuntime("postgresql");
    other = await openSecondRuntime(one);
    world = await addBoardWorld(one);
    server = createServer();
    // The viewers are the other one's alone.
    realtime = startRealtime({ server, runtime: other, watches: listWatches() });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    connection = createConnection(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { forceNew: true });
    const { competition, event } = world;
    connection.watch("board", { competition, event }, { onSnapshot: (board) => shown.push(board), onState: () => {} });
    await vi.waitFor(() => expect(shown).toHaveLength(1));
  }, 120_000);
  afterAll(async () => {
    connection.close();
    await realtime.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await other.close();
    await one.dispose();
  });

  it("is on the boards of the other's viewers within a second, whichever of the two it was", async () => {
    const [first, second, third] = world.entries;
    for (const [at, entry, mark] of [
      [one, first, 5_100],
      [other, second, 5_200],
      [one, third, 5_300],
    ] as const) {
      await confirmMark(at, entry, "A1", mark);
      await vi.waitFor(() => expect(JSON.stringify(shown.at(-1))).toContain(String(mark)), { timeout: SECOND_MS, interval: 5 });
      expect(JSON.stringify(shown.at(-1))).toContain(entry.publicCode);
    }
  });

  it("is on none of them while it is only signed: what is seen is the confirmation", async () => {
    const formId = String(world.entries[0].forms.B1);
    await signForm(one, formId, "B1.1", 3_700);
    await new Promise((resolve) => setTimeout(resolve, SECOND_MS));
    expect(JSON.stringify(shown)).not.toMatch(/8800|88\.00/);
    must(await confirmForm(one, CLERK, { formId, revision: 1 }));
    await vi.waitFor(() => expect(JSON.stringify(shown.at(-1))).toContain("8800"), { timeout: SECOND_MS, interval: 5 });
  });
});
