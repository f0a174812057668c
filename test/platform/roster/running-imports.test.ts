/** An import that is being read is not taken for one whose process ended, also where no other process could tell. */
import { expect, it } from "vitest";
import { createNoPeers } from "#app/platform/processes/peers.server.ts";
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
