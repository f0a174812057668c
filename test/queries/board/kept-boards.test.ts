/** A crowd's board is computed once per change, and at most four times a second however fast changes come. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import { getKeptBoards } from "#app/queries/board/kept-boards.server.ts";
import { addBoardWorld, type BoardWorld, confirmMark } from "../../support/board-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PACE_MS = 250;

describeOnEachDatabase("kept boards", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  const get = () => getKeptBoards(runtime).get(world.roundId);

  it("are the board's own bytes, and the same object until something is announced", async () => {
    const [one, other] = await Promise.all([get(), get()]);
    expect(other).toBe(one);
    expect(one.snapshot).toEqual(await getBoard(runtime, world.roundId));
    expect(JSON.parse(one.encoded.bytes.toString("utf8"))).toEqual(one.snapshot);
    expect(one.encoded.etag).toMatch(/^"[0-9a-f]{64}"$/);
    await confirmMark(runtime, world.entries[0], "A1", 4000);
    const next = await get();
    expect(next.snapshot).toMatchObject({ version: 2, progress: { confirmed: 1, total: 6 } });
    expect(next.encoded.etag).not.toBe(one.encoded.etag);
  });

  it("follow a form that was opened again and corrected", async () => {
    const [entry] = world.entries;
    await confirmMark(runtime, entry, "A1", 4000);
    const markOf = async () => (await get()).snapshot.rows.find(({ publicCode }) => publicCode === entry.publicCode)?.mark;
    expect(await markOf()).toBe(4000);
    await confirmMark(runtime, entry, "A1", 2500, { revision: 2 });
    expect(await markOf()).toBe(2500);
    expect((await get()).snapshot).toEqual(await getBoard(runtime, world.roundId));
  });

  it("follow a scheme that was changed under forms that were not marked again", async () => {
    const [entry] = world.entries;
    await confirmMark(runtime, entry, "A1", 4000);
    const markOf = async () => (await get()).snapshot.rows.find(({ publicCode }) => publicCode === entry.publicCode)?.mark;
    expect(await markOf()).toBe(4000);
    await plantRows(runtime, async (tables) => {
      const round = await tables.round.findUniqueOrThrow({ where: { id: world.roundId }, include: { scheme: true } });
      if (!round.scheme) throw new Error("The round has no scheme.");
      // What was 40.00 as it stood answers a question now, and not with yes.
      const text = JSON.stringify(round.scheme.content);
      const content = JSON.parse(text.replaceAll('"kind":"measurement"', '"kind":"measurement","way":{"kind":"yes-no"}'));
      const changed = { ...round.scheme, id: newId(), version: round.scheme.version + 1, content };
      await tables.markingScheme.create({ data: changed });
      await tables.round.update({ where: { id: world.roundId }, data: { schemeId: changed.id } });
    });
    runtime.bus.publish({ kind: "board-changed", roundId: world.roundId });
    expect(await markOf()).toBe(0);
    expect((await get()).snapshot).toEqual(await getBoard(runtime, world.roundId));
  });

  it("stay the same object where a notice has changed nothing that is shown", async () => {
    const one = await get();
    runtime.bus.publish({ kind: "board-changed", roundId: world.roundId });
    expect(await get()).toBe(one);
  });

  it("are current for whoever asks after a confirmation, and computed no faster than the pace", async () => {
    const seen = new Set<object>();
    const start = performance.now();
    let isOver = false;
    const asking = (async () => {
      while (!isOver) {
        seen.add(await get());
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    let version = 1;
    for (const entry of world.entries)
      for (const form of ["A1", "B1"]) {
        await confirmMark(runtime, entry, form, 1000);
        version += 1;
        if (form === "B1") expect((await get()).snapshot.version).toBeGreaterThanOrEqual(version);
      }
    isOver = true;
    await asking;
    expect(seen.size).toBeLessThanOrEqual((performance.now() - start) / PACE_MS + 2);
    expect((await get()).snapshot).toEqual(await getBoard(runtime, world.roundId));
  });

  it("fail for a round that is not there, again and again", async () => {
    for (let time = 0; time < 2; time += 1) await expect(getKeptBoards(runtime).get("no-such-round")).rejects.toThrow();
  });
});
