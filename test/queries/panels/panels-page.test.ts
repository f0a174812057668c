/** The page of the panels: what clashes in words for those who may know it, and codes of nobody's work for the chief judge. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { getPanelsPage } from "#app/queries/panels/get-panels-page.server.ts";
import { declareConflict } from "#app/services/panels/declare-conflict.server.ts";
import { createScene, openScene, value } from "../../support/judging-steps.ts";
import { addJudge, partEntries } from "../../support/panel-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("the page of the panels", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("names units and delegations to the office, and to the chief judge only that somebody is not neutral", async () => {
    const scene = await createScene(runtime);
    const [first, second] = await partEntries(runtime, scene);
    const [a, b, c] = scene.judges;
    const ofUnit = await addJudge(runtime, scene, { organisationId: first?.organisationId ?? "" });
    const conflict = { competitionId: scene.competitionId, kind: "delegation", reason: "亲属" } as const;
    value(await declareConflict(runtime, c, { ...conflict, judgeId: c.userId, targetId: second?.delegationId ?? "" }));
    const names = [`单位${first?.organisationId}`, `代表队${second?.delegationId}`];
    const partialities = async (actor: typeof a) =>
      (await getPanelsPage(runtime, actor, scene.roundId)).pool.map(({ displayName, partialities: own }) => [
        displayName,
        own.map(({ kind, named }) => [kind, named]),
      ]);
    const ofOffice = [
      [a.displayName, []],
      [b.displayName, []],
      [c.displayName, [["declared-delegation", names[1]]]],
      [ofUnit.displayName, [["own-unit", names[0]]]],
    ];
    expect(await partialities(scene.organiser)).toEqual(ofOffice);
    expect(await partialities(scene.supervisor)).toEqual(ofOffice);
    expect(await partialities(scene.chief)).toEqual([
      [a.displayName, []],
      [b.displayName, []],
      [c.displayName, [["declared-delegation", null]]],
      [ofUnit.displayName, [["own-unit", null]]],
    ]);
    const ofChief = JSON.stringify(await getPanelsPage(runtime, scene.chief, scene.roundId));
    const secrets = [...names, first?.organisationId, second?.delegationId, "亲属"];
    for (const secret of [...secrets, ...scene.entries.flatMap(({ entryId, code }) => [entryId, code])]) {
      expect(ofChief).not.toContain(secret);
    }
  });

  it("lets the office and the chief judge plan before judging, and the chief judge alone change it after", async () => {
    const scene = await createScene(runtime);
    const may = async () => {
      const pages = [];
      for (const actor of [scene.organiser, scene.chief, scene.supervisor]) {
        const { mayAssign, mayChange } = await getPanelsPage(runtime, actor, scene.roundId);
        pages.push([mayAssign, mayChange]);
      }
      return pages;
    };
    expect(await may()).toEqual([
      [true, false],
      [true, false],
      [false, false],
    ]);
    await openScene(runtime, scene);
    expect(await may()).toEqual([
      [false, false],
      [false, true],
      [false, false],
    ]);
    const { panels } = await getPanelsPage(runtime, scene.chief, scene.roundId);
    expect(
      panels.map(({ subCriterionId, number, openForms, confirmedForms, reason }) => [
        subCriterionId,
        number,
        openForms,
        confirmedForms,
        reason,
      ]),
    ).toEqual(["A1", "A2", "B1"].map((id) => [id, 1, 3, 0, null]));
  });
});
