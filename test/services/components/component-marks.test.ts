/** Marks by file: previewed, imported by one, confirmed by another, replaced with a trail; they count from unblinding on. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { getComponentMarks } from "#app/queries/components/get-component-marks.server.ts";
import { readComponentFile } from "#app/queries/components/read-component-file.server.ts";
import { getRoundResultsByCode, getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { confirmComponentImport } from "#app/services/components/confirm-component-import.server.ts";
import { dropComponentImport } from "#app/services/components/drop-component-import.server.ts";
import { importComponentMarks } from "#app/services/components/import-component-marks.server.ts";
import { publishOnSite } from "#app/services/results/publish-on-site.server.ts";
import { addTheory, importTheory, makeMarksFile, THEORY_AND_PRACTICAL } from "../../support/component-steps.ts";
import { completeRound, createScene, refusalCodes, type Scene, unblindRound, value } from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("component marks by file", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const createTheoryScene = (entries = 2) =>
    createScene(runtime, {
      entries: Array.from({ length: entries }, () => ({})),
      rules: { components: THEORY_AND_PRACTICAL as never },
    });
  const page = (scene: Scene, actor = scene.clerk) => getComponentMarks(runtime, actor, scene.roundId);
  const auditOf = async (act: string, objectId: string) =>
    (await runtime.database.read.auditRecord.findMany({ where: { act, objectId } })).map(({ payload }) => payload);

  it("stores nothing on a preview, and nothing of a file with a mistake or another file than was looked at", async () => {
    const scene = await createTheoryScene();
    const { roundId, organiser } = scene;
    const good = { ...makeMarksFile({ E1001: "80", E1002: "90" }), roundId, component: "theory" };
    const preview = value(await readComponentFile(runtime, good));
    expect(preview.marks.map(({ entrantNumber, mark }) => [entrantNumber, mark])).toEqual([
      ["E1001", 8000],
      ["E1002", 9000],
    ]);
    const bad = { ...makeMarksFile({ E1001: "80", E1009: "101" }), roundId, component: "theory" };
    const { refusals, digest, missing } = value(await readComponentFile(runtime, bad));
    expect(refusals.map(({ code, row }) => [code, row])).toEqual([
      ["entrant-number-unknown", 3],
      ["mark-out-of-range", 3],
    ]);
    expect(missing).toEqual(["E1002"]);
    expect(refusalCodes(await importComponentMarks(runtime, organiser, { ...bad, digest }))).toEqual(["file-refused"]);
    expect(refusalCodes(await importComponentMarks(runtime, organiser, { ...good, digest }))).toEqual([
      "file-differs-from-preview",
    ]);
    const elsewhere = { ...good, component: "practical", digest: preview.digest };
    expect(refusalCodes(await importComponentMarks(runtime, organiser, elsewhere))).toEqual(["component-unknown"]);
    expect(await runtime.database.read.componentImport.count({ where: { roundId } })).toBe(0);
  });

  it("checks names against the registered ones where the file has them", async () => {
    const scene = await createTheoryScene(1);
    const name = scene.secrets.find((secret) => secret.startsWith("选手甲")) ?? "";
    const bytes = (given: string) => new TextEncoder().encode(`参赛号,姓名,成绩\nE1001,${given},80`);
    const file = { roundId: scene.roundId, component: "theory", fileName: "a.csv" };
    expect(value(await readComponentFile(runtime, { ...file, bytes: bytes(name) })).refusals).toEqual([]);
    const wrong = value(await readComponentFile(runtime, { ...file, bytes: bytes("选手乙") }));
    expect(wrong.refusals.map(({ code }) => code)).toEqual(["name-differs"]);
    // Who registered under the number is not told.
    expect(JSON.stringify(wrong)).not.toContain(name);
  });

  it("counts what a second person confirmed, and only that", async () => {
    const scene = await createTheoryScene();
    const { roundId, organiser, clerk } = scene;
    const importId = await importTheory(runtime, scene, { E1001: "70", E1002: "85" });
    expect(refusalCodes(await confirmComponentImport(runtime, organiser, { roundId, importId }))).toEqual([
      "import-by-one-person",
    ]);
    const other = await createTheoryScene();
    expect(refusalCodes(await confirmComponentImport(runtime, clerk, { roundId: other.roundId, importId }))).toEqual([
      "not-found",
    ]);
    await completeRound(runtime, scene);
    // Blind, the marks of people are no part of what codes earn.
    expect((await getRoundResultsByCode(runtime.database.read, roundId)).rows.map(({ total }) => total)).toEqual([9000, 8850]);
    await unblindRound(runtime, scene);
    expect(await publishOnSite(runtime, organiser, { roundId })).toEqual({
      ok: false,
      refusals: [{ code: "component-marks-missing", params: { component: "理论", count: 2 } }],
    });
    value(await confirmComponentImport(runtime, clerk, { roundId, importId }));
    expect(refusalCodes(await confirmComponentImport(runtime, clerk, { roundId, importId }))).toEqual(["import-settled"]);
    const { rows } = await getRoundResultsByEntry(runtime.database.read, roundId);
    // 30 x 85.00 + 70 x 88.50 = 87.45; 30 x 70.00 + 70 x 90.00 = 84.00.
    expect(rows.map(({ total, components }) => [total, components.map(({ mark }) => mark)])).toEqual([
      [8745, [8500, 8850]],
      [8400, [7000, 9000]],
    ]);
    value(await publishOnSite(runtime, organiser, { roundId }));
    const file = { ...makeMarksFile({ E1001: "100" }), roundId, component: "theory" };
    expect(refusalCodes(await readComponentFile(runtime, file))).toEqual(["round-published"]);
    expect(refusalCodes(await dropComponentImport(runtime, clerk, { roundId, importId }))).toEqual(["round-published"]);
    expect(await auditOf("import-component-marks", roundId)).toEqual([
      { import: importId, component: "theory", digest: expect.any(String), marks: 2, replaced: [] },
    ]);
    expect(await auditOf("confirm-component-import", roundId)).toEqual([
      { import: importId, component: "theory", importedBy: organiser.userId, replaced: [] },
    ]);
  });

  it("shows the second person the same table with what it changes, and nobody's name", async () => {
    const scene = await createTheoryScene(3);
    await addTheory(runtime, scene, { E1001: "70", E1002: "85" });
    const first = (await page(scene)).components[0];
    expect(first?.missing).toEqual(["E1003"]);
    expect(first?.current?.lines).toEqual([
      { entrantNumber: "E1001", mark: 7000, before: undefined },
      { entrantNumber: "E1002", mark: 8500, before: undefined },
    ]);
    await importTheory(runtime, scene, { E1002: "86.5", E1003: "60" });
    const second = await page(scene);
    expect(second.components[0]?.waiting).toMatchObject({ unmet: [], importedBy: scene.organiser.displayName });
    expect(second.components[0]?.waiting?.lines).toEqual([
      { entrantNumber: "E1001", mark: null, before: 7000 },
      { entrantNumber: "E1002", mark: 8650, before: 8500 },
      { entrantNumber: "E1003", mark: 6000, before: null },
    ]);
    const own = await page(scene, scene.organiser);
    expect(own.components[0]?.waiting?.unmet.map(({ code }) => code)).toEqual(["import-by-one-person"]);
    for (const secret of scene.secrets) expect(JSON.stringify(second)).not.toContain(secret);
    for (const { code, publicCode } of scene.entries) {
      expect(JSON.stringify(second)).not.toContain(String(code));
      expect(JSON.stringify(second)).not.toContain(`"${publicCode}"`);
    }
  });

  it("replaces with a trail: dropping the later file brings nothing of the earlier back", async () => {
    const scene = await createTheoryScene();
    const { roundId, clerk } = scene;
    await addTheory(runtime, scene, { E1001: "70", E1002: "85" });
    const second = await importTheory(runtime, scene, { E1001: "71", E1002: "86" });
    const third = await importTheory(runtime, scene, { E1001: "72", E1002: "87" });
    expect(refusalCodes(await confirmComponentImport(runtime, clerk, { roundId, importId: second }))).toEqual(["import-settled"]);
    value(await confirmComponentImport(runtime, clerk, { roundId, importId: third }));
    const replaced = (await page(scene)).components[0];
    expect(replaced?.current?.lines.map(({ mark }) => mark)).toEqual([7200, 8700]);
    expect(replaced?.trail.map(({ importId }) => importId)).toContain(second);
    value(await dropComponentImport(runtime, clerk, { roundId, importId: third }));
    expect(refusalCodes(await dropComponentImport(runtime, clerk, { roundId, importId: third }))).toEqual(["import-settled"]);
    const dropped = (await page(scene)).components[0];
    expect([dropped?.current, dropped?.waiting, dropped?.trail.length]).toEqual([null, null, 3]);
    expect(dropped?.missing).toEqual(["E1001", "E1002"]);
  });
});
