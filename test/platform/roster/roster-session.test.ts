/** A thread that ends while nobody asks it anything: whoever asks next is told at once. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { RosterThreadEnded, withRosterThread } from "#app/platform/roster/roster-session.server.ts";

it("tells whoever asks after it was told to stop between two calls", async () => {
  const stop = new AbortController();
  const asked = withRosterThread(stop.signal, async (session) => {
    await session.ask("close", null);
    stop.abort();
    // Meanwhile a statement of the database runs, and the thread ends.
    await sleep(500);
    await session.ask("close", null);
  });
  await expect(asked).rejects.toBeInstanceOf(RosterThreadEnded);
  await expect(withRosterThread(null, (session) => session.ask("close", null))).resolves.toBeUndefined();
}, 10_000);
