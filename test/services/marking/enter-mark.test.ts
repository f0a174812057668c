/** Entering marks: exactly once for each key, only what the rules allow, never over an earlier value. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Notice } from "#app/platform/bus.server.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import {
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

describeOnEachDatabase("enter mark", (provider) => {
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

  const revisions = () => runtime.database.read.markRevision.findMany({ where: { formId }, orderBy: { sequence: "asc" } });
  const form = () => runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });

  it("adds a revision and tells those who watch the form", async () => {
    const notices: Notice[] = [];
    const unsubscribe = runtime.bus.subscribe((notice) => notices.push(notice));
    const entered = value(await enter(runtime, scene.judges[0], formId, { aspectId: "A1.1", value: 2 }));
    expect(entered).toMatchObject({ aspectId: "A1.1", scoreRound: 1, value: 2, revision: 1 });
    expect((await form()).revision).toBe(1);
    expect(await revisions()).toMatchObject([{ sequence: 1, judgeId: scene.judges[0].userId, value: 2, deviceId: "tablet-1" }]);
    unsubscribe();
    expect(notices).toEqual([{ kind: "form-changed", formId, roundId: scene.roundId }]);
  });

  it("gives a lost answer again, and records nothing twice", async () => {
    const key = newId();
    const act = { aspectId: "A1.1", value: 2, key };
    const first = await enter(runtime, scene.judges[0], formId, act);
    runtime.clock.advanceMinutes(3);
    await enter(runtime, scene.judges[1], formId, { aspectId: "A1.1", value: 3 });
    expect(await enter(runtime, scene.judges[0], formId, act)).toEqual(first);
    const records = await runtime.database.read.auditRecord.count({ where: { act: "enter-mark", objectId: formId } });
    expect([(await revisions()).length, records]).toEqual([2, 2]);
  });

  it("records one of many arrivals of a key at once", async () => {
    const act = { aspectId: "A1.1", value: 1, key: newId() };
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(runtime, scene.judges[0], formId, act)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.ok).toBe(true);
    expect(await revisions()).toHaveLength(1);
  });

  it("refuses a key that stands for another act, whoever brings it", async () => {
    const key = newId();
    value(await enter(runtime, scene.judges[0], formId, { aspectId: "A1.1", value: 2, key }));
    const others = [
      enter(runtime, scene.judges[0], formId, { aspectId: "A1.1", value: 3, key }),
      enter(runtime, scene.judges[0], formId, { aspectId: "A1.2", value: 2, key }),
      enter(runtime, scene.judges[0], formId, { aspectId: "A1.1", value: 2, key, reason: "again" }),
      enter(runtime, scene.judges[1], formId, { aspectId: "A1.1", value: 2, key }),
    ];
    for (const answer of await Promise.all(others)) expect(refusalCodes(answer)).toEqual(["key-reused"]);
    expect(await revisions()).toHaveLength(1);
  });

  it("keeps every one of values that arrive at once, in one order", async () => {
    const [a, b, c] = scene.judges;
    await Promise.all(
      [a, b, c, a, b, c].map((judge, index) => enter(runtime, judge, formId, { aspectId: "A1.1", value: index % 3 })),
    );
    const rows = await revisions();
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect((await form()).revision).toBe(rows.length);
  });

  it("refuses a mark above its maximum, a measurement before the judgement and a stranger, and changes nothing", async () => {
    const tooHigh = await enter(runtime, scene.judges[0], formId, { aspectId: "A1.2", value: 900 });
    expect(refusalCodes(tooHigh)).toEqual(["mark-above-maximum", "judgement-first"]);
    expect(refusalCodes(await enter(runtime, scene.chief, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["not-in-team"]);
    expect([await revisions(), (await form()).revision]).toEqual([[], 0]);
    expect(await runtime.database.read.auditRecord.count({ where: { act: "enter-mark", objectId: formId } })).toBe(0);
  });

  it("opens a second score round when scores lie too far apart; both stay on record", async () => {
    const [a, b, c] = scene.judges;
    for (const [judge, score] of [
      [a, 1],
      [b, 2],
      [c, 3],
    ] as const)
      value(await enter(runtime, judge, formId, { aspectId: "A1.1", value: score }));
    const stale = await enter(runtime, a, formId, { aspectId: "A1.1", value: 2, scoreRound: 1 });
    expect(refusalCodes(stale)).toEqual(["score-round-stale"]);
    for (const judge of [a, b, c]) value(await enter(runtime, judge, formId, { aspectId: "A1.1", value: 2, scoreRound: 2 }));
    expect((await revisions()).map(({ scoreRound, value: score }) => [scoreRound, score])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 2],
      [2, 2],
      [2, 2],
    ]);
  });

  it("takes the standing of signatures given before it, and asks why a settled value changes", async () => {
    await fillForm(runtime, scene, formId, { "A1.1": [2, 2, 3], "A1.2": 750 });
    await signForm(runtime, scene, formId, [scene.judges[0], scene.judges[1]]);
    const change = { aspectId: "A1.2", value: 700 };
    expect(refusalCodes(await enter(runtime, scene.judges[2], formId, change))).toEqual(["reason-required"]);
    value(await enter(runtime, scene.judges[2], formId, { ...change, reason: "measured again" }));
    const signOffs = await runtime.database.read.signOff.findMany({ where: { formId } });
    expect(signOffs.map(({ voidedAt }) => voidedAt)).toEqual([runtime.clock.now(), runtime.clock.now()]);
    await signForm(runtime, scene, formId);
    expect((await form()).status).toBe("signed");
    expect(refusalCodes(await enter(runtime, scene.judges[2], formId, { aspectId: "A1.2", value: 750, reason: "no" }))).toEqual([
      "form-locked",
    ]);
  });
});
