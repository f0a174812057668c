/** Marking goes session by session: the first is marked while others are checked in, and nobody is forgotten at the end. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { EVERY_FORM } from "#app/domain/marking/print.ts";
import type { Notice } from "#app/platform/bus.server.ts";
import { getDesk } from "#app/queries/accounts/get-desk.server.ts";
import { getBoard } from "#app/queries/board/get-board.server.ts";
import { getCheckIn } from "#app/queries/check-in/get-check-in.server.ts";
import { getMatrix } from "#app/queries/marking/get-matrix.server.ts";
import { listBlankForms } from "#app/queries/paper/list-blank-forms.server.ts";
import { getRoundResultsByCode } from "#app/queries/results/get-round-results.server.ts";
import { assignCodes } from "#app/services/blinding/assign-codes.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { markRestAbsent } from "#app/services/check-in/mark-rest-absent.server.ts";
import { setParticipation } from "#app/services/hall/set-participation.server.ts";
import { openJudging } from "#app/services/marking/open-judging.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import { changePanel } from "#app/services/panels/change-panel.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import {
  completeCode,
  defaultMarks,
  findFormId,
  openScene,
  recheckRound,
  refusalCodes,
  value,
} from "../../support/judging-steps.ts";
import { addJudge, arrange, judgesOfForm, partEntries } from "../../support/panel-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { checkInOne, codesOfEntries, createSessionScene, giveCodes, type SessionScene } from "../../support/session-steps.ts";

describeOnEachDatabase("session by session", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const stagesOf = async (scene: SessionScene) =>
    (
      await getCheckIn(runtime, { roundId: scene.roundId, showsIdentities: false, blindingJudgeId: scene.blinding.userId })
    ).standings.map(({ stage }) => stage);
  const listForms = (roundId: string) =>
    runtime.database.read.markingForm.findMany({ where: { roundId }, orderBy: { id: "asc" } });

  /** The first session is here, coded and marked; nobody else has come. */
  async function openFirst(scene: SessionScene): Promise<void> {
    for (const entryId of scene.bySession[0] ?? []) value(await checkInOne(runtime, scene, entryId));
    value(await giveCodes(runtime, scene));
    await openScene(runtime, scene);
  }
  async function takeInNext(scene: SessionScene, index: number): Promise<void> {
    for (const entryId of scene.bySession[index] ?? []) value(await checkInOne(runtime, scene, entryId));
    value(await giveCodes(runtime, scene));
  }

  it("gives no code to a session with one expected entry, and opens with the first that is complete", async () => {
    const scene = await createSessionScene(runtime, [3, 2, 1]);
    const { roundId, organiser, chief } = scene;
    const [[one, two, three = ""] = [], [four, five] = []] = scene.bySession;
    for (const entryId of [one, two, four]) value(await checkInOne(runtime, scene, entryId));
    expect(await giveCodes(runtime, scene)).toEqual({
      ok: false,
      refusals: [1, 1, 1].map((count, index) => ({
        code: "session-check-in-unfinished",
        params: { session: index + 1, count },
      })),
    });
    expect(refusalCodes(await openJudging(runtime, chief, { roundId }))).toEqual([
      ...["session-check-in-open", "session-check-in-open", "session-check-in-open"],
      ...["session-codes-missing", "session-codes-missing"],
    ]);
    // A late one is let in before the codes of his session, and gets one with it.
    value(await markAbsent(runtime, organiser, { roundId, entryId: three }));
    value(await checkInOne(runtime, scene, three));
    expect(value(await giveCodes(runtime, scene))).toEqual({ count: 3 });
    expect(await stagesOf(scene)).toEqual(["coded", "checking-in", "checking-in"]);
    expect(value(await openJudging(runtime, chief, { roundId }))).toEqual({ forms: 9 });
    expect([...(await codesOfEntries(runtime, scene)).keys()].sort()).toEqual([one, two, three].sort());
    // The others go on.
    value(await checkInOne(runtime, scene, five));
    expect(await stagesOf(scene)).toEqual(["coded", "uncoded", "checking-in"]);
  });

  it("closes check-in of the session that is marked", async () => {
    const scene = await createSessionScene(runtime, [2, 2]);
    const { roundId, organiser } = scene;
    const [[one = "", two = ""] = [], [three = ""] = []] = scene.bySession;
    value(await checkInOne(runtime, scene, one));
    value(await markAbsent(runtime, organiser, { roundId, entryId: two }));
    value(await giveCodes(runtime, scene));
    await openScene(runtime, scene);
    const refused = { ok: false, refusals: [{ code: "session-taken-in", params: { session: 1 } }] };
    expect(await checkInOne(runtime, scene, two)).toEqual(refused);
    expect(refusalCodes(await markAbsent(runtime, organiser, { roundId, entryId: one }))).toEqual([
      "session-taken-in",
      "code-assigned",
    ]);
    const rest = (index: number, missing: number) =>
      markRestAbsent(runtime, organiser, { roundId, sessionId: scene.sessionIds[index] ?? null, missing });
    expect(refusalCodes(await rest(0, 0))).toContain("session-taken-in");
    const view = await getCheckIn(runtime, { roundId, showsIdentities: true, blindingJudgeId: null });
    expect(view.isOpen).toBe(true);
    expect(view.sessions.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(view.rows?.filter(({ isOpen }) => isOpen).map(({ session }) => session)).toEqual([2, 2]);
    value(await checkInOne(runtime, scene, three));
    expect(value(await rest(1, 1))).toEqual({ absent: 1 });
    expect(await runtime.database.read.blindMapping.count({ where: { roundId } })).toBe(1);
  });

  it("adds the forms of a later session to the panels, with the board and a record, and tells nothing within it", async () => {
    const scene = await createSessionScene(runtime, [2, 6]);
    const { roundId } = scene;
    await openFirst(scene);
    const before = await listForms(roundId);
    const panels = await runtime.database.read.panel.count({ where: { roundId } });
    for (const entryId of scene.bySession[1] ?? []) value(await checkInOne(runtime, scene, entryId));
    const notices: Notice[] = [];
    const stop = runtime.bus.subscribe((notice) => notices.push(notice));
    expect(value(await giveCodes(runtime, scene))).toEqual({ count: 6 });
    stop();
    expect(notices.map(({ kind }) => kind).sort()).toEqual(["board-changed", "round-changed"]);
    const forms = await listForms(roundId);
    expect([before.length, forms.length]).toEqual([6, 24]);
    expect(await runtime.database.read.panel.count({ where: { roundId } })).toBe(panels);
    const added = forms.filter(({ id }) => !before.some((form) => form.id === id));
    expect(new Set(added.map(({ panelId }) => panelId))).toEqual(new Set(before.map(({ panelId }) => panelId)));
    expect(added.every(({ status, revision }) => status === "open" && revision === 0)).toBe(true);
    // The ids of forms follow those of works, which are random: not the order of entries.
    const a1 = added.filter(({ subCriterionId }) => subCriterionId === "A1").map(({ subjectId }) => subjectId);
    expect(a1).toEqual(a1.toSorted());
    const { version } = await runtime.database.read.board.findUniqueOrThrow({ where: { roundId } });
    expect(version).toBe(2);
    const records = await runtime.database.read.auditRecord.findMany({
      where: { objectId: roundId, act: "assign-codes" },
      orderBy: { sequence: "asc" },
    });
    expect(records.map(({ payload }) => payload)).toEqual([
      { codes: 2, layers: 3, sessions: ["1"], alone: [], forms: 0 },
      { codes: 6, layers: 3, sessions: ["2"], alone: [], forms: 18 },
    ]);
    expect(refusalCodes(await giveCodes(runtime, scene))).toEqual(["round-not-in-draw", "codes-complete"]);
  });

  it("does not let the round be submitted before every session is marked, and then brings all to the end", async () => {
    const scene = await createSessionScene(runtime, [1, 2, 1]);
    const { roundId, chief, organiser } = scene;
    await openFirst(scene);
    const complete = async (entryId = "", index = 0) =>
      completeCode(runtime, scene, (await codesOfEntries(runtime, scene)).get(entryId), defaultMarks(index));
    await complete(scene.bySession[0]?.[0]);
    // Everything that there is was confirmed: without the condition it would be submitted now.
    expect(await submitRound(runtime, chief, { roundId })).toEqual({
      ok: false,
      refusals: [
        { code: "session-check-in-open", params: { session: 2, count: 2 } },
        { code: "session-check-in-open", params: { session: 3, count: 1 } },
      ],
    });
    expect((await getDesk(runtime, chief)).competitions[0]?.tasks[0]?.waiting).toBeNull();
    const byCode = await getRoundResultsByCode(runtime.database.read, roundId);
    // 2.00 + 8.00 + 20.00 + two thirds of 30.00 + 40.00; nobody of a later session stands among them.
    expect(byCode.rows.map(({ place, total }) => [place, Number(total)])).toEqual([[1, 9000]]);
    expect([byCode.confirmedForms, byCode.forms]).toEqual([3, 3]);
    const [first, second] = scene.bySession[1] ?? [];
    value(await checkInOne(runtime, scene, first));
    value(await markAbsent(runtime, organiser, { roundId, entryId: second ?? "" }));
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual([
      "session-codes-missing",
      "session-check-in-open",
    ]);
    value(await giveCodes(runtime, scene));
    value(await markRestAbsent(runtime, organiser, { roundId, sessionId: scene.sessionIds[2] ?? null, missing: 1 }));
    expect(refusalCodes(await submitRound(runtime, chief, { roundId }))).toEqual(["forms-unconfirmed"]);
    await complete(first, 1);
    value(await submitRound(runtime, chief, { roundId }));
    await recheckRound(runtime, scene);
  });

  it("shows no codes to the public while a session is to come", async () => {
    const scene = await createSessionScene(runtime, [1, 1]);
    const { roundId } = scene;
    await arrange(runtime, scene, (tables) => tables.round.update({ where: { id: roundId }, data: { disclosure: "blind" } }));
    await openFirst(scene);
    const board = await getBoard(runtime, roundId);
    expect([board.disclosure, board.rows, board.progress]).toEqual(["progress", [], { confirmed: 0, total: 3 }]);
    await takeInNext(scene, 1);
    const whole = await getBoard(runtime, roundId);
    expect([whole.disclosure, whole.rows.length, whole.progress]).toEqual(["blind", 2, { confirmed: 0, total: 6 }]);
    expect(whole.version).toBe(board.version + 1);
  });

  it("shows the chief judge, the keeper and the paper what is there", async () => {
    const scene = await createSessionScene(runtime, [2, 1]);
    const { roundId, chief, blinding } = scene;
    await openFirst(scene);
    const see = () => getCheckIn(runtime, { roundId, showsIdentities: false, blindingJudgeId: blinding.userId });
    const rows = async () => (await getMatrix(runtime, chief, roundId)).rows.length;
    const sheets = async () => (await listBlankForms(runtime.database.read, roundId, EVERY_FORM)).forms.length;
    expect([await rows(), await sheets(), (await see()).blinding?.codes?.rows.length]).toEqual([2, 6, 2]);
    expect((await see()).blinding).toMatchObject({ unmet: [{ code: "session-check-in-unfinished" }], ready: [] });
    for (const entryId of scene.bySession[1] ?? []) value(await checkInOne(runtime, scene, entryId));
    expect((await see()).blinding).toMatchObject({ unmet: [{ code: "session-alone" }], ready: [], alone: [2] });
    value(await giveCodes(runtime, scene));
    expect([await rows(), await sheets(), (await see()).blinding?.codes?.rows.length]).toEqual([3, 9, 3]);
  });

  it("gives new works to the panel that took over", async () => {
    const scene = await createSessionScene(runtime, [2, 1]);
    const { roundId, chief, judges } = scene;
    const reserve = await addJudge(runtime, scene);
    await arrange(runtime, scene, (tables) =>
      tables.roleGrant.updateMany({ where: { userId: reserve.userId }, data: { revokedAt: runtime.clock.now() } }),
    );
    await openFirst(scene);
    await arrange(runtime, scene, (tables) =>
      tables.roleGrant.updateMany({ where: { userId: reserve.userId }, data: { revokedAt: null } }),
    );
    const change = { kind: "judge", leaving: judges[0].userId, arriving: reserve.userId } as const;
    value(await changePanel(runtime, chief, { roundId, change, reason: "身体不适" }));
    await takeInNext(scene, 1);
    const code = (await codesOfEntries(runtime, scene)).get(scene.bySession[1]?.[0] ?? "");
    const team = [reserve, judges[1], judges[2]].map(({ userId }) => userId).sort();
    for (const subCriterion of ["A1", "A2", "B1"]) {
      expect(await judgesOfForm(runtime, await findFormId(runtime, scene, code, subCriterion))).toEqual(team);
    }
  });

  it("in open marking gives a work of the later session to a reserve where a judge must not mark it, or waits", async () => {
    const scene = await createSessionScene(runtime, [1, 2], { rules: { marking: "open" } });
    const { roundId, judges } = scene;
    const parts = await partEntries(runtime, scene);
    const [biased = "", free = ""] = scene.bySession[1] ?? [];
    const conflict = {
      competitionId: scene.competitionId,
      judgeId: judges[0].userId,
      kind: "delegation",
      reason: "亲属",
    } as const;
    await openFirst(scene);
    value(await declareConflict(runtime, judges[0], { ...conflict, targetId: parts[1]?.delegationId ?? "" }));
    for (const entryId of [biased, free]) value(await checkInOne(runtime, scene, entryId));
    expect(await giveCodes(runtime, scene)).toEqual({ ok: false, refusals: [{ code: "reserves-missing" }] });
    expect((await codesOfEntries(runtime, scene)).size).toBe(1);
    const reserve = await addJudge(runtime, scene);
    value(await giveCodes(runtime, scene));
    const codes = await codesOfEntries(runtime, scene);
    const teamOf = async (entryId: string) => judgesOfForm(runtime, await findFormId(runtime, scene, codes.get(entryId), "A1"));
    expect(await teamOf(free)).toEqual(judges.map(({ userId }) => userId).sort());
    expect(await teamOf(biased)).toEqual([reserve, judges[1], judges[2]].map(({ userId }) => userId).sort());
    expect(await runtime.database.read.panel.count({ where: { roundId } })).toBe(6);
  });

  it("in blind marking waits while somebody who came in on the spot is of a judge's own unit", async () => {
    const scene = await createSessionScene(runtime, [1, 1]);
    const { chief, roundId, judges } = scene;
    const parts = await partEntries(runtime, scene);
    await openFirst(scene);
    const organisationId = parts[1]?.organisationId ?? "";
    await arrange(runtime, scene, (tables) => tables.user.update({ where: { id: judges[0].userId }, data: { organisationId } }));
    value(await checkInOne(runtime, scene, scene.bySession[1]?.[0]));
    expect(await giveCodes(runtime, scene)).toEqual({
      ok: false,
      refusals: [{ code: "judges-of-entered-units", params: { judges: judges[0].displayName } }],
    });
    const reserve = await addJudge(runtime, scene);
    const change = { kind: "judge", leaving: judges[0].userId, arriving: reserve.userId } as const;
    value(await changePanel(runtime, chief, { roundId, change, reason: "所在单位有选手" }));
    expect(value(await giveCodes(runtime, scene))).toEqual({ count: 1 });
  });

  it("with two layers takes the seats of the later session as codes", async () => {
    const scene = await createSessionScene(runtime, [1, 2], { rules: { blindLayers: 2 } });
    await openFirst(scene);
    await takeInNext(scene, 1);
    expect([...(await codesOfEntries(runtime, scene)).values()].sort()).toEqual(["1-01", "2-01", "2-02"]);
  });

  it("does not bring back into a marked session who left it before its codes", async () => {
    const scene = await createSessionScene(runtime, [2, 1]);
    const { roundId, chief } = scene;
    const [, gone = ""] = scene.bySession[0] ?? [];
    for (const entryId of scene.bySession[0] ?? []) value(await checkInOne(runtime, scene, entryId));
    const become = (participation: "withdrawn" | "checked-in") =>
      setParticipation(runtime, chief, { roundId, entryId: gone, participation, reason: "本人申请" });
    value(await become("withdrawn"));
    value(await giveCodes(runtime, scene));
    await openScene(runtime, scene);
    expect(refusalCodes(await become("checked-in"))).toEqual(["entry-not-marked"]);
  });

  it("does not code a session of one work by itself: no act gives one code alone unless that was accepted, on record", async () => {
    const scene = await createSessionScene(runtime, [1, 2, 1]);
    const { roundId, blinding } = scene;
    const assign = (isAloneAccepted?: boolean) =>
      assignCodes(runtime, blinding, { roundId, ...(isAloneAccepted === undefined ? {} : { isAloneAccepted }) });
    const [[one = ""] = [], [two, three] = [], [four] = []] = scene.bySession;
    value(await checkInOne(runtime, scene, one));
    expect(await assign()).toEqual({ ok: false, refusals: [{ code: "session-alone", params: { session: 1 } }] });
    expect(await codesOfEntries(runtime, scene)).toEqual(new Map());
    const seen = await getCheckIn(runtime, { roundId, showsIdentities: false, blindingJudgeId: blinding.userId });
    expect(seen.blinding).toMatchObject({ ready: [], alone: [1], unmet: [{ code: "session-alone" }] });

    // With the second session come three codes at once, and whoever counts them does not know which is whose.
    for (const entryId of [two, three]) value(await checkInOne(runtime, scene, entryId));
    expect(value(await assign())).toEqual({ count: 3 });
    await openScene(runtime, scene);
    // Of the last nobody is left to wait for: it is accepted that its code can be known, and on record.
    value(await checkInOne(runtime, scene, four));
    expect(refusalCodes(await assign())).toEqual(["session-alone"]);
    expect(value(await assign(true))).toEqual({ count: 1 });
    const acts = await runtime.database.read.auditRecord.findMany({ where: { act: "assign-codes", objectId: roundId } });
    expect(acts.map(({ payload }) => (payload as { alone: string[] }).alone).sort()).toEqual([[], ["3"]]);
    expect(acts.every(({ actorId }) => actorId === blinding.userId)).toBe(true);
  });
});
