/** The live desk: what it counts of a hall at work, who was heard of, and what it keeps from its reader. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAPER_DEVICE } from "#app/domain/marking/paper.ts";
import { getDesk } from "#app/queries/desk/get-desk.server.ts";
import { recordSeen } from "#app/services/desk/record-seen.server.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import {
  completeCode,
  createScene,
  defaultMarks,
  enter,
  fillForm,
  findFormId,
  openScene,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the live desk", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;

  const read = (of = scene) => getDesk(runtime, of.organiser, of.competitionId);

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
    await openScene(runtime, scene);
  });
  afterAll(() => runtime.dispose());

  it("counts forms by panel and names the codes that are missing, and nobody", async () => {
    const [first, second, third] = scene.entries;
    await completeCode(runtime, scene, first?.code, defaultMarks(0));
    const formId = await findFormId(runtime, scene, second?.code, "A2");
    await fillForm(runtime, scene, formId, { "A2.1": 2000 });
    await signForm(runtime, scene, formId);
    const desk = await read();
    const [event] = desk.events;
    expect(event && [event.open, event.signed, event.confirmed, event.present, event.entries]).toEqual([5, 1, 3, 3, 3]);
    const a2 = event?.groups.find(({ subCriterionId }) => subCriterionId === "A2");
    expect(a2 && [a2.open, a2.signed, a2.confirmed, a2.missing]).toEqual([1, 1, 1, [third?.code]]);
    const b1 = event?.groups.find(({ subCriterionId }) => subCriterionId === "B1");
    expect(b1?.missing).toEqual([second?.code, third?.code].sort());
    for (const secret of scene.secrets) expect(JSON.stringify(desk)).not.toContain(secret);
    expect(desk.pace.at(-1)?.count).toBe(3);
  });

  it("says who was heard of, once in a while for each device, and who was not", async () => {
    const [judge, other] = scene.judges;
    const deviceId = "device-of-the-hall-7a3f";
    runtime.clock.advanceMinutes(30);
    value(await recordSeen(runtime, judge, { deviceId, formId: null, takesOver: false }));
    const at = runtime.clock.now();
    runtime.clock.set(new Date(at.getTime() + 5_000));
    value(await recordSeen(runtime, judge, { deviceId, formId: null, takesOver: false }));
    const row = await runtime.database.read.lastSeen.findFirstOrThrow({ where: { userId: judge.userId } });
    expect(row.at.getTime()).toBe(at.getTime());
    const own = (await read()).devices.filter(({ judge: name, device }) => name === judge.displayName && device === "7a3f");
    expect(own).toEqual([{ judge: judge.displayName, event: "E1", device: "7a3f", at: at.toISOString(), isOnline: true }]);
    runtime.clock.set(new Date(at.getTime() + 60_000));
    expect((await read()).devices.find(({ device }) => device === "7a3f")?.isOnline).toBe(false);
    expect((await read()).unseen.every(({ judge: name }) => name !== other.displayName)).toBe(true);
    // What nobody did is in no log.
    expect(await runtime.database.read.auditRecord.count({ where: { act: { contains: "seen" } } })).toBe(0);
  });

  it("points out a panel that stands still, the judge it waits for, and what nobody confirms", async () => {
    const [, second] = scene.entries;
    const [judge] = scene.judges;
    const formId = await findFormId(runtime, scene, second?.code, "B1");
    value(await enter(runtime, judge, formId, { aspectId: "B1.1", value: 2 }));
    runtime.clock.advanceMinutes(25);
    const codes = (await read()).alerts.map(({ code }) => code);
    expect(codes).toContain("forms-standing");
    expect(codes).toContain("judge-silent");
    expect(codes).toContain("forms-unconfirmed");
    const silent = async () =>
      (await read()).alerts.filter(({ code }) => code === "judge-silent").map(({ params }) => params.judge);
    const both = [scene.judges[1].displayName, scene.judges[2].displayName].sort();
    expect(await silent()).toEqual(both);
    // What a clerk keys from paper makes nobody heard of, and paper is no tablet.
    const at = runtime.clock.now();
    const elsewhere = await findFormId(runtime, scene, scene.entries[0]?.code, "A2");
    const [, { userId: judgeId }] = scene.judges;
    const keyed = { formId: elsewhere, aspectId: "A2.1", judgeId, scoreRound: 1, value: 2000, deviceId: PAPER_DEVICE };
    await plantRows(runtime, (tables) =>
      tables.markRevision.create({ data: { ...keyed, key: "paper one", sequence: 99, enteredAt: at, receivedAt: at } }),
    );
    expect(await silent()).toEqual(both);
    expect((await read()).devices.map(({ device }) => device)).not.toContain(PAPER_DEVICE.slice(-4));
  });

  it("points out two values that nobody has chosen between, and a tablet at work that is gone", async () => {
    const [, , third] = scene.entries;
    const [judge, other] = scene.judges;
    const formId = await findFormId(runtime, scene, third?.code, "A2");
    await enter(runtime, judge, formId, { aspectId: "A2.1", value: 1_500 });
    const beside = await enter(runtime, other, formId, { aspectId: "A2.1", value: 1_600, replaces: null });
    expect(beside).toEqual({ ok: false, refusals: [{ code: "in-conflict" }] });
    value(await recordSeen(runtime, other, { deviceId: "tablet-of-other", formId, takesOver: false }));
    const alertsOf = async (code: string) => (await read()).alerts.filter((alert) => alert.code === code);
    expect((await alertsOf("conflicts-open")).map(({ params }) => params.count)).toEqual([1]);
    expect(await alertsOf("tablet-away")).toEqual([]);
    runtime.clock.advanceMinutes(6);
    expect((await alertsOf("tablet-away")).map(({ params }) => [params.judge, params.minutes])).toEqual([[other.displayName, 6]]);
    value(await recordSeen(runtime, other, { deviceId: "tablet-of-other", formId: null, takesOver: false }));
    expect(await alertsOf("tablet-away")).toEqual([]);
  });

  it("keeps codes from an organiser who knows who sits where, when the seat is the code", async () => {
    const seated = await createScene(runtime, { rules: { blindLayers: 2 } });
    await openScene(runtime, seated);
    const [event] = (await read(seated)).events;
    expect(event?.groups.map(({ open, missing }) => [open, missing])).toEqual([
      [3, null],
      [3, null],
      [3, null],
    ]);
  });
});
