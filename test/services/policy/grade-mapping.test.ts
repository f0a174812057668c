/** Which award counts as which grade: proposed by one officer, confirmed by another; what is owed follows, by the amounts of Tongzhou (14). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MedalsWithTolerance } from "#app/domain/awards/award-scheme.ts";
import { DEFAULT_GRADE_MAP, type GradeMap } from "#app/domain/policy/award-grade.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { getGradeMapping } from "#app/queries/policy/get-grade-mapping.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { confirmGradeMapping } from "#app/services/policy/confirm-grade-mapping.server.ts";
import { dropGradeMapping } from "#app/services/policy/drop-grade-mapping.server.ts";
import { proposeGradeMapping } from "#app/services/policy/propose-grade-mapping.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addOfficer } from "../../support/fact-steps.ts";
import { type CodeValues, completeRound, type Scene, settleScene, unblindRound } from "../../support/judging-steps.ts";
import { bringIntoForce, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { enterNextRound } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const REFERENCE = "京竞组〔2026〕5号";
const byAward = (more: Partial<Record<Award, 1 | 2 | 3 | null>>): GradeMap => ({
  by: "award",
  grades: { ...(DEFAULT_GRADE_MAP as Extract<GradeMap, { by: "award" }>).grades, ...more },
});
const byPlace = (...lastPlaces: [number, number, number]): GradeMap => ({ by: "place", lastPlaces });

/** Medals to all within 2.00 of the best of their group. */
const MEDALS: MedalsWithTolerance = {
  ...{ scheme: "medals-with-tolerance", on: "total", tolerance: 200, medallionFrom: null },
  ...{ base: "started", minimumMark: null, minimumEntries: [] },
};
/** Totals of 90.00, 85.00, 84.00, 82.00 and 70.00: a gold, two silvers, a bronze within 2.00 of the last silver, and nothing. */
const TOTALS = [9000, 8500, 8400, 8200, 7000];
const marksFor = (index: number): CodeValues => {
  return { a11: 3, a12: 800, a21: 2000, b11: 2, b12: 4000 - (9000 - (TOTALS[index] ?? 0)) };
};

