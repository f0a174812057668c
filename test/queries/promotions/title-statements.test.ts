/** Who may apply directly for a senior title, by the text of the document: of the winners of one competition, and of nobody else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AwardScheme, FixedCounts, MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { listTitleStatements } from "#app/queries/promotions/list-title-statements.server.ts";
import { addGround } from "../../support/competition-steps.ts";
import { defaultMarks } from "../../support/judging-steps.ts";
import { createPayingScene, finaliseScene, type PayingPlan, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Who is level with the best is of gold; after two golds there is no silver, and the next is of bronze (DOMAIN 7). */
const MEDALS: MedalsWithTolerance = {
  scheme: "medals-with-tolerance",
  on: "total",
  tolerance: 0,
  medallionFrom: null,
  base: "started",
  minimumMark: null,
  minimumEntries: [],
};
/** The same two prizes by number, and no medals. */
const PRIZES: FixedCounts = {
  scheme: "fixed-counts",
  counts: { first: 2, second: 1, third: 0 },
  base: "started",
  minimumMark: null,
  minimumEntries: [],
  excellenceTo: null,
  rounding: "down",
  tiesAtCut: "in",
};

describeOnEachDatabase("statements for senior titles", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
  });
  afterAll(() => runtime.dispose());

  const hold = (tier: PayingPlan["tier"], host: string, award: AwardScheme = MEDALS) =>
    createPayingScene(runtime, {
      ...{ tier, host, packs: ["xinjiang"], employer: { id: "unit-works", regionCode: "650000" } },
      ...{ entries: [{}, {}, {}, {}], rules: { award }, marks: (index) => defaultMarks(index < 2 ? 0 : index) },
    });

  it("are of the gold medallists of a class 1 competition of the region, once it is final: an associate senior title", async () => {
    const scene = await hold("province", "650000");
    await runJobs(runtime);
    expect(await listTitleStatements(runtime, scene.competitionId)).toEqual([]);
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    const statements = await listTitleStatements(runtime, scene.competitionId);
    expect(
      statements.map(({ title, award, decisionNumber, document }) => [title, award, decisionNumber, document.status]),
    ).toEqual([
      ["associate-senior", "gold", "技竞组〔2026〕9号", "draft"],
      ["associate-senior", "gold", "技竞组〔2026〕9号", "draft"],
    ]);
    const winners = scene.secrets.filter((secret) => secret.startsWith("选手甲")).slice(0, 2);
    expect(statements.map(({ name }) => name).sort()).toEqual(winners.sort());
    expect(new Set(statements.map(({ statementId }) => statementId)).size).toBe(2);
    // What the document leaves open is said: it is no title yet.
    expect(statements[0]?.open.map(({ code }) => code)).toEqual(["qualifies"]);
    expect(statements[0]?.text).toContain("副高级");
  });

  it("are of all medals of a national one: a senior title; of none of a city's, and of no first prize", async () => {
    const nation = await hold("nation", "110000");
    await finaliseScene(runtime, nation);
    const city = await hold("city", "650000");
    await finaliseScene(runtime, city);
    const prizes = await hold("nation", "110000", PRIZES);
    await finaliseScene(runtime, prizes);
    await runJobs(runtime);
    const titles = (await listTitleStatements(runtime, nation.competitionId)).map(({ title, award }) => `${title} ${award}`);
    expect(titles.sort()).toEqual(["senior bronze", "senior gold", "senior gold"]);
    expect(await listTitleStatements(runtime, city.competitionId)).toEqual([]);
    expect(await listTitleStatements(runtime, prizes.competitionId)).toEqual([]);
  });
});
