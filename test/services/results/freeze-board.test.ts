/** A frozen board stands as it was: nothing confirmed later can be told from it, until a person ends that or the results are published. */
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import { getHome } from "#app/queries/public/get-home.server.ts";
import { endFreeze } from "#app/services/results/end-freeze.server.ts";
import { freezeBoard } from "#app/services/results/freeze-board.server.ts";
import { addBoardWorld, type BoardWorld, confirmMark, publishOnSite, setDisclosure } from "../../support/board-steps.ts";
import { must } from "../../support/competition-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const ORGANISER: Actor = { userId: "organiser", displayName: "organiser", organisationId: null, sessionId: "test", grants: [] };

describeOnEachDatabase("freezing a board", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  const board = () => getBoard(runtime, world.roundId);
  const freeze = () => freezeBoard(runtime, ORGANISER, { roundId: world.roundId, reason: "ceremony tonight" });
  const end = () => endFreeze(runtime, ORGANISER, { roundId: world.roundId, reason: "the ceremony is over" });

  it("keeps marks, places, progress and version as they were, whatever is confirmed later", async () => {
    const [first, second, third] = world.entries;
    await confirmMark(runtime, first, "A1", 4000);
    const live = await board();
    expect(must(await freeze())).toEqual({ frozenAt: runtime.clock.now().toISOString() });
    const frozen = await board();
    expect(frozen).toEqual({
      ...live,
      version: live.version + 1,
      changedAt: runtime.clock.now().toISOString(),
      frozenAt: runtime.clock.now().toISOString(),
    });
    runtime.clock.advanceMinutes(1);
    for (const entry of [second, third]) await confirmMark(runtime, entry, "A1", 5000);
    expect(await board()).toEqual(frozen);
    expect((await getHome(runtime, "")).live[0]?.events[0]?.progress).toEqual({ confirmed: 1, total: 6 });
    // A step down or up in disclosure shows less or more of the same moment.
    await setDisclosure(runtime, world, "progress");
    expect(await board()).toEqual({ ...frozen, disclosure: "progress", maximum: null, rows: [] });
    await setDisclosure(runtime, world, "closed");
    expect(await board()).toMatchObject({ disclosure: "closed", version: 0, frozenAt: null, progress: null, rows: [] });
  });

  it("ends by a person, who gives a reason, and everything is shown", async () => {
    await confirmMark(runtime, world.entries[0], "A1", 4000);
    must(await freeze());
    await confirmMark(runtime, world.entries[1], "A1", 5000);
    runtime.clock.advanceMinutes(5);
    must(await end());
    expect(await board()).toMatchObject({ frozenAt: null, version: 5, progress: { confirmed: 2, total: 6 } });
    const rows = await runtime.database.read.roundFreeze.findMany();
    expect(rows).toMatchObject([
      { frozenById: "organiser", reason: "ceremony tonight", endedById: "organiser", endReason: "the ceremony is over" },
    ]);
    expect(rows[0]?.endedAt).toEqual(runtime.clock.now());
    const acts = await runtime.database.read.auditRecord.findMany({
      where: { objectId: world.roundId },
      orderBy: { sequence: "asc" },
    });
    expect(acts.map(({ act }) => act).filter((act) => act.includes("freeze"))).toEqual(["freeze-board", "end-freeze"]);
  });

  it("is refused twice, and so is ending what does not stand", async () => {
    expect(await end()).toMatchObject({ ok: false, refusals: [{ code: "not-frozen" }] });
    must(await freeze());
    expect(await freeze()).toMatchObject({ ok: false, refusals: [{ code: "already-frozen" }] });
    expect(await runtime.database.read.roundFreeze.count()).toBe(1);
  });

  it("does not hold back what was published by name", async () => {
    must(await freeze());
    for (const entry of world.entries) for (const form of ["A1", "B1"]) await confirmMark(runtime, entry, form, 3000);
    await publishOnSite(runtime, world);
    expect(await board()).toMatchObject({ disclosure: "named", frozenAt: null, progress: { confirmed: 6, total: 6 } });
    expect(await freeze()).toMatchObject({ ok: false });
  });
});