describeOnEachDatabase("the map of grades", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    await bringIntoForce(runtime, "tongzhou");
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
  });
  beforeEach(() => runtime.clock.set("2026-11-20T01:00:00Z"));
  afterAll(() => runtime.dispose());

  const propose = (competitionId: string, map: GradeMap, by = first) =>
    proposeGradeMapping(runtime, by, { competitionId, map, reference: REFERENCE });
  const confirm = (competitionId: string, mappingId: string, by = second) =>
    confirmGradeMapping(runtime, by, { competitionId, mappingId });
  const settle = async (competitionId: string, map: GradeMap) => {
    const { mappingId } = must(await propose(competitionId, map));
    must(await confirm(competitionId, mappingId));
    await runJobs(runtime);
  };
  const page = (competitionId: string, actor = first, tried: GradeMap | null = null) =>
    getGradeMapping(runtime, actor, { competitionId, tried });

  describe("of a competition that is not final", () => {
    let competitionId: string;
    let elsewhere: string;
    beforeAll(async () => {
      ({ competitionId } = await addCompetition(runtime, { code: "grades" }));
      ({ competitionId: elsewhere } = await addCompetition(runtime, { code: "others" }));
    });

    it("is proposed by one and confirmed by another officer, once; nothing is computed yet", async () => {
      expect(await page(competitionId)).toMatchObject({
        current: { map: DEFAULT_GRADE_MAP, reference: null },
        open: null,
        supposed: null,
        events: [],
        missing: [{ name: "电工" }],
      });
      const { mappingId } = must(await propose(competitionId, byPlace(1, 3, 6)));
      expect(codesOf(await propose(competitionId, byPlace(1, 2, 3), second))).toEqual(["grade-mapping-open"]);
      expect(codesOf(await confirm(competitionId, mappingId, first))).toEqual(["proposer-confirms-mapping"]);
      expect((await page(competitionId)).open?.unmet.map(({ code }) => code)).toEqual(["proposer-confirms-mapping"]);
      expect((await page(competitionId, second)).open).toMatchObject({ unmet: [], proposedBy: "bureau", version: 1 });
      expect((await page(competitionId)).current.reference).toBeNull();
      must(await confirm(competitionId, mappingId));
      expect(codesOf(await confirm(competitionId, mappingId))).toEqual(["grade-mapping-settled"]);
      expect(codesOf(await dropGradeMapping(runtime, first, { competitionId, mappingId }))).toEqual(["grade-mapping-settled"]);
      const after = await page(competitionId);
      expect(after.current).toEqual({ map: byPlace(1, 3, 6), reference: REFERENCE });
      expect(after.history).toMatchObject([{ version: 1, state: "confirmed", proposedBy: "bureau", settledBy: "bureau-2" }]);
      expect(await runtime.database.read.job.count({ where: { competitionId } })).toBe(0);
      const audited = await runtime.database.read.auditRecord.findMany({
        where: { objectId: mappingId },
        orderBy: { sequence: "asc" },
      });
      expect(audited.map(({ act, actorId, chain }) => [act, actorId, chain])).toEqual([
        ["propose-grade-mapping", first.userId, competitionId],
        ["confirm-grade-mapping", second.userId, competitionId],
      ]);
    });

    it("is not proposed where it is the same, pays nobody or descends; and what was dropped is confirmed by nobody", async () => {
      expect(codesOf(await propose(competitionId, byPlace(1, 3, 6)))).toEqual(["grade-mapping-same"]);
      expect(codesOf(await propose(competitionId, byPlace(3, 2, 1)))).toEqual(["grade-places-descend"]);
      const nobody = { gold: null, silver: null, bronze: null, first: null, second: null, third: null };
      expect(codesOf(await propose(competitionId, byAward(nobody)))).toEqual(["grade-none-paid"]);
      const { mappingId } = must(await propose(competitionId, byPlace(1, 2, 3)));
      must(await dropGradeMapping(runtime, first, { competitionId, mappingId }));
      expect(codesOf(await confirm(competitionId, mappingId))).toEqual(["grade-mapping-settled"]);
      expect(await page(competitionId)).toMatchObject({
        current: { map: byPlace(1, 3, 6) },
        history: [
          { version: 2, state: "dropped", settledBy: "bureau" },
          { version: 1, state: "confirmed" },
        ],
      });
    });

    it("is settled within its own competition only, and once whoever races", async () => {
      const { mappingId } = must(await propose(competitionId, byPlace(2, 4, 6)));
      expect(codesOf(await confirm(elsewhere, mappingId))).toEqual(["grade-mapping-unknown"]);
      expect(codesOf(await dropGradeMapping(runtime, second, { competitionId: elsewhere, mappingId }))).toEqual([
        "grade-mapping-unknown",
      ]);
      const third = await addOfficer(runtime, "bureau-3");
      const answers = await Promise.all([confirm(competitionId, mappingId), confirm(competitionId, mappingId, third)]);
      expect(answers.map(codesOf).sort()).toEqual([[], ["grade-mapping-settled"]]);
      const records = { where: { objectId: mappingId, act: "confirm-grade-mapping" } };
      expect(await runtime.database.read.auditRecord.count(records)).toBe(1);
      const both = await Promise.all([propose(elsewhere, byPlace(1, 2, 3)), propose(elsewhere, byPlace(1, 3, 6), second)]);
      expect(both.map(codesOf).sort()).toEqual([[], ["grade-mapping-open"]]);
    });
  });

  describe("of the final Beijing competition, with one gold, two silvers and a bronze", () => {
    let scene: Scene;
    beforeAll(async () => {
      runtime.clock.set("2026-11-20T01:00:00Z");
      scene = await createPayingScene(runtime, {
        ...{ tier: "city", host: "110000", packs: ["tongzhou"], marks: marksFor },
        employer: { id: "unit-works", regionCode: "110112" },
        trainer: { id: "unit-college", regionCode: "110112" },
        ...{ entries: [{}, {}, {}, {}, {}], rules: { award: MEDALS } },
      });
      await finaliseScene(runtime, scene);
      await runJobs(runtime);
    });

    /** What stands, by place of the entry: the winner's reward and who trained him, in yuan. */
    const owed = async () => {
      const rows = await runtime.database.read.entitlement.findMany({
        where: { competitionId: scene.competitionId, state: { not: "withdrawn" } },
      });
      const of = (entryId: string, kind: string) =>
        rows.filter((row) => row.entryId === entryId && row.kind === kind).map(({ amountFen }) => (amountFen ?? 0) / 100);
      return scene.entries.map(({ entryId }) => [of(entryId, "winner-reward"), of(entryId, "training-organisation-reward")]);
    };
    const [FIRST, SECOND, THIRD, TRAINER] = [[100_000], [50_000], [30_000], [50_000]];

    it("pays by default 100,000, twice 50,000, and 30,000, each still to be confirmed", async () => {
      expect(await owed()).toEqual([
        [FIRST, TRAINER],
        [SECOND, TRAINER],
        [SECOND, TRAINER],
        [THIRD, TRAINER],
        [[], []],
      ]);
      const { events, clauses } = await page(scene.competitionId);
      expect(events.map(({ awards, now, proposed }) => [awards, now, proposed])).toEqual([
        [
          [
            { award: "gold", count: 1 },
            { award: "silver", count: 2 },
            { award: "bronze", count: 1 },
          ],
          { 1: 1, 2: 2, 3: 1, none: 0 },
          null,
        ],
      ]);
      expect(clauses).toEqual([]);
    });

    it("shows what a map would change before it is proposed", async () => {
      const tried = await page(scene.competitionId, first, byPlace(1, 2, 3));
      expect(tried.events[0]).toMatchObject({ now: { 1: 1, 2: 2, 3: 1, none: 0 }, proposed: { 1: 1, 2: 1, 3: 1, none: 1 } });
      const count = (id: string) =>
        tried.clauses.flatMap((row) => (row.id === `tongzhou/${id}` ? [[row.now, row.proposed]] : []));
      expect(count("14-city-winner-grade-1")).toEqual([[1, 1]]);
      expect(count("14-city-winner-grade-2")).toEqual([[2, 1]]);
      expect(count("14-city-winner-grade-3")).toEqual([[1, 1]]);
      expect(count("14-city-training-organisation")).toEqual([[4, 3]]);
      expect(count("14-nation-winner-grade-1")).toEqual([]);
      expect(await runtime.database.read.gradeMapping.count({ where: { competitionId: scene.competitionId } })).toBe(0);
    });

    it("once settled pays a silver as the second grade without asking again, and cites the paper", async () => {
      await settle(scene.competitionId, byAward({}));
      expect(await owed()).toEqual([
        [FIRST, TRAINER],
        [SECOND, TRAINER],
        [SECOND, TRAINER],
        [THIRD, TRAINER],
        [[], []],
      ]);
      const silver = await runtime.database.read.entitlement.findFirstOrThrow({
        where: { competitionId: scene.competitionId, rowId: "14-city-winner-grade-2" },
      });
      const one = await findEntitlement(runtime, second, { competitionId: null, entitlementId: silver.id });
      expect(one?.questions.map(({ code }) => code)).toEqual(["person-of-district"]);
      const jobs = await runtime.database.read.job.findMany({ where: { competitionId: scene.competitionId, status: "done" } });
      expect(jobs.filter(({ kind }) => kind === "compute-entitlements")).toHaveLength(2);
      expect(jobs.filter(({ kind }) => kind === "propose-promotions")).toHaveLength(2);
    });

    it("by place 1, 3, 6 pays both silvers as the second grade and the bronze as the third; by place 1, 2, 3 the second silver as the third", async () => {
      await settle(scene.competitionId, byPlace(1, 3, 6));
      // The fifth won no medal; his place is within the third grade.
      expect(await owed()).toEqual([
        [FIRST, TRAINER],
        [SECOND, TRAINER],
        [SECOND, TRAINER],
        [THIRD, TRAINER],
        [THIRD, TRAINER],
      ]);
      await settle(scene.competitionId, byPlace(1, 2, 3));
      expect(await owed()).toEqual([
        [FIRST, TRAINER],
        [SECOND, TRAINER],
        [THIRD, TRAINER],
        [[], []],
        [[], []],
      ]);
    });

    it("does not rewrite what officers acted on: the difference stands beside it", async () => {
      const [, , third] = scene.entries;
      const acted = await runtime.database.read.entitlement.findFirstOrThrow({
        where: { entryId: third?.entryId, kind: "winner-reward", state: "computed" },
      });
      expect(acted.amountFen).toBe(3_000_000);
      const one = { competitionId: scene.competitionId, entitlementIds: [acted.id] };
      must(await applyEntitlements(runtime, first, one));
      await settle(scene.competitionId, byPlace(1, 3, 6));
      const now = await runtime.database.read.entitlement.findUniqueOrThrow({ where: { id: acted.id } });
      expect(now).toMatchObject({ state: "applied", amountFen: 3_000_000, difference: { kind: "gone", settled: false } });
    });
  });

  it("counts a place of the last round only: who went no further than the heat has none", async () => {
    const heat = await createPayingScene(runtime, {
      ...{ tier: "city", host: "110000", packs: ["tongzhou"], employer: { id: "unit-works", regionCode: "110112" } },
      ...{ entries: [{}, {}, {}, {}, {}], heat: { kind: "places", places: 2 } },
    });
    const final = await enterNextRound(runtime, heat);
    await completeRound(runtime, final);
    await unblindRound(runtime, final);
    await settleScene(runtime, final);
    await finaliseScene(runtime, final);
    await settle(final.competitionId, byPlace(1, 2, 5));
    const rewards = await runtime.database.read.entitlement.findMany({
      where: { competitionId: final.competitionId, kind: "winner-reward", state: { not: "withdrawn" } },
    });
    expect(rewards.map(({ amountFen }) => amountFen).sort()).toEqual([10_000_000, 5_000_000]);
    expect((await page(final.competitionId)).events[0]?.now).toEqual({ 1: 1, 2: 1, 3: 0, none: 0 });
  });

  it("counts no guest in a place: the best who may win has the first grade, though a guest stands before him", async () => {
    const guest = await createPayingScene(runtime, {
      ...{ tier: "city", host: "110000", packs: ["tongzhou"], marks: marksFor },
      employer: { id: "unit-works", regionCode: "110112" },
      ...{ entries: [{ eligible: false }, {}, {}, {}, {}], rules: { award: MEDALS } },
    });
    await finaliseScene(runtime, guest);
    await settle(guest.competitionId, byPlace(1, 2, 3));
    const rewards = await runtime.database.read.entitlement.findMany({
      where: { competitionId: guest.competitionId, kind: "winner-reward", state: { not: "withdrawn" } },
    });
    const owed = guest.entries.map(({ entryId }) =>
      rewards.filter((row) => row.entryId === entryId).map(({ amountFen }) => (amountFen ?? 0) / 100),
    );
    expect(owed).toEqual([[], [100_000], [50_000], [30_000], []]);
    expect((await page(guest.competitionId)).events[0]?.now).toMatchObject({ 1: 1, 2: 1, 3: 1 });
  });
});
