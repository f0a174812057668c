/** One person on the way up: he wins in the district, goes on to the city and to the nation, and each tier says what it owes him and why. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FixedCounts } from "#app/domain/awards/award-scheme.ts";
import { type Finding, hasNoPayingClause, isAboutMoney, isPayable } from "#app/domain/policy/findings.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import { findBeneficiary } from "#app/queries/beneficiaries/find-beneficiary.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { startCompetition } from "#app/services/competitions/enter-phase.server.ts";
import { setEventRules } from "#app/services/rules/set-event-rules.server.ts";
import { finalise, settle } from "#seeds/demo/finale.ts";
import { markRound, openRound } from "#seeds/demo/judging-act.ts";
import { createDice } from "#seeds/demo/people.ts";
import type { StoryCompetition } from "#seeds/demo/plans.ts";
import { holdMeetings, publishDocuments } from "#seeds/demo/preparation-act.ts";
import { type Founded, foundCompetition, registerEntries } from "#seeds/demo/registration-act.ts";
import { createStage, createStoryClock, must, type Stage } from "#seeds/demo/stage.ts";
import { addCast } from "#seeds/seed.ts";
import { loadSystemData } from "#seeds/system.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../support/runtime.ts";

const DAY_MS = 86_400_000;
const TODAY = new Date("2026-03-02T00:00:00+08:00");
const YUAN = 100;
const PACKS = ["tongzhou", "xinjiang", "dalian", "jiading", "lianyungang"];

/** Jiading rewards honours and supports competitions: no clause of its draft looks at a result. */
const ANSWERING = PACKS.filter((pack) => pack !== "jiading");

const EVENT = {
  code: "DG",
  name: "电工",
  nameEn: "Electrician",
  occupationCode: "6-31-01-03",
  group: "workers",
  entryKind: "individual",
  teamSize: 1,
  scheme: "electrician",
} as const;

const plan = (tier: Tier, regionCode: string, upper: string | null): StoryCompetition => ({
  code: `way-${tier}`,
  name: `${tier} 职业技能大赛`,
  nameEn: `Skills Competition (${tier})`,
  tier,
  class: "class-1",
  venue: "一号馆",
  publicityWorkingDays: 5,
  startsIn: tier === "district" ? -60 : tier === "city" ? 0 : 60,
  hosts: [{ relation: "host-authority", regionCode, organisationId: null }],
  packs: PACKS,
  filingNumber: "京人社竞备〔2026〕1 号",
  until: "final",
  events: [{ ...EVENT, entriesEach: tier === "district" ? 3 : 0, upper }],
  // Only those who advance come to the upper tiers, so that the winners of the district win there too.
  delegations: [{ ...TONGZHOU, regionCode: tier === "nation" ? "110000" : "110112" }],
});
const TONGZHOU = {
  name: "通州区工业园代表队",
  nameEn: "Tongzhou Industrial Park",
  regionCode: "110112",
  leader: "leader-a",
  units: ["北京运通电气有限公司"],
  trainingOrganisation: "北京运河工匠职业技能培训学校",
  residence: "",
};

/** First, second and third prize for one entry each, however few there are. */
const ONE_OF_EACH: FixedCounts = {
  scheme: "fixed-counts",
  counts: { first: 1, second: 1, third: 1 },
  base: "started",
  minimumMark: null,
  minimumEntries: [],
  excellenceTo: null,
  rounding: "down",
  tiesAtCut: "in",
};

/** Tongzhou (14) in yuan, by hand: to the winner, and to the organisation that trained him. */
const OWED: Readonly<Record<string, readonly [number, number]>> = {
  "city first": [100_000, 50_000],
  "city second": [50_000, 50_000],
  "nation first": [200_000, 80_000],
  "nation second": [150_000, 80_000],
};

