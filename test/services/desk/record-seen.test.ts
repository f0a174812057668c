/** What a judge's device hears when it says which form is open on it: colleagues, his own other device, and never a refusal of a mark. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FormPresence } from "#app/domain/tablet/open-forms.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type RecordSeenInput, recordSeen } from "#app/services/desk/record-seen.server.ts";
import { createScene, enter, findFormId, openScene, type Scene, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("a form that is open on several devices", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  const heard: Notice[] = [];

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await createScene(runtime);
    await openScene(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
    runtime.bus.subscribe((notice) => heard.push(notice));
  });
  afterAll(() => runtime.dispose());

  async function tell(judge: Actor, device: string, changes: Partial<RecordSeenInput> = {}): Promise<FormPresence> {
    const told = value(await recordSeen(runtime, judge, { deviceId: `tablet-${device}`, formId, takesOver: false, ...changes }));
    if (told === null) throw new Error("Nothing was said of a form.");
    return told;
  }

  it("names the colleague and his device, and nobody's work", async () => {
    const [first, second] = scene.judges;
    expect(await tell(first, "aaaa")).toEqual({ formId, others: [], hold: { kind: "here" } });
    expect(heard).toContainEqual({ kind: "form-changed", formId, roundId: scene.roundId });
    const told = await tell(second, "bbbb");
    expect(told.others).toEqual([
      { judgeId: first.userId, device: "aaaa", at: runtime.clock.now().toISOString(), isOnline: true },
    ]);
    expect(told.hold).toEqual({ kind: "here" });
    for (const secret of scene.secrets) expect(JSON.stringify(told)).not.toContain(secret);
  });

  it("tells nobody anew of a device that only says again that it is there", async () => {
    const [first] = scene.judges;
    runtime.clock.advanceMinutes(1);
    heard.length = 0;
    await tell(first, "aaaa");
    expect(heard).toEqual([]);
  });

  it("lets a judge take it over on another device, tells the first one, and takes marks from both", async () => {
    const [first] = scene.judges;
    expect((await tell(first, "cccc")).hold).toMatchObject({ kind: "elsewhere", device: { device: "aaaa" } });
    // Presence decides nothing: what is entered on the second device without a take-over is a mark like any other.
    value(await enter(runtime, first, formId, { aspectId: "A1.1", value: 1 }));
    heard.length = 0;
    expect((await tell(first, "cccc", { takesOver: true })).hold).toEqual({ kind: "here" });
    expect(heard).toContainEqual({ kind: "form-changed", formId, roundId: scene.roundId });
    expect((await tell(first, "aaaa")).hold).toMatchObject({ kind: "taken", device: { device: "cccc" } });
    // What the first one kept is delivered all the same.
    value(await enter(runtime, first, formId, { aspectId: "A1.1", value: 2 }));
    expect(await runtime.database.read.markRevision.count({ where: { formId, judgeId: first.userId } })).toBe(2);
  });

  it("forgets the form when the device turns to another one, or to none", async () => {
    const [first] = scene.judges;
    const other = await findFormId(runtime, scene, scene.entries[1]?.code, "A1");
    await tell(first, "cccc", { formId: other });
    expect((await tell(first, "aaaa", { takesOver: true })).hold).toEqual({ kind: "here" });
    expect(value(await recordSeen(runtime, first, { deviceId: "tablet-aaaa", formId: null, takesOver: false }))).toBeNull();
    expect((await tell(scene.judges[1], "bbbb")).others).toEqual([]);
  });

  it("says nothing of a form that is not his", async () => {
    for (const actor of [scene.chief, scene.clerk]) {
      const decision = await recordSeen(runtime, actor, { deviceId: "tablet-dddd", formId, takesOver: false });
      expect(decision).toEqual({ ok: false, refusals: [{ code: "not-found" }] });
    }
    expect(await runtime.database.read.lastSeen.count({ where: { deviceId: "tablet-dddd" } })).toBe(0);
  });
});
