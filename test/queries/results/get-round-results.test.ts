/** The one computation of results: right in all three views, blind where it must be, and quick in a large round. */
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  getRoundResultsByCode,
  getRoundResultsByEntry,
  getRoundResultsByPublicCode,
} from "#app/queries/results/get-round-results.server.ts";
import {
  completeCode,
  completeRound,
  createScene,
  defaultMarks,
  fillForm,
  findFormId,
  openScene,
  unblindRound,
} from "../../support/judging-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("round results", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  it("count confirmed forms only", async () => {
    const scene = await createScene(runtime, { entries: [{}, {}] });
    await openScene(runtime, scene);
    const [first, second] = scene.entries;
    await completeCode(runtime, scene, second?.code, { a11: 3, a12: 800, a21: 1500, b11: 2, b12: 3000 });
    await fillForm(runtime, scene, await findFormId(runtime, scene, first?.code, "A2"), { "A2.1": 2000 });
    const results = await getRoundResultsByCode(runtime.database.read, scene.roundId);
    expect([results.confirmedForms, results.forms, results.phase]).toEqual([3, 6, "judging"]);
    expect(results.rows).toMatchObject([
      {
        code: second?.code,
        total: 7500,
        place: 1,
        isComplete: true,
        criteria: { A: 2500, B: 5000 },
        formsDone: 3,
        formsExpected: 3,
      },
      { code: first?.code, total: null, place: null, isComplete: false, formsDone: 0 },
    ]);
  });

  it("agree in their three views, with ties, tie-breaks, and those who win nothing", async () => {
    const scene = await createScene(runtime, {
      entries: [{}, { eligible: false }, {}, {}, { participation: "absent" }],
      rules: { tieBreaks: [{ by: "criterion", id: "B", order: "desc" }] },
    });
    // By index: 88.50 with B 59.00; 90.00; 88.50 with B 60.00; the same again.
    const marks = [
      { a11: 3, a12: 750, a21: 2000, b11: 2, b12: 3900 },
      defaultMarks(0),
      { a11: 3, a12: 650, a21: 2000, b11: 2, b12: 4000 },
      { a11: 3, a12: 650, a21: 2000, b11: 2, b12: 4000 },
    ];
    await completeRound(runtime, scene, (index) => marks[index] ?? defaultMarks(5));
    const { read } = runtime.database;
    const expected = [
      { total: 9000, place: 1, tied: false, separatedBy: null },
      { total: 8850, place: 2, tied: true, separatedBy: { by: "criterion", id: "B", order: "desc" } },
      { total: 8850, place: 2, tied: true, separatedBy: { by: "criterion", id: "B", order: "desc" } },
      { total: 8850, place: 4, tied: false, separatedBy: { by: "criterion", id: "B", order: "desc" } },
    ];
    const byCode = await getRoundResultsByCode(read, scene.roundId);
    const byPublicCode = await getRoundResultsByPublicCode(read, scene.roundId);
    expect(byCode.rows).toMatchObject(expected);
    expect(byPublicCode.rows).toMatchObject(expected);
    await unblindRound(runtime, scene);
    const byEntry = await getRoundResultsByEntry(read, scene.roundId);
    expect(byEntry.rows).toMatchObject([
      ...expected,
      { total: null, place: null, status: "absent", code: null, publicCode: null },
    ]);
    const entryIds = scene.entries.map(({ entryId }) => entryId);
    expect(byEntry.rows.map(({ entryId }) => entryIds.indexOf(entryId))).toEqual([1, 2, 3, 0, 4]);
    expect(byEntry.rows.map(({ award }) => award)).toEqual([null, "first", "first", null, null]);
    // Who is out of the prizes is known by name: while marks are blind the first place has the prize, whose it may be.
    expect(byCode.rows.map(({ award }) => award)).toEqual(["first", null, null, null]);
    expect(byPublicCode.rows.map(({ award }) => award)).toEqual(["first", null, null, null]);
    for (const row of byEntry.rows.slice(0, 4)) {
      const { entryId: _entryId, eligible: _eligible, award: _award, goesOn, code, publicCode, ...result } = row;
      expect(goesOn).toBeNull();
      expect(byCode.rows.find((candidate) => candidate.code === code)).toMatchObject(result);
      expect(byPublicCode.rows.find((candidate) => candidate.publicCode === publicCode)).toMatchObject(result);
    }
  });

  it("name nobody in a blind view, and do not list in the order of registration", async () => {
    const scene = await createScene(runtime);
    await openScene(runtime, scene);
    const { read } = runtime.database;
    const byCode = await getRoundResultsByCode(read, scene.roundId);
    const byPublicCode = await getRoundResultsByPublicCode(read, scene.roundId);
    expect(byCode.rows.map(({ code }) => code)).toEqual(scene.entries.map(({ code }) => code).sort());
    expect(byPublicCode.rows.map(({ publicCode }) => publicCode)).toEqual(
      scene.entries.map(({ publicCode }) => publicCode).sort(),
    );
    const ids = scene.entries.map(({ entryId }) => entryId);
    expectNone(JSON.stringify(byCode), [...ids, ...scene.secrets, ...scene.entries.map(({ publicCode }) => `"${publicCode}"`)]);
    const subjects = await read.blindSubject.findMany({ where: { roundId: scene.roundId }, select: { id: true } });
    expectNone(JSON.stringify(byPublicCode), [
      ...ids,
      ...scene.secrets,
      ...subjects.map(({ id }) => id),
      ...scene.entries.map(({ code }) => `"${code}"`),
    ]);
  });
});

function expectNone(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
}
