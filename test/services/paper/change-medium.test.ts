/** A round goes to paper and back in the middle of a day: what tablets had delivered stays, what comes late is refused. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Notice } from "#app/platform/bus.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { changeMedium } from "#app/services/paper/change-medium.server.ts";
import {
  confirmAsClerk,
  createScene,
  enter,
  fillForm,
  findFormId,
  openScene,
  refusalCodes,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("paper and back", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
    await openScene(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
  });
  afterAll(() => runtime.dispose());

  const go = (medium: "paper" | "tablet", actor = scene.chief) =>
    changeMedium(runtime, actor, { roundId: scene.roundId, medium, reason: "赛场网络中断" });
  const revisions = () => runtime.database.read.markRevision.findMany({ where: { formId }, orderBy: { sequence: "asc" } });
  const statusOf = async (id: string) => (await runtime.database.read.markingForm.findUniqueOrThrow({ where: { id } })).status;

  it("keeps what tablets had delivered, refuses what comes late, and goes on where it was", async () => {
    const key = newId();
    const [a, b, c] = scene.judges;
    const delivered = value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 2, key, replaces: null }));
    const before = await revisions();
    value(await go("paper"));
    expect(refusalCodes(await enter(runtime, b, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["round-on-paper"]);
    // Even a value that would be wrong anyway is told the one thing that helps.
    expect(refusalCodes(await enter(runtime, b, formId, { aspectId: "A1.1", value: 9 }))).toEqual(["round-on-paper"]);
    expect(await revisions()).toEqual(before);
    // The answer to the first arrival was lost on the way: it was acknowledged, and is again.
    expect(value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 2, key, replaces: null }))).toEqual(delivered);
    value(await go("tablet", scene.organiser));
    value(await enter(runtime, b, formId, { aspectId: "A1.1", value: 2 }));
    value(await enter(runtime, c, formId, { aspectId: "A1.1", value: 3 }));
    expect((await revisions()).map(({ value: entered }) => entered)).toEqual([2, 2, 3]);
  });

  it("leaves signed and confirmed forms as they are", async () => {
    await fillForm(runtime, scene, formId, { "A1.1": 2, "A1.2": 750 });
    await signForm(runtime, scene, formId);
    const other = await findFormId(runtime, scene, scene.entries[1]?.code, "A2");
    await fillForm(runtime, scene, other, { "A2.1": 1900 });
    await signForm(runtime, scene, other);
    await confirmAsClerk(runtime, scene, other);
    value(await go("paper"));
    expect([await statusOf(formId), await statusOf(other)]).toEqual(["signed", "confirmed"]);
    await confirmAsClerk(runtime, scene, formId);
    expect(await statusOf(formId)).toBe("confirmed");
  });

  it("is recorded each time, and every open form is told", async () => {
    const notices: Notice[] = [];
    const stop = runtime.bus.subscribe((notice) => notices.push(notice));
    value(await go("paper"));
    value(await go("tablet"));
    stop();
    const { roundId } = scene;
    const changes = await runtime.database.read.mediumChange.findMany({ where: { roundId }, orderBy: { id: "asc" } });
    expect(changes.map(({ medium, reason, changedById }) => [medium, reason, changedById])).toEqual([
      ["paper", "赛场网络中断", scene.chief.userId],
      ["tablet", "赛场网络中断", scene.chief.userId],
    ]);
    const records = await runtime.database.read.auditRecord.findMany({ where: { act: "change-medium", objectId: roundId } });
    expect(records.map(({ payload }) => (payload as { medium: string }).medium)).toEqual(["paper", "tablet"]);
    expect(JSON.stringify(records)).not.toContain("赛场");
    expect(notices.filter((notice) => notice.kind === "form-changed")).toHaveLength(2 * 9);
  });

  it("is not done twice, not even at the same moment, nor when judging is over", async () => {
    const both = await Promise.all([go("paper"), go("paper", scene.organiser)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(refusalCodes(await go("paper"))).toEqual(["medium-already"]);
    await runtime.database.write(async ({ tables, audit }) => {
      await tables.round.update({ where: { id: scene.roundId }, data: { phase: "recheck" } });
      await audit({ chain: "system", actorId: null, act: "arrange", objectKind: "round", objectId: scene.roundId });
      return { ok: true, value: null };
    });
    expect(refusalCodes(await go("tablet"))).toEqual(["marking-over"]);
  });
});
