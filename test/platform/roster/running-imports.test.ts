/** An import that is being read is known in every process, also where no other process could tell, and one that is done in none. */
import { expect, it } from "vitest";
import { createNoPeers, type Peers, type Word } from "#app/platform/processes/peers.server.ts";
import { createRunningImports } from "#app/platform/roster/running-imports.server.ts";

it("knows what runs in this very process, until it is done", async () => {
  const imports = createRunningImports(createNoPeers());
  let finish = (): void => {};
  const done = imports.run("one", "reading", () => new Promise<void>((resolve) => (finish = resolve)));
  expect([await imports.isRunning("one"), await imports.isRunning("other")]).toEqual([true, false]);
  finish();
  await done;
  expect(await imports.isRunning("one")).toBe(false);
});

it("is followed in another process while it runs, and no longer once it is done", async () => {
  const listeners: ((word: Word) => void)[] = [];
  const other = createRunningImports({ ...createNoPeers(), hear: (listener) => void listeners.push(listener) });
  const peers: Peers = { ...createNoPeers(), tell: (word) => listeners.forEach((listener) => void listener(word)) };
  const here = createRunningImports(peers);
  let finish = (): void => {};
  const done = here.run("one", "storing", () => new Promise<void>((resolve) => (finish = resolve)));
  expect(other.findProgress("one")).toEqual({ work: "storing", rowsTotal: null, rowsDone: 0 });
  finish();
  await done;
  expect(other.findProgress("one")).toBeNull();
});
