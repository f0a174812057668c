/** A confirmed form is opened again by two, marked, signed and confirmed anew, and every step stays on record. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Notice } from "#app/platform/bus.server.ts";
import { describeCorrections } from "#app/queries/marking/describe-corrections.server.ts";
import { getCorrectionsPage } from "#app/queries/marking/get-corrections-page.server.ts";
import { findFormForJudge, getFormForConfirmation } from "#app/queries/marking/get-form.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { listMyForms } from "#app/queries/marking/list-my-forms.server.ts";
import { confirmForm } from "#app/services/marking/confirm-form.server.ts";
import { grantCorrection } from "#app/services/marking/grant-correction.server.ts";
import { refuseCorrection } from "#app/services/marking/refuse-correction.server.ts";
import { requestCorrection } from "#app/services/marking/request-correction.server.ts";
import { submitRound } from "#app/services/marking/submit-round.server.ts";
import {
  completeRound,
  confirmAsClerk,
  createScene,
  enter,
  findFormId,
  refusalCodes,
  type Scene,
  signForm,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const REASON = "A1.2 录入时小数点错位";

describeOnEachDatabase("corrections", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  let formId: string;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime, { entries: [{}, {}] });
    await completeRound(runtime, scene);
    formId = await findFormId(runtime, scene, scene.entries[0]?.code, "A1");
  });
  afterAll(() => runtime.dispose());

  const form = () => runtime.database.read.markingForm.findUniqueOrThrow({ where: { id: formId } });
  const boardVersion = async () =>
    (await runtime.database.read.board.findUniqueOrThrow({ where: { roundId: scene.roundId } })).version;
  const correction = (id: string) => runtime.database.read.correction.findUniqueOrThrow({ where: { id } });
  const request = async () => value(await requestCorrection(runtime, scene.judges[0], { formId, reason: REASON })).correctionId;
  const grant = (
    correctionId: string,
    as: "chief-judge" | "supervisor",
    actor = as === "supervisor" ? scene.supervisor : scene.chief,
  ) => grantCorrection(runtime, actor, { roundId: scene.roundId, correctionId, as });
  const openForm = async () => {
    const id = await request();
    value(await grant(id, "chief-judge"));
    value(await grant(id, "supervisor"));
    return id;
  };

  it("is asked for by a judge of the panel, the tally clerk or the chief judge, once at a time", async () => {
    expect(refusalCodes(await requestCorrection(runtime, scene.supervisor, { formId, reason: REASON }))).toEqual(["not-in-team"]);
    expect(refusalCodes(await requestCorrection(runtime, scene.organiser, { formId, reason: REASON }))).toEqual(["not-in-team"]);
    for (const actor of [scene.judges[2], scene.clerk, scene.chief]) {
      const { correctionId } = value(await requestCorrection(runtime, actor, { formId, reason: REASON }));
      expect(await correction(correctionId)).toMatchObject({
        requestedById: actor.userId,
        reason: REASON,
        revisionBefore: (await form()).revision,
        // Three threes of 2.00 and 8.00.
        markBefore: 1000,
        revisionAfter: null,
        closedAt: null,
      });
      expect(refusalCodes(await requestCorrection(runtime, scene.clerk, { formId, reason: REASON }))).toEqual([
        "correction-already-open",
      ]);
      expect((await form()).status).toBe("confirmed");
      value(await refuseCorrection(runtime, scene.chief, { roundId: scene.roundId, correctionId, reason: "分数无误" }));
    }
  });

  it.each([
    ["the chief judge first", ["chief-judge", "supervisor"]],
    ["the supervisor first", ["supervisor", "chief-judge"]],
  ] as const)("opens with the second grant: %s", async (_name, order) => {
    const id = await request();
    const [first, second] = order;
    const before = await boardVersion();
    expect(value(await grant(id, first))).toEqual({ opened: false });
    expect([(await form()).status, await boardVersion()]).toEqual(["confirmed", before]);
    const notices: Notice[] = [];
    const unsubscribe = runtime.bus.subscribe((notice) => notices.push(notice));
    expect(value(await grant(id, second))).toEqual({ opened: true });
    unsubscribe();
    expect(notices.map(({ kind }) => kind)).toEqual(["form-changed", "round-changed", "board-changed"]);
    expect([(await form()).status, await boardVersion()]).toEqual(["open", before + 1]);
    const { read } = runtime.database;
    expect(await read.signOff.count({ where: { formId, voidedAt: null } })).toBe(0);
    expect(await read.signOff.count({ where: { formId } })).toBe(3);
    expect(await read.formConfirmation.findMany({ where: { formId } })).toMatchObject([{ voidedAt: runtime.clock.now() }]);
    expect(refusalCodes(await grant(id, "supervisor"))).toEqual(["correction-settled"]);
  });

  it("takes two people even where one holds both duties", async () => {
    const id = await request();
    value(await grant(id, "chief-judge", scene.chief));
    expect(refusalCodes(await grant(id, "supervisor", scene.chief))).toEqual(["correction-same-user"]);
    expect(refusalCodes(await grant(id, "chief-judge", scene.supervisor))).toEqual(["correction-granted-already"]);
    expect((await form()).status).toBe("confirmed");
    // Who asked may be the chief judge; he is then one of the two, and still only one.
    value(await grant(id, "supervisor", scene.supervisor));
    expect((await form()).status).toBe("open");
  });

  it("opens once when both grant at the same time, and each side grants once", async () => {
    const id = await request();
    const before = await boardVersion();
    const answers = await Promise.all([
      grant(id, "chief-judge"),
      grant(id, "supervisor"),
      grant(id, "chief-judge"),
      grant(id, "supervisor"),
    ]);
    expect(answers.filter((answer) => answer.ok).map((answer) => answer.ok && answer.value.opened)).toEqual([false, true]);
    expect([(await form()).status, await boardVersion()]).toEqual(["open", before + 1]);
    const records = await runtime.database.read.auditRecord.findMany({ where: { act: "grant-correction", objectId: formId } });
    expect(records.map(({ payload }) => (payload as { opened: boolean }).opened).sort()).toEqual([false, true]);
  });

  it("of a grant and a refusal at the same time only one counts", async () => {
    const id = await request();
    value(await grant(id, "chief-judge"));
    const { roundId, supervisor } = scene;
    const answers = await Promise.all([
      refuseCorrection(runtime, supervisor, { roundId, correctionId: id, reason: "不需要" }),
      grant(id, "supervisor"),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await correction(id)).toMatchObject({ refusedById: supervisor.userId, refusalReason: "不需要", supervisorId: null });
    expect((await form()).status).toBe("confirmed");
  });

  it("two requests at the same time make one correction", async () => {
    const answers = await Promise.all(
      [scene.judges[0], scene.clerk].map((actor) => requestCorrection(runtime, actor, { formId, reason: REASON })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await runtime.database.read.correction.count({ where: { formId } })).toBe(1);
  });

  it("is marked, signed and confirmed as usual; the confirmation ends it", async () => {
    const id = await openForm();
    const [a, b, c] = scene.judges;
    // A settled value needs its reason, as ever.
    expect(refusalCodes(await enter(runtime, a, formId, { aspectId: "A1.2", value: 80 }))).toEqual(["reason-required"]);
    value(await enter(runtime, a, formId, { aspectId: "A1.2", value: 80, reason: "小数点" }));
    await signForm(runtime, scene, formId, [a, b]);
    expect((await form()).status).toBe("open");
    await signForm(runtime, scene, formId, [c]);
    const { revision } = await form();
    expect(refusalCodes(await confirmForm(runtime, a, { formId, revision }))).toEqual(["confirmer-entered", "confirmer-signed"]);
    await confirmAsClerk(runtime, scene, formId);
    expect(await correction(id)).toMatchObject({
      markBefore: 1000,
      // 2.00 and 0.80.
      markAfter: 280,
      revisionAfter: revision,
      closedAt: runtime.clock.now(),
    });
    const standing = await runtime.database.read.formConfirmation.findMany({ where: { formId, voidedAt: null } });
    expect(standing).toMatchObject([{ revision, confirmedById: scene.clerk.userId }]);
    const [view] = await describeCorrections(runtime.database.read, await getPinnedRound(runtime.database.read, scene.roundId), {
      formId,
    });
    expect(view).toMatchObject({ state: "corrected", corrected: { displayName: scene.clerk.displayName } });
    expect(view?.aspects.map(({ id: aspect, before, after }) => [aspect, before, after])).toEqual([
      ["A1.1", 200, 200],
      ["A1.2", 800, 80],
    ]);
    expect(view?.team).toEqual(scene.judges.map(({ displayName }) => displayName));
    // The form may be corrected again.
    await request();
  });

  it("may find that nothing was wrong", async () => {
    const id = await openForm();
    const { revision } = await form();
    await signForm(runtime, scene, formId);
    await confirmAsClerk(runtime, scene, formId);
    expect(await correction(id)).toMatchObject({ revisionAfter: revision, markBefore: 1000, markAfter: 1000 });
  });

  it("keeps the round from being submitted while the form is open", async () => {
    await openForm();
    expect(refusalCodes(await submitRound(runtime, scene.chief, { roundId: scene.roundId }))).toEqual(["forms-unconfirmed"]);
  });

  it("after submission gives judges and clerk that form and no other", async () => {
    value(await submitRound(runtime, scene.chief, { roundId: scene.roundId }));
    const [judge] = scene.judges;
    expect(await listMyForms(runtime, judge)).toEqual({ marking: [], confirming: [] });
    await openForm();
    const cards = (await listMyForms(runtime, judge)).marking.flatMap(({ subCriteria }) => subCriteria);
    expect(cards.map(({ id, forms }) => [id, forms.map(({ formId: own, task }) => [own, task])])).toEqual([
      ["A1", [[formId, "sign"]]],
    ]);
    expect(await findFormForJudge(runtime, judge, formId)).toMatchObject({
      correction: { state: "opened", reason: REASON },
      mayBeCorrected: false,
    });
    value(await enter(runtime, judge, formId, { aspectId: "A1.2", value: 700, reason: "看错" }));
    await signForm(runtime, scene, formId);
    const waiting = (await listMyForms(runtime, scene.clerk)).confirming.flatMap((round) => round.waiting);
    expect(waiting.map(({ formId: own }) => own)).toEqual([formId]);
    await confirmAsClerk(runtime, scene, formId);
    expect(await listMyForms(runtime, judge)).toEqual({ marking: [], confirming: [] });
    expect((await getFormForConfirmation(runtime, scene.clerk, formId)).mayBeCorrected).toBe(true);
    // Negative control: what no correction opened stays locked.
    const other = await findFormId(runtime, scene, scene.entries[1]?.code, "A1");
    expect(refusalCodes(await enter(runtime, judge, other, { aspectId: "A1.2", value: 700, reason: "看错" }))).toEqual([
      "form-locked",
    ]);
  });

  it("is granted in its own round only", async () => {
    const id = await request();
    const other = await createScene(runtime, { entries: [{}] });
    const answer = await grantCorrection(runtime, other.chief, { roundId: other.roundId, correctionId: id, as: "chief-judge" });
    expect(refusalCodes(answer)).toEqual(["correction-unknown"]);
    const refused = await refuseCorrection(runtime, other.chief, {
      roundId: other.roundId,
      correctionId: id,
      reason: "不是我的",
    });
    expect(refusalCodes(refused)).toEqual(["correction-unknown"]);
  });

  it("shows codes, marks and judges, and nothing of whose work it is", async () => {
    await openForm();
    const page = await getCorrectionsPage(runtime, scene.supervisor, scene.roundId);
    expect(page.corrections).toMatchObject([{ code: scene.entries[0]?.code, state: "opened", markAfter: null }]);
    // While it is marked again, nothing of the new values.
    expect(page.corrections[0]?.aspects.map(({ after }) => after)).toEqual([null, null]);
    const text = JSON.stringify(page);
    for (const secret of scene.secrets) expect(text).not.toContain(secret);
    for (const { entryId, publicCode } of scene.entries) {
      expect(text).not.toContain(entryId);
      expect(text).not.toContain(`"${publicCode}"`);
    }
  });
});
