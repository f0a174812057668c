/** Entering marks: exactly once for each key, only what the rules allow, never over an earlier value. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "#app/domain/audit/canonical-json.ts";
import { verifyChain } from "#app/domain/audit/chain.ts";
import { allow } from "#app/domain/shared/decision.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findFormForJudge } from "#app/queries/marking/get-form.server.ts";
import { getMatrix } from "#app/queries/marking/get-matrix.server.ts";
import { settleConflict } from "#app/services/marking/settle-conflict.server.ts";
import { signOffForm } from "#app/services/marking/sign-off-form.server.ts";
import { takeGroup } from "#app/services/marking/take-group.server.ts";
import { type MarkToTake, takeMarks } from "#app/services/marking/take-marks.server.ts";
import {
  createScene,
  enter,
  fillForm,
  findFormId,
  openScene,
  PIN,
  refusalCodes,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createHostingRuntime, createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** By the device's clock. */
const AT = "2026-11-20T00:30:00.000Z";

/** On both databases, and as a built server has it on SQLite: in the thread that writes. */
function describeEachIntake(name: string, suite: (open: () => Promise<TestRuntime>) => void): void {
  describeOnEachDatabase(name, (provider) => suite(() => createTestRuntime(provider)));
  describe(`${name} in the thread of SQLite`, () => suite(createHostingRuntime));
}

