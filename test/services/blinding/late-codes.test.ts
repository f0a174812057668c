/** Who is let in late gets a code that was drawn with the others: comparing the codes before and after tells nobody which one is his. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { createScene, type Scene } from "../../support/judging-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const LATE = { ...ALL_CHECKED, exception: "大巴故障" };

describeOnEachDatabase("codes of those who are let in late", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  const idOf = (index: number) => scene.entries[index]?.entryId ?? "";

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime, { entries: Array.from({ length: 5 }, () => ({ participation: "expected" as const })) });
    const { roundId, organiser, supervisor } = scene;
    must(await freezeRoster(runtime, organiser, { roundId }));
    must(await holdDraw(runtime, supervisor, { roundId, contribution: "第一签" }));
    for (const index of [0, 1, 2])
      must(await checkInEntry(runtime, organiser, { roundId, entryId: idOf(index), claim: ALL_CHECKED }));
    for (const index of [3, 4]) must(await markAbsent(runtime, organiser, { roundId, entryId: idOf(index) }));
    expect(must(await assignCodes(runtime, scene.blinding, { roundId }))).toEqual({ count: 3 });
  });
  afterEach(() => runtime.dispose());

  const listCodes = async () =>
    (await runtime.database.read.blindSubject.findMany({ where: { roundId: scene.roundId } }))
      .map(({ id, code }) => `${id} ${code}`)
      .sort();
  const listGiven = async () =>
    new Map(
      (await runtime.database.read.blindMapping.findMany({ where: { roundId: scene.roundId } })).map(({ entryId, subjectId }) => [
        entryId,
        subjectId,
      ]),
    );
  const letIn = async (index: number) => {
    const { roundId, organiser, blinding } = scene;
    must(await checkInEntry(runtime, organiser, { roundId, entryId: idOf(index), claim: LATE }));
    return must(await assignCodes(runtime, blinding, { roundId }));
  };

  it("stand among all others from the start, and change nothing of them", async () => {
    const before = await listCodes();
    expect(before).toHaveLength(5);
    expect((await listGiven()).size).toBe(3);
    expect(await letIn(3)).toEqual({ count: 1 });
    expect(await listCodes()).toEqual(before);
    expect(await letIn(4)).toEqual({ count: 1 });
    expect(await listCodes()).toEqual(before);
    const given = await listGiven();
    expect(new Set(given.values()).size).toBe(5);
    expect(before.map((line) => line.split(" ")[0]).sort()).toEqual([...given.values()].sort());
  });

  it("would be told by comparing, had no code been drawn for them before", async () => {
    const given = new Set((await listGiven()).values());
    await plantRows(runtime, (tables) => tables.blindSubject.deleteMany({ where: { id: { notIn: [...given] } } }));
    const before = await listCodes();
    await letIn(3);
    const added = (await listCodes()).filter((line) => !before.includes(line));
    // The control: the one that is new is his.
    expect(added).toContainEqual(expect.stringContaining((await listGiven()).get(idOf(3)) ?? "?"));
  });

  it("of whoever did not come are gone when judging opens, and have no forms", async () => {
    await letIn(3);
    must(await openJudging(runtime, scene.chief, { roundId: scene.roundId }));
    const given = [...(await listGiven()).values()].sort();
    expect(given).toHaveLength(4);
    expect((await listCodes()).map((line) => line.split(" ")[0])).toEqual(given);
    const forms = await runtime.database.read.markingForm.findMany({ where: { roundId: scene.roundId } });
    expect([...new Set(forms.map(({ subjectId }) => subjectId))].sort()).toEqual(given);
  });
});
