/** What judges, chief and tally clerk are shown: their work in its order, no score before its time, and never whose work it is. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findFormForJudge, getFormForConfirmation } from "#app/queries/marking/get-form.server.ts";
import { getMatrix } from "#app/queries/marking/get-matrix.server.ts";
import { getTabletDay } from "#app/queries/marking/get-tablet-day.server.ts";
import { listMyForms } from "#app/queries/marking/list-my-forms.server.ts";
import { getResultsPage } from "#app/queries/results/get-results-page.server.ts";
import {
  completeCode,
  completeRound,
  confirmAsClerk,
  createScene,
  defaultMarks,
  enter,
  fillForm,
  findFormId,
  openScene,
  type Scene,
  signForm,
  unblindRound,
  value,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("marking screens", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const form = (index: number, subCriterionId: string) => findFormId(runtime, scene, scene.entries[index]?.code, subCriterionId);
  const seenBy = async (judge: number, formId: string) => {
    const view = await findFormForJudge(runtime, scene.judges[judge as 0], formId);
    if (!view) throw new Error("not of the team");
    return view;
  };

  it("list a judge's forms by day and code, with what each asks of him", async () => {
    expect((await listMyForms(runtime, scene.judges[0])).marking).toEqual([]);
    await openScene(runtime, scene);
    const [a, b] = scene.judges;
    const first = await form(2, "A1");
    value(await enter(runtime, a, first, { aspectId: "A1.1", value: 2 }));
    await fillForm(runtime, scene, await form(1, "A2"), { "A2.1": 2000 });
    await signForm(runtime, scene, await form(1, "A2"), [a]);
    const [round] = (await listMyForms(runtime, a)).marking;
    expect(round?.subCriteria.map(({ id, day, isToday }) => [id, day, isToday])).toEqual([
      ["A1", 1, true],
      ["A2", 1, true],
      ["B1", 2, false],
    ]);
    const cards = (id: string) => round?.subCriteria.find((candidate) => candidate.id === id)?.forms;
    expect(cards("A1")?.map(({ code, task, done, total }) => [code, task, done, total])).toEqual([
      ["R898", "await-scores", 1, 2],
      ["R899", "start", 0, 2],
      ["R900", "start", 0, 2],
    ]);
    expect(cards("A2")?.map(({ task, signed, team }) => [task, signed, team])).toEqual([
      ["start", 0, 3],
      ["await-signatures", 1, 3],
      ["start", 0, 3],
    ]);
    const ofOther = (await listMyForms(runtime, b)).marking[0]?.subCriteria[0]?.forms[0];
    expect([ofOther?.code, ofOther?.task, ofOther?.done]).toEqual(["R898", "start", 0]);
  });

  it("offer signed forms to the tally clerk and the chief judge, and to no judge of the team", async () => {
    await openScene(runtime, scene);
    const formId = await form(0, "A2");
    await fillForm(runtime, scene, formId, { "A2.1": 1500 });
    await signForm(runtime, scene, formId);
    for (const actor of [scene.clerk, scene.chief]) {
      const [round] = (await listMyForms(runtime, actor)).confirming;
      expect(round).toMatchObject({ confirmed: 0, forms: 9, waiting: [{ formId, code: "R900", subCriterionId: "A2" }] });
    }
    expect((await listMyForms(runtime, scene.judges[0])).confirming).toEqual([]);
    await confirmAsClerk(runtime, scene, formId);
    expect((await listMyForms(runtime, scene.clerk)).confirming).toMatchObject([{ confirmed: 1, waiting: [] }]);
  });

  it("hide the scores of others until all are in, and show them from then on", async () => {
    await openScene(runtime, scene);
    const formId = await form(0, "A1");
    const [a, b, c] = scene.judges;
    value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 1 }));
    value(await enter(runtime, a, formId, { aspectId: "A1.1", value: 3 }));
    const [own] = (await seenBy(0, formId)).aspects;
    expect(own?.scores).toEqual([{ judgeId: a.userId, score: 3 }]);
    const before = await seenBy(1, formId);
    expect(before.aspects[0]).toMatchObject({
      scores: [],
      scoresIn: 1,
      allIn: false,
      mark: null,
      oddities: [],
      earlierRounds: [],
    });
    const outside = await getFormForConfirmation(runtime, scene.clerk, formId);
    expect(outside.aspects[0]).toMatchObject({ scores: [], scoresIn: 1 });
    expect(before.open).toEqual(["A1.1"]);

    value(await enter(runtime, b, formId, { aspectId: "A1.1", value: 1 }));
    value(await enter(runtime, c, formId, { aspectId: "A1.1", value: 2 }));
    const apart = await seenBy(1, formId);
    expect(apart.aspects[0]).toMatchObject({ scoreRound: 2, mustRescore: true, scores: [], scoresIn: 0, spread: 2 });
    expect(apart.aspects[0]?.earlierRounds[0]?.scores.map(({ score }) => score).sort()).toEqual([1, 2, 3]);
    expect(apart.task).toBe("rescore");
    expect(apart.signOffUnmet.map(({ code }) => code)).toEqual(["aspects-missing", "spread-too-wide"]);
  });

  it("give a tablet the whole day as each form alone would, and a stranger nothing", async () => {
    await openScene(runtime, scene);
    const [a, b] = scene.judges;
    const first = await form(0, "A1");
    value(await enter(runtime, a, first, { aspectId: "A1.1", value: 2 }));
    const day = await getTabletDay(runtime, a);
    expect(day.forms).toHaveLength(9);
    for (const one of day.forms) expect(one).toEqual(await findFormForJudge(runtime, a, one.formId));
    const own = day.forms.find(({ formId }) => formId === first)?.aspects[0];
    expect(own?.standingKey).not.toBeNull();
    expect(own?.standingAt).toBe(runtime.clock.now().toISOString());
    // What another gave does not stand in the way of one's own, and is not seen.
    const ofOther = (await getTabletDay(runtime, b)).forms.find(({ formId }) => formId === first)?.aspects[0];
    expect(ofOther).toMatchObject({ scores: [], standingKey: null, standingAt: null });
    for (const stranger of [scene.chief, scene.clerk, scene.organiser]) {
      expect(await findFormForJudge(runtime, stranger, first)).toBeNull();
      expect((await getTabletDay(runtime, stranger)).forms).toEqual([]);
    }
  });

  it("show the chief each form's state, what needs him, and what his next act waits for", async () => {
    const before = await getMatrix(runtime, scene.chief, scene.roundId);
    expect([before.phase, before.rows, before.team.map(({ displayName }) => displayName)]).toEqual([
      "draw",
      [],
      scene.judges.map(({ displayName }) => displayName),
    ]);
    expect(before.conditions.every(({ unmet }) => unmet.length === 0)).toBe(true);
    await openScene(runtime, scene);
    const [a] = scene.judges;
    const apart = await form(2, "A1");
    await fillForm(runtime, scene, apart, { "A1.1": [1, 2, 3] });
    value(await enter(runtime, a, await form(1, "A1"), { aspectId: "A1.1", value: 2 }));
    const complete = await form(1, "A2");
    await fillForm(runtime, scene, complete, { "A2.1": 1250 });
    const signed = await form(0, "A2");
    await fillForm(runtime, scene, signed, { "A2.1": 1250 });
    await signForm(runtime, scene, signed);
    const matrix = await getMatrix(runtime, scene.chief, scene.roundId);
    expect(matrix.rows.map(({ code, cells }) => [code, cells.map(({ state }) => state)])).toEqual([
      ["R898", ["apart", "empty", "empty"]],
      ["R899", ["started", "complete", "empty"]],
      ["R900", ["empty", "signed", "empty"]],
    ]);
    expect(matrix.apart).toEqual([{ formId: apart, code: "R898", subCriterionId: "A1", aspects: "A1.1" }]);
    expect(matrix.unconfirmed).toEqual([{ formId: signed, code: "R900", subCriterionId: "A2" }]);
    const [, second, third] = scene.judges.map(({ displayName }) => displayName);
    expect(matrix.awaited).toEqual([
      {
        subCriterionId: "A1",
        number: null,
        judges: [
          { displayName: scene.judges[0].displayName, forms: 1 },
          { displayName: second, forms: 2 },
          { displayName: third, forms: 2 },
        ],
      },
    ]);
    expect(matrix.columns.map(({ panels }) => panels)).toEqual(
      Array.from({ length: 3 }, () => [{ number: null, judges: scene.judges.map(({ displayName }) => displayName), forms: 3 }]),
    );
    expect(matrix.conditions.flatMap(({ unmet }) => unmet)).toEqual([
      { code: "forms-unconfirmed", params: { left: 9, total: 9 } },
    ]);
  });

  it("never tell marking roles whose work it is while marks are blind", async () => {
    await openScene(runtime, scene);
    await completeCode(runtime, scene, scene.entries[0]?.code, defaultMarks(0));
    const formId = await form(0, "A1");
    const shown = JSON.stringify([
      await listMyForms(runtime, scene.judges[0]),
      await listMyForms(runtime, scene.clerk),
      await seenBy(0, formId),
      await getFormForConfirmation(runtime, scene.clerk, formId),
      await getMatrix(runtime, scene.chief, scene.roundId),
      await getResultsPage(runtime, scene.chief, scene.roundId),
    ]);
    const hidden = scene.entries.flatMap(({ entryId, publicCode }) => [entryId, `"${publicCode}"`]);
    for (const secret of [...scene.secrets, ...hidden, "E1001"]) expect(shown).not.toContain(secret);
  });

  it("give the office names with places, ties and what broke them, after unblinding", async () => {
    await completeRound(runtime, scene);
    const blind = await getResultsPage(runtime, scene.organiser, scene.roundId);
    expect(blind.results).toMatchObject({
      kind: "codes",
      rows: [{ code: "R900", place: 1, total: 9000 }, { place: 2 }, { place: 3 }],
    });
    expect([blind.next, blind.publication, blind.maximum]).toEqual([null, null, 10000]);
    await unblindRound(runtime, scene);
    const { results, next } = await getResultsPage(runtime, scene.organiser, scene.roundId);
    expect(next).toMatchObject({
      act: "publish-on-site",
      conditions: [
        { code: "component-marks-complete", unmet: [] },
        { code: "ties-decided", unmet: [] },
      ],
    });
    expect(results).toMatchObject({
      kind: "names",
      rows: [
        { entryId: scene.entries[0]?.entryId, entrantNumber: "E1001", place: 1, names: [scene.secrets[2]], award: "first" },
        {},
        {},
      ],
    });
  });
});