describeEachIntake("take marks", (open) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  beforeAll(async () => {
    runtime = await open();
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
    expect(entered).toMatchObject({ kind: "recorded", revision: 1 });
    expect((await form()).revision).toBe(1);
    expect(await revisions()).toMatchObject([{ sequence: 1, judgeId: scene.judges[0].userId, value: 2, deviceId: "tablet-1" }]);
    unsubscribe();
    expect(notices).toEqual([{ kind: "form-changed", formId, roundId: scene.roundId }]);
  });

  it("gives a lost answer again, and records nothing twice", async () => {
    const key = newId();
    const act = { aspectId: "A1.1", value: 2, key, replaces: null, enteredAt: AT };
    const first = await enter(runtime, scene.judges[0], formId, act);
    runtime.clock.advanceMinutes(3);
    await enter(runtime, scene.judges[1], formId, { aspectId: "A1.1", value: 3 });
    expect(await enter(runtime, scene.judges[0], formId, act)).toEqual(first);
    const records = await runtime.database.read.auditRecord.count({ where: { act: "enter-mark", objectId: formId } });
    expect([(await revisions()).length, records]).toEqual([2, 2]);
  });

  it("records one of many arrivals of a key at once", async () => {
    const act = { aspectId: "A1.1", value: 1, key: newId(), replaces: null };
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(runtime, scene.judges[0], formId, act)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.ok).toBe(true);
    expect(await revisions()).toHaveLength(1);
  });

  it("refuses a key that stands for another act, whoever brings it", async () => {
    const key = newId();
    const act = { aspectId: "A1.1", value: 2, key, replaces: null };
    value(await enter(runtime, scene.judges[0], formId, act));
    const others = [
      enter(runtime, scene.judges[0], formId, { ...act, value: 3 }),
      enter(runtime, scene.judges[0], formId, { ...act, aspectId: "A1.2" }),
      enter(runtime, scene.judges[0], formId, { ...act, reason: "again" }),
      enter(runtime, scene.judges[0], formId, { ...act, replaces: newId() }),
      enter(runtime, scene.judges[0], formId, { ...act, enteredAt: AT }),
      enter(runtime, scene.judges[1], formId, act),
    ];
    for (const answer of await Promise.all(others)) expect(refusalCodes(answer)).toEqual(["key-reused"]);
    expect(await revisions()).toHaveLength(1);
  });

  it("gives nobody up because this very process did something else meanwhile", async () => {
    const mark: MarkToTake = {
      ...{ key: newId(), formId, aspectId: "A1.1", value: 2, scoreRound: 1 },
      ...{ reason: null, enteredAt: AT, replaces: null },
    };
    const taking = takeMarks(runtime, scene.judges[0], { deviceId: "tablet-1", marks: [mark] });
    // Longer than anyone waits for the database, and nothing was sent to it yet.
    const until = performance.now() + 1_300;
    while (performance.now() < until);
    expect(await taking).toMatchObject([{ kind: "recorded", revision: 1 }]);
  });

  it("keeps every one of values that arrive at once, in one order", async () => {
    const answers = await Promise.all(
      scene.judges.map((judge) => enter(runtime, judge, formId, { aspectId: "A1.1", value: 2, replaces: null })),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const rows = await revisions();
    expect(rows).toHaveLength(3);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect((await form()).revision).toBe(rows.length);
  });

  it("refuses a mark above its maximum, a measurement before the judgement and a stranger, and changes nothing", async () => {
    const tooHigh = await enter(runtime, scene.judges[0], formId, { aspectId: "A1.2", value: 900 });
    expect(refusalCodes(tooHigh)).toEqual(["mark-above-maximum", "judgement-first"]);
    const judgeElsewhere = { ...scene.chief, grants: scene.judges[0].grants };
    expect(refusalCodes(await enter(runtime, judgeElsewhere, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["not-in-team"]);
    expect(refusalCodes(await enter(runtime, scene.chief, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["not-found"]);
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

  it("one that is refused does not stop those after it, and leaves nothing", async () => {
    const marks = [
      mark({ aspectId: "A1.1", value: 4 }),
      mark({ aspectId: "A1.1", value: 2 }),
      mark({ aspectId: "A1.1", value: 3, formId: newId() }),
    ];
    const answers = await takeMarks(runtime, scene.judges[0], { deviceId: "tablet-1", marks });
    expect(answers.map((answer) => (answer.kind === "refused" ? answer.refusals[0]?.code : answer.kind))).toEqual([
      "score-not-0-to-3",
      "recorded",
      "not-found",
    ]);
    expect((await revisions()).map(({ sequence, value: given }) => [sequence, given])).toEqual([[1, 2]]);
  });

  it("takes an outbox in its order, each value replacing the one before it", async () => {
    const first = mark({ aspectId: "A1.1", value: 1 });
    const second = mark({ aspectId: "A1.1", value: 3, replaces: first.key });
    const answers = await takeMarks(runtime, scene.judges[0], { deviceId: "tablet-1", marks: [first, second] });
    expect(answers).toMatchObject([
      { kind: "recorded", revision: 1 },
      { kind: "recorded", revision: 2 },
    ]);
    // What waits on the tablet is sent again when the answer was lost, and answered as before.
    expect(await takeMarks(runtime, scene.judges[0], { deviceId: "tablet-1", marks: [second, first] })).toEqual([
      answers[1],
      answers[0],
    ]);
  });

  it("keeps both of two tablets' values, gives the first answer for ever, and lets nobody sign before a judge has settled it", async () => {
    const [a, b] = scene.judges;
    await fillForm(runtime, scene, formId, { "A1.1": [2, 2, 3] });
    const first = mark({ aspectId: "A1.2", value: 700 });
    const second = mark({ aspectId: "A1.2", value: 650 });
    await takeMarks(runtime, a, { deviceId: "tablet-1", marks: [first] });
    const sendSecond = () => takeMarks(runtime, b, { deviceId: "tablet-2", marks: [second] });
    const [answer] = await sendSecond();
    const standing = { key: first.key, value: 700, receivedAt: runtime.clock.now().toISOString() };
    expect(answer).toEqual({ key: second.key, kind: "conflict", conflictId: second.key, standing });
    expect(await kept()).toMatchObject([{ value: 650, judgeId: b.userId, deviceId: "tablet-2", standingKey: first.key }]);
    expect((await form()).revision).toBe(4);

    const reused = await takeMarks(runtime, b, { deviceId: "tablet-2", marks: [{ ...second, value: 640 }] });
    expect(reused).toMatchObject([{ kind: "refused", refusals: [{ code: "key-reused" }] }]);

    const view = await findFormForJudge(runtime, a, formId);
    expect(view?.conflicts).toMatchObject([
      { aspectId: "A1.2", judgeId: b.userId, offered: { value: 650 }, standing: { key: first.key, value: 700 }, maySettle: true },
    ]);
    expect(view?.signOffUnmet).toMatchObject([{ code: "mark-conflict-open", params: { count: 1, aspects: "A1.2" } }]);
    const { rows, conflicts } = await getMatrix(runtime, scene.chief, scene.roundId);
    expect(rows.flatMap(({ cells }) => cells).find((cell) => cell.formId === formId)?.state).toBe("conflict");
    expect(conflicts).toMatchObject([{ formId, aspects: "A1.2" }]);
    const sign = () => signOffForm(runtime, a, { formId, revision: 4, pin: PIN });
    expect(refusalCodes(await sign())).toEqual(["mark-conflict-open"]);

    const settle = (choice: "standing" | "offered", standing = first.key) =>
      settleConflict(runtime, a, { formId, conflictId: second.key, choice, reason: "measured together", standing });
    // Somebody has replaced what he saw: neither choice is between the two that stand.
    const third = mark({ aspectId: "A1.2", value: 720, replaces: first.key, reason: "once more" });
    expect(await takeMarks(runtime, a, { deviceId: "tablet-1", marks: [third] })).toMatchObject([{ kind: "recorded" }]);
    for (const choice of ["standing", "offered"] as const)
      expect(refusalCodes(await settle(choice))).toEqual(["form-changed-meanwhile"]);
    expect(await revisions()).toHaveLength(5);
    expect(value(await settle("offered", third.key))).toEqual({ revision: 6 });
    expect(refusalCodes(await settle("standing"))).toEqual(["mark-conflict-settled"]);
    expect((await revisions()).at(-1)).toMatchObject({
      key: second.key,
      value: 650,
      judgeId: b.userId,
      reason: "measured together",
    });
    // The first answer, also after it was settled.
    expect(await sendSecond()).toEqual([answer]);
    // What the same tablet entered next follows on it.
    const next = mark({ aspectId: "A1.2", value: 640, replaces: second.key, reason: "again" });
    expect(await takeMarks(runtime, b, { deviceId: "tablet-2", marks: [next] })).toMatchObject([
      { kind: "recorded", revision: 7 },
    ]);
    await signForm(runtime, scene, formId);
    expect((await form()).status).toBe("signed");
  });

  it("shows and lets settle a judge's own score to himself alone", async () => {
    const [a, b] = scene.judges;
    const standing = mark({ aspectId: "A1.1", value: 1 });
    await takeMarks(runtime, a, { deviceId: "tablet-1", marks: [standing] });
    const offered = mark({ aspectId: "A1.1", value: 3 });
    await takeMarks(runtime, a, { deviceId: "tablet-2", marks: [offered] });
    const shown = async (judge: Actor) => (await findFormForJudge(runtime, judge, formId))?.conflicts;
    expect(await shown(a)).toMatchObject([{ offered: { value: 3 }, standing: { value: 1 }, maySettle: true }]);
    expect(await shown(b)).toMatchObject([{ offered: null, standing: null, maySettle: false }]);
    const settled = { conflictId: offered.key, choice: "standing", reason: "pressed by mistake" } as const;
    const input = { formId, ...settled, standing: standing.key };
    expect(refusalCodes(await settleConflict(runtime, b, input))).toEqual(["mark-conflict-of-another"]);
    expect(refusalCodes(await settleConflict(runtime, a, { ...input, formId: newId() }))).toEqual(["not-found"]);
    expect(value(await settleConflict(runtime, a, input))).toEqual({ revision: 1 });
    expect(await shown(a)).toEqual([]);
  });

  it("a hundred races of two tablets on one mark each end in an explicit conflict, with both values kept", async () => {
    const [a] = scene.judges;
    let standing: string | null = null;
    for (let race = 1; race <= 100; race += 1) {
      const marks = [0, 1].map((tablet) => mark({ aspectId: "A1.1", value: 2 + tablet, replaces: standing, reason: "again" }));
      const answers = (
        await Promise.all(marks.map((one, tablet) => takeMarks(runtime, a, { deviceId: `tablet-${tablet}`, marks: [one] })))
      ).flat();
      expect(answers.map(({ kind }) => kind).sort()).toEqual(["conflict", "recorded"]);
      standing = answers.find(({ kind }) => kind === "recorded")?.key ?? null;
      expect(answers.find(({ kind }) => kind === "conflict")).toMatchObject({ standing: { key: standing } });
    }
    expect([(await revisions()).length, (await kept()).length]).toEqual([100, 100]);
    const records = await runtime.database.read.auditRecord.findMany({
      where: { chain: scene.competitionId },
      orderBy: { sequence: "asc" },
    });
    const chain = records.map((record) => ({ ...record, at: record.at.toISOString(), payload: record.payload as Json }));
    expect(verifyChain(chain, sha256).ok).toBe(true);
  }, 60_000);

  it("who declared a conflict of interest is refused while others of the team are not", async () => {
    const [a, b] = scene.judges;
    await declareConflict(a);
    expect(refusalCodes(await enter(runtime, a, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["judge-recused"]);
    value(await enter(runtime, b, formId, { aspectId: "A1.1", value: 2 }));
  });

  it("a group that has to ask who is recused goes before those that ask after it", async () => {
    const [a, b] = scene.judges;
    await declareConflict(a);
    const slowly: typeof takeGroup = {
      ...takeGroup,
      answer: async (read, question) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return takeGroup.answer(read, question);
      },
    };
    const run = (work: typeof takeGroup, one: MarkToTake) =>
      runtime.database.runRows(work, () => ({
        at: runtime.clock.now().toISOString(),
        group: [{ actor: { userId: b.userId, grants: b.grants }, input: { deviceId: "tablet-1", marks: [one] } }],
      }));
    const first = mark({ aspectId: "A1.1", value: 1 });
    const earlier = run(slowly, first);
    await earlier.next;
    const later = run(takeGroup, mark({ aspectId: "A1.1", value: 2, replaces: first.key, reason: "again" }));
    expect([await earlier.done, await later.done]).toMatchObject([
      [[{ kind: "recorded", revision: 1 }]],
      [[{ kind: "recorded", revision: 2 }]],
    ]);
  });

  it("sees what others wrote meanwhile: memory decides nothing", async () => {
    const [a, b] = scene.judges;
    value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 2 }));
    await runtime.database.write(async ({ tables, audit }) => {
      const { panelId } = await tables.markingForm.findUniqueOrThrow({ where: { id: formId }, select: { panelId: true } });
      await tables.panelJudge.delete({ where: { panelId_judgeId: { panelId, judgeId: b.userId } } });
      await tables.markingForm.update({ where: { id: formId }, data: { status: "signed" } });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: formId });
      return allow(null);
    });
    expect(refusalCodes(await enter(runtime, b, formId, { aspectId: "A1.1", value: 2 }))).toEqual(["form-locked", "not-in-team"]);
  });

  it("marks and other acts that come together take turns: one chain, nothing left out", async () => {
    const [a] = scene.judges;
    const act = (number: number) =>
      runtime.database.write(async ({ audit }) => {
        await audit({ chain: scene.competitionId, actorId: null, act: "plant", objectKind: "test", objectId: `${number}` });
        return allow(number);
      });
    const marks: MarkToTake[] = [];
    for (let turn = 0; turn < 30; turn += 1)
      marks.push(mark({ aspectId: "A1.1", value: turn % 4, replaces: marks.at(-1)?.key ?? null, reason: "again" }));
    const takes: Promise<unknown>[] = [];
    for (const [number, one] of marks.entries()) {
      takes.push(takeMarks(runtime, a, { deviceId: "tablet-1", marks: [one] }), act(number));
      if (number % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(takes);
    expect((await revisions()).map(({ key }) => key)).toEqual(marks.map(({ key }) => key));
    const records = await runtime.database.read.auditRecord.findMany({
      where: { chain: scene.competitionId },
      orderBy: { sequence: "asc" },
    });
    const chain = records.map((record) => ({ ...record, at: record.at.toISOString(), payload: record.payload as Json }));
    expect(verifyChain(chain, sha256).ok).toBe(true);
    expect(records.filter(({ act: done }) => done === "plant")).toHaveLength(30);
  });

  /** The judge declares that he knows whose work the form is. */
  const declareConflict = (judge: Actor) =>
    runtime.database.write(async ({ tables, audit }) => {
      await tables.conflict.create({
        data: {
          id: newId(),
          competitionId: scene.competitionId,
          judgeId: judge.userId,
          kind: "entry",
          entryId: scene.entries[0]?.entryId ?? "",
          reason: "former pupil",
          declaredById: judge.userId,
          declaredAt: runtime.clock.now(),
        },
      });
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "conflict" });
      return allow(null);
    });

  const kept = () => runtime.database.read.markConflict.findMany({ where: { formId }, orderBy: { receivedAt: "asc" } });
  const mark = (given: Partial<MarkToTake> & Pick<MarkToTake, "aspectId" | "value">): MarkToTake => ({
    key: newId(),
    formId,
    scoreRound: 1,
    reason: null,
    enteredAt: AT,
    replaces: null,
    ...given,
  });
});
