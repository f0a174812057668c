/** Who may apply directly for a senior title, by the text of the document: of the winners of one competition, and of nobody else. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_AWARD, type FixedCounts } from "#app/domain/awards/award-scheme.ts";
import { listTitleStatements } from "#app/queries/promotions/list-title-statements.server.ts";
import { addGround } from "../../support/competition-steps.ts";
import { createPayingScene, finaliseScene, type PayingPlan, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const { shares: _shares, ...CUTS } = DEFAULT_AWARD;
const TWO_FIRSTS: FixedCounts = {
  ...CUTS,
  scheme: "fixed-counts",
  counts: { first: 2, second: 1, third: 0 },
  minimumEntries: [],
};

describeOnEachDatabase("statements for senior titles", (provider) => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
  });
  afterAll(() => runtime.dispose());

  const hold = (tier: PayingPlan["tier"], host: string) =>
    createPayingScene(runtime, {
      ...{ tier, host, packs: ["xinjiang"], employer: { id: "unit-works", regionCode: "650000" } },
      ...{ entries: [{}, {}, {}, {}], rules: { award: TWO_FIRSTS } },
    });

  it("are of the first grade of a class 1 competition of the region, once it is final: an associate senior title", async () => {
    const scene = await hold("province", "650000");
    await runJobs(runtime);
    expect(await listTitleStatements(runtime, scene.competitionId)).toEqual([]);
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    const statements = await listTitleStatements(runtime, scene.competitionId);
    expect(
      statements.map(({ title, award, decisionNumber, document }) => [title, award, decisionNumber, document.status]),
    ).toEqual([
      ["associate-senior", "first", "技竞组〔2026〕9号", "draft"],
      ["associate-senior", "first", "技竞组〔2026〕9号", "draft"],
    ]);
    const winners = scene.secrets.filter((secret) => secret.startsWith("选手甲")).slice(0, 2);
    expect(statements.map(({ name }) => name).sort()).toEqual(winners.sort());
    expect(new Set(statements.map(({ statementId }) => statementId)).size).toBe(2);
    // What the document leaves open is said: it is no title yet.
    expect(statements[0]?.open.map(({ code }) => code)).toEqual(["qualifies", "award-grade-mapping"]);
    expect(statements[0]?.text).toContain("副高级");
  });

  it("are of all three grades of a national one: a senior title; and of none of a city's", async () => {
    const nation = await hold("nation", "110000");
    await finaliseScene(runtime, nation);
    const city = await hold("city", "650000");
    await finaliseScene(runtime, city);
    await runJobs(runtime);
    const titles = (await listTitleStatements(runtime, nation.competitionId)).map(({ title, award }) => `${title} ${award}`);
    expect(titles.sort()).toEqual(["senior first", "senior first", "senior second"]);
    expect(await listTitleStatements(runtime, city.competitionId)).toEqual([]);
  });
});
