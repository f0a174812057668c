/** Titles that a result recorded from outside lets its people apply for directly, by hand from Xinjiang 15, and the paper that says so. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { createTitleStatementWords } from "#app/i18n/promotion-paper-words.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findBeneficiary } from "#app/queries/beneficiaries/find-beneficiary.server.ts";
import { listFactTitles } from "#app/queries/facts/list-fact-titles.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { addGround, must } from "../../support/competition-steps.ts";
import { addOfficer, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { addFact, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const NATION_GOLD = { ...OUTSIDE_RESULT, competition: "第三届全国职业技能大赛", tier: "nation", award: "gold" } as const;
const REGION = { ...OUTSIDE_RESULT, tier: "province", hostRegionCodes: ["650000"] } as const;

describeOnEachDatabase("titles by a result from outside", (provider) => {
  let runtime: TestRuntime;
  let officers: readonly [Actor, Actor];
  let counter = 0;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officers = [await addOfficer(runtime, "officer"), await addOfficer(runtime, "second")];
  });
  afterAll(() => runtime.dispose());

  const make = (content: RecordedContent, residenceRegion = "650000", names = ["阿依古丽"]) => {
    const relations = { residenceRegion, employerId: null, trainingOrganisationId: null };
    const people = names.map((name) => {
      counter += 1;
      return makePerson(name, `E2000${String(counter).padStart(4, "0")}`, relations);
    });
    return makeRecord(people, { content });
  };
  const add = (content: RecordedContent, residenceRegion?: string, names?: string[]) =>
    addFact(runtime, officers, make(content, residenceRegion, names));
  const titlesOf = async (factId: string) =>
    (await listFactTitles(runtime, factId)).map(({ name, title, clause }) => `${name} ${title} ${clause}`);

  it.each<[string, RecordedContent, readonly string[]]>([
    ["national gold", NATION_GOLD, ["阿依古丽 senior 15"]],
    ["national silver", { ...NATION_GOLD, award: "silver", awardGrade: 2 }, ["阿依古丽 senior 15"]],
    ["national bronze", { ...NATION_GOLD, award: "bronze", awardGrade: 3 }, ["阿依古丽 senior 15"]],
    ["world bronze", { ...NATION_GOLD, tier: "world", award: "bronze", awardGrade: 3 }, ["阿依古丽 senior 15"]],
    // Medals are meant, not grades: a national first prize is none.
    ["a national first prize", { ...NATION_GOLD, award: "first" }, []],
    ["gold of the region's class 1", { ...REGION, class: "class-1", award: "gold" }, ["阿依古丽 associate-senior 15"]],
    ["silver of the region's class 1", { ...REGION, class: "class-1", award: "silver", awardGrade: 2 }, []],
    ["gold of the region's class 2", { ...REGION, class: "class-2", award: "gold" }, []],
    ["gold of another province", { ...REGION, hostRegionCodes: ["320000"], award: "gold" }, []],
    ["gold of a city", { ...REGION, tier: "city", hostRegionCodes: ["650100"], award: "gold" }, []],
  ])("%s", async (_, content, expected) => {
    expect(await titlesOf(await add(content))).toEqual(expected);
  });

  it("of each of a team, and of nobody from elsewhere", async () => {
    expect(await titlesOf(await add({ ...NATION_GOLD, entryKind: "pair" }, "650000", ["甲一", "乙二"]))).toEqual([
      "甲一 senior 15",
      "乙二 senior 15",
    ]);
    expect(await titlesOf(await add(NATION_GOLD, "110112"))).toEqual([]);
  });

  it("once a second person confirmed the record, until it is dropped; the person's page leads to the paper", async () => {
    const { factId: open } = must(await recordFact(runtime, officers[0], make(NATION_GOLD)));
    await runJobs(runtime);
    expect(await titlesOf(open)).toEqual([]);
    const factId = await add(NATION_GOLD);
    const [statement] = await listFactTitles(runtime, factId);
    if (!statement) throw new Error("no statement");
    const words = await createTitleStatementWords(statement);
    const rows = words.rows.map(({ value }) => value);
    expect(rows).toContain("第三届全国职业技能大赛 · 电工 · 金牌");
    expect(rows).toContain("人社部函〔2026〕88号");
    const member = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId } });
    const page = await findBeneficiary(runtime, member.personId);
    expect(page?.titles.map(({ title, clause, statement: address }) => [title, clause, address])).toEqual([
      ["senior", "15", `/policy/facts/${factId}/titles/${statement.statementId}`],
    ]);
    must(await dropFact(runtime, officers[0], { factId, reason: "获奖资格取消" }));
    await runJobs(runtime);
    expect(await titlesOf(factId)).toEqual([]);
  });
});