describeOnEachDatabase("a person who wins in the district, the city and the nation", (provider) => {
  let test: TestRuntime;
  let runtime: Runtime;
  let stage: Stage;
  const founded = new Map<Tier, Founded>();

  beforeAll(async () => {
    test = await createTestRuntime(provider);
    const clock = createStoryClock(TODAY);
    runtime = await createRuntime(test.env, clock);
    await loadSystemData(runtime);
    stage = createStage(runtime, clock, await addCast(runtime));
    // The upper tiers are announced first: who wins below goes on to an event that is there.
    const tiers = [
      ["nation", "110000", null],
      ["city", "110000", "way-nation/DG"],
      ["district", "110112", "way-city/DG"],
    ] as const;
    for (const [tier, region, upper] of tiers) founded.set(tier, await found(plan(tier, region, upper)));
    const dice = createDice(20_261_125);
    for (const tier of ["district", "city", "nation"] as const) await hold(tier, dice);
  }, 300_000);

  afterAll(async () => {
    await runtime?.close();
    await test?.dispose();
  });

  async function found(competition: StoryCompetition): Promise<Founded> {
    const of = await foundCompetition(stage, competition, TODAY);
    const [event] = of.events;
    if (!event) throw new Error("The competition has no event.");
    const { rules, version } = await getCurrentRules(runtime.database.read, event.eventId);
    must(
      await setEventRules(runtime, await stage.actor("organiser"), {
        eventId: event.eventId,
        rules: { ...rules, award: ONE_OF_EACH },
        reason: "奖项按名次",
        basedOn: version,
      }),
    );
    return of;
  }

  async function hold(tier: Tier, dice: (sides: number) => number): Promise<void> {
    const of = requireFounded(tier);
    const startsOn = TODAY.getTime() + plan(tier, "", null).startsIn * DAY_MS;
    stage.clock.set(new Date(startsOn - 20 * DAY_MS));
    await registerEntries(stage, of, dice, 0);
    await publishDocuments(stage, of, plan(tier, "", null));
    await holdMeetings(stage, of);
    stage.clock.set(new Date(startsOn + DAY_MS / 3));
    must(await startCompetition(runtime, await stage.actor("organiser"), { competitionId: of.competitionId }));
    for (const { roundId } of of.events) {
      await openRound(stage, roundId);
      await markRound(stage, roundId, dice);
      await settle(stage, roundId);
    }
    await finalise(stage, of.competitionId, `职竞〔2026〕${tier}号`);
  }

  function requireFounded(tier: Tier): Founded {
    const of = founded.get(tier);
    if (!of) throw new Error(`There is no ${tier} competition.`);
    return of;
  }

  const listResults = async (tier: Tier) => {
    const [event] = requireFounded(tier).events;
    const { rows } = await getRoundResultsByEntry(runtime.database.read, String(event?.roundId));
    const members = await runtime.database.read.entryMember.findMany({
      where: { entryId: { in: rows.map(({ entryId }) => entryId) } },
      select: { entryId: true, personId: true },
    });
    return rows.map(({ entryId, award }) => ({
      entryId,
      award,
      personId: members.find((member) => member.entryId === entryId)?.personId ?? "",
    }));
  };

  const listFindings = async (entryId: string): Promise<Finding[]> => {
    const { findings } = await runtime.database.read.policyAssessment.findUniqueOrThrow({ where: { entryId } });
    return findings as unknown as Finding[];
  };

  it("takes the first two of the district to the city and on to the nation", async () => {
    const [district, city, nation] = await Promise.all([listResults("district"), listResults("city"), listResults("nation")]);
    expect(district.map(({ award }) => award)).toEqual(["first", "second", "third"]);
    const goesOn = district
      .slice(0, 2)
      .map(({ personId }) => personId)
      .sort();
    expect(city.map(({ personId }) => personId).sort()).toEqual(goesOn);
    expect(nation.map(({ personId }) => personId).sort()).toEqual(goesOn);
  });

  it("pays nothing in the district, and says which clauses were looked at", async () => {
    for (const { entryId } of await listResults("district")) {
      const findings = await listFindings(entryId);
      expect(hasNoPayingClause(findings)).toBe(true);
      expect(new Set(findings.map(({ pack }) => pack))).toEqual(new Set(ANSWERING));
    }
  });

  it("owes the winner and who trained him what the clause says in the city and in the nation, as a draft that nobody can pay", async () => {
    for (const tier of ["city", "nation"] as const) {
      const results = await listResults(tier);
      expect(results.map(({ award }) => award)).toEqual(["first", "second"]);
      for (const { entryId, award } of results) {
        const money = (await listFindings(entryId)).filter((finding) => isAboutMoney(finding) && finding.pack === "tongzhou");
        const [winner, training] = OWED[`${tier} ${award}`] ?? [];
        const fen = (amount: number | undefined) => ({ kind: "exact", fen: Number(amount) * YUAN });
        expect(money.map(({ kind, clause, outcome, amount }) => [kind, clause, outcome, amount])).toEqual([
          ["winner-reward", "(14)", "owed", fen(winner)],
          ["training-organisation-reward", "(14)", "owed", fen(training)],
        ]);
        expect(money.every((finding) => finding.draft && !isPayable(finding))).toBe(true);
      }
    }
  });

  it("shows the person everything owed over the three tiers on one page, and why, with where each entry came from", async () => {
    const nation = await listResults("nation");
    const winner = nation.find(({ award }) => award === "first");
    const page = await findBeneficiary(runtime, winner?.personId ?? "");
    if (!page) throw new Error("The winner has no page.");
    expect(page.results.map(({ tier }) => tier).sort()).toEqual(["city", "district", "nation"]);
    const byTier = new Map(page.results.map((result) => [result.tier, result]));
    expect(byTier.get("district")?.origin).toBeNull();
    expect(byTier.get("city")?.origin).toMatchObject({ competitionCode: "way-district", before: null });
    expect(byTier.get("nation")?.origin).toMatchObject({
      competitionCode: "way-city",
      before: { competitionCode: "way-district" },
    });
    for (const tier of ["district", "city", "nation"] as const) {
      const findings = byTier.get(tier)?.findings ?? [];
      // Every clause that was looked at answers: with what is owed, or with its reasons.
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(({ outcome, reasons }) => outcome === "owed" || reasons.length > 0)).toBe(true);
      const money = findings.filter(({ pack, outcome, amount }) => {
        return pack === "tongzhou" && outcome === "owed" && amount !== null && amount.kind !== "none";
      });
      const award = byTier.get(tier)?.award;
      const expected = OWED[`${tier} ${award}`] ?? [];
      expect(money.map(({ amount }) => amount)).toEqual(expected.map((yuan) => ({ kind: "exact", fen: yuan * YUAN })));
    }
    // A draft: computed and shown, and no part of what is owed.
    const sums = page.sums.filter(({ pack }) => pack === "tongzhou");
    const [city] = OWED[`city ${byTier.get("city")?.award}`] ?? [0];
    expect(sums.map(({ recipient, owedFen, draftFen }) => [recipient, owedFen, draftFen]).sort()).toEqual([
      ["organisation", 0, (50_000 + 80_000) * YUAN],
      ["person", 0, (Number(city) + 200_000) * YUAN],
    ]);
  });

  it("opens a senior title to a medallist of the nation by Xinjiang 15 only where he belongs to the region", async () => {
    const [{ entryId } = { entryId: "" }] = await listResults("nation");
    const titles = (await listFindings(entryId)).filter(({ kind }) => kind === "title-eligibility");
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.every(({ reasons }) => reasons.some(({ code }) => code === "region-differs"))).toBe(true);
  });
});
