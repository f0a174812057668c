/** Printing blank forms: before judging and while it lasts, by code alone, and on record. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { getPaperPage } from "#app/queries/paper/get-paper-page.server.ts";
import { printMarkingForms } from "#app/services/paper/print-marking-forms.server.ts";
import { createScene, openScene, refusalCodes, type Scene, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("blank forms", (provider) => {
  let runtime: TestRuntime;
  let scene: Scene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    scene = await createScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const ALL = { day: null, subCriterionId: null, code: null };
  const print = (selection: Partial<typeof ALL> | { day?: number; subCriterionId?: string; code?: string } = {}) =>
    printMarkingForms(runtime, scene.clerk, { ...ALL, ...selection, roundId: scene.roundId });
  const list = async (selection: Parameters<typeof print>[0]) =>
    value(await print(selection)).forms.map(({ code, subCriterionId }) => `${code} ${subCriterionId}`);

  it("are the same before judging and after it opened", async () => {
    const before = value(await print()).forms;
    await openScene(runtime, scene);
    const after = value(await print()).forms;
    expect(after).toEqual(before);
    expect(after).toHaveLength(9);
    expect(after[0]).toMatchObject({
      label: `JJ/${scene.competitionCode}/E1/1/A1/R898`,
      code: "R898",
      day: 1,
      maximum: 1000,
      judges: scene.judges.map(({ displayName }) => displayName),
    });
  });

  it("are those of a day, of a sub-criterion, or one", async () => {
    await openScene(runtime, scene);
    expect(await list({ day: 2 })).toEqual(["R898 B1", "R899 B1", "R900 B1"]);
    expect(await list({ subCriterionId: "A2" })).toEqual(["R898 A2", "R899 A2", "R900 A2"]);
    expect(await list({ subCriterionId: "A1", code: "R900" })).toEqual(["R900 A1"]);
    expect(refusalCodes(await print({ day: 3 }))).toEqual(["nothing-to-print"]);
  });

  it("say nothing of whose work a code is", async () => {
    await openScene(runtime, scene);
    const text = JSON.stringify(value(await print()));
    expect(scene.secrets.filter((secret) => text.includes(secret))).toEqual([]);
    // The search would find one.
    expect(scene.secrets.filter((secret) => `${text}${scene.secrets[0]}`.includes(secret))).toEqual([scene.secrets[0]]);
  });

  it("are remembered as printed", async () => {
    await openScene(runtime, scene);
    value(await print({ day: 2 }));
    value(await print({ subCriterionId: "A1", code: "R900" }));
    const { forms } = await getPaperPage(runtime, scene.clerk, scene.roundId);
    expect(forms.filter(({ isPrinted }) => isPrinted).map(({ code, subCriterionId }) => `${code} ${subCriterionId}`)).toEqual([
      "R900 A1",
      "R898 B1",
      "R899 B1",
      "R900 B1",
    ]);
  });
});
