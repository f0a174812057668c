/** What the job of a final competition computes, and that a later computation changes nothing that somebody acted on. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_AWARD, type FixedCounts } from "#app/domain/awards/award-scheme.ts";
import type { Finding } from "#app/domain/policy/findings.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { keepEntitlement } from "#app/services/policy/keep-entitlement.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reopenEntitlement } from "#app/services/policy/reopen-entitlement.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer } from "../../support/fact-steps.ts";
import type { Scene } from "../../support/judging-steps.ts";
import { bringIntoForce, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const { shares: _shares, minimumEntries: _fewest, ...CUTS } = DEFAULT_AWARD;
/** First, second and third prize to one each. */
const ONE_EACH: FixedCounts = { ...CUTS, scheme: "fixed-counts", counts: { first: 1, second: 1, third: 1 }, minimumEntries: [] };
const DALIAN = { id: "unit-dalian", regionCode: "210200" } as const;
const WORKS = { id: "unit-works", regionCode: "110112" } as const;
const COLLEGE = { id: "unit-college", regionCode: "110112" } as const;

describeOnEachDatabase("the computation of entitlements", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
  });
  beforeEach(() => runtime.clock.set("2026-11-20T01:00:00Z"));
  afterAll(() => runtime.dispose());

  const owedIn = ({ competitionId }: Scene) =>
    runtime.database.read.entitlement.findMany({ where: { competitionId }, orderBy: [{ rowId: "asc" }, { id: "asc" }] });
  const compute = async ({ competitionId }: Scene) => {
    await runtime.database.write(async ({ audit, enqueue }) => {
      await enqueue({ kind: "compute-entitlements", payload: { competitionId }, competitionId });
      const about = { objectKind: "competition", objectId: competitionId };
      await audit({ chain: competitionId, actorId: null, act: "ask-again", ...about });
      return { ok: true, value: null };
    });
    await runJobs(runtime);
    const last = await runtime.database.read.auditRecord.findFirstOrThrow({
      where: { act: "compute-entitlements", objectId: competitionId },
      orderBy: { sequence: "desc" },
    });
    return last.payload;
  };
  const setKind = (kind: string) =>
    plantRows(runtime, (tables) => tables.organisation.update({ where: { id: DALIAN.id }, data: { kind } }));

  it("owes nothing before the decision, and then once, however often it is asked", async () => {
    const scene = await createPayingScene(runtime, {
      ...{ tier: "city", host: "210200", packs: ["dalian"], employer: DALIAN },
      entries: [{}, {}, { participation: "absent" }],
    });
    expect(await compute(scene)).toMatchObject({ results: 0, entitlements: 0 });
    expect(await owedIn(scene)).toEqual([]);
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    // Dalian (14): 1,500 yuan to the unit for each head in the final; whether who did not start counts is left to a person.
    const owed = await owedIn(scene);
    expect(
      owed.map(({ rowId, outcome, organisationId, amountFen, state }) => [rowId, outcome, organisationId, amountFen, state]),
    ).toEqual(expect.arrayContaining([["14-city-finalist", "owed", DALIAN.id, 150_000, "computed"]]));
    expect(owed.map(({ kind, outcome }) => `${kind} ${outcome}`).sort()).toEqual([
      "competition-support needs-decision",
      "head-count-subsidy needs-decision",
      "head-count-subsidy owed",
      "head-count-subsidy owed",
    ]);
    // One for each result, and one of the competition itself, which Dalian (14) may support.
    const first = await runtime.database.read.policyAssessment.findMany({ where: { competitionId: scene.competitionId } });
    expect(first.map(({ holdingId, entryId }) => [holdingId !== null, entryId !== null]).sort()).toEqual([
      [false, true],
      [false, true],
      [false, true],
      [true, false],
    ]);
    runtime.clock.advanceMinutes(1);
    expect(await compute(scene)).toEqual({ results: 3, entitlements: 0, changed: 0, withdrawn: [], differences: [] });
    expect(await owedIn(scene)).toEqual(owed);
  });

  it("pays Tongzhou (14) by hand: 100,000, 50,000 and 30,000 to the winners, 50,000 to who trained each; as a draft it pays nobody", async () => {
    const scene = await createPayingScene(runtime, {
      ...{ tier: "city", host: "110000", packs: ["tongzhou"], employer: WORKS, trainer: COLLEGE },
      ...{ entries: [{}, {}, {}, {}], rules: { award: ONE_EACH } },
    });
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    const owed = await owedIn(scene);
    expect(owed.map(({ rowId, amountFen, draft }) => [rowId, amountFen, draft])).toEqual([
      ["14-city-training-organisation", 5_000_000, true],
      ["14-city-training-organisation", 5_000_000, true],
      ["14-city-training-organisation", 5_000_000, true],
      ["14-city-winner-grade-1", 10_000_000, true],
      ["14-city-winner-grade-2", 5_000_000, true],
      ["14-city-winner-grade-3", 3_000_000, true],
    ]);
    const all = { competitionId: scene.competitionId, entitlementIds: owed.map(({ id }) => id) };
    expect(await applyEntitlements(runtime, officer, all)).toEqual({
      ok: false,
      refusals: [{ code: "draft-computed-only", params: { count: 6 } }],
    });
    // The fourth won nothing, and no clause pays that: it is said by every row, with its reason.
    const fourth = await runtime.database.read.policyAssessment.findUniqueOrThrow({
      where: { entryId: scene.entries[3]?.entryId },
    });
    const findings = fourth.findings as unknown as readonly Finding[];
    expect(findings.map(({ outcome }) => outcome)).toEqual(findings.map(() => "not-met"));
    expect(findings.every(({ reasons }) => reasons.length > 0)).toBe(true);
    // What was computed of the draft follows the document into force, while nobody acted.
    await bringIntoForce(runtime, "tongzhou");
    expect(await compute(scene)).toMatchObject({ entitlements: 0, changed: 6, withdrawn: [], differences: [] });
    expect(must(await applyEntitlements(runtime, officer, all))).toEqual({ count: 6 });
  });

  describe("after officers acted", () => {
    let scene: Scene;
    let ids: readonly string[];
    const one = (id: string | undefined) => ({ competitionId: scene.competitionId, entitlementId: id ?? "" });
    const find = (id: string | undefined) => runtime.database.read.entitlement.findUniqueOrThrow({ where: { id: id ?? "" } });
    const nothing = { decisions: [], settledFen: null, organisationId: null };
    beforeAll(async () => {
      runtime.clock.set("2026-11-20T01:00:00Z");
      scene = await createPayingScene(runtime, {
        ...{ tier: "city", host: "210200", packs: ["dalian"], employer: DALIAN },
        entries: [{}, {}, {}, {}],
      });
      await finaliseScene(runtime, scene);
      await runJobs(runtime);
      ids = (await owedIn(scene)).map(({ id }) => id);
      const acted = ids.slice(0, 3);
      must(await applyEntitlements(runtime, officer, { competitionId: scene.competitionId, entitlementIds: acted }));
      for (const id of acted.slice(0, 2)) must(await reviewEntitlement(runtime, second, { ...one(id), ...nothing }));
    });

    it("changes only what nobody acted on, and says the difference beside the rest", async () => {
      const before = await Promise.all(ids.map(find));
      // The unit is a hospital now: Dalian (14) names enterprises and schools only.
      await setKind("hospital");
      const payload = (await compute(scene)) as { differences: string[] };
      expect(payload).toMatchObject({ entitlements: 0, changed: 1, withdrawn: [] });
      expect([...payload.differences].sort()).toEqual(ids.slice(0, 3).sort());
      const said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: 150_000 };
      const difference = { kind: "changed", before: said, now: { ...said, outcome: "needs-decision" }, settled: false };
      for (const [index, id] of ids.entries()) {
        const now = await find(id);
        if (index < 3) expect(now).toEqual({ ...before[index], difference });
        else expect(now).toEqual({ ...before[index], outcome: "needs-decision" });
      }
      // Once more: the difference is said already.
      expect(await compute(scene)).toMatchObject({ changed: 0, differences: [] });
    });

    it("stands still while the difference is open, and goes on once an officer keeps it; another difference is open again", async () => {
      const [kept] = ids;
      const publicise = () =>
        publiciseEntitlements(runtime, officer, {
          competitionId: scene.competitionId,
          entitlementIds: [kept ?? ""],
          workingDays: 5,
        });
      expect(codesOf(await publicise())).toEqual(["difference-open"]);
      const waiting = await reviewEntitlement(runtime, second, { ...one(ids[2]), ...nothing });
      expect(codesOf(waiting)).toEqual(["difference-open", "question-unsettled"]);
      expect(codesOf(await keepEntitlement(runtime, officer, { ...one(kept), reason: "冻结时为企业" }))).toEqual([
        "applicant-keeps",
      ]);
      must(await keepEntitlement(runtime, second, { ...one(kept), reason: "冻结时为企业" }));
      await compute(scene);
      expect(await find(kept)).toMatchObject({ state: "reviewed", settledFen: 150_000, difference: { settled: true } });
      must(await publicise());
      // Gone altogether: not what was decided on.
      const entryId = (await find(kept)).entryId ?? "";
      const move = (employerRegion: string) =>
        plantRows(runtime, (tables) => tables.entryMember.updateMany({ where: { entryId }, data: { employerRegion } }));
      await move("110112");
      await compute(scene);
      expect(await find(kept)).toMatchObject({ state: "publicised", difference: { kind: "gone", now: null, settled: false } });
      const page = await findEntitlement(runtime, second, one(kept));
      expect([page?.hasOpenDifference, page?.acts?.keep, page?.questions]).toEqual([true, [], []]);
      // And with everything as it was at first there is no difference any more.
      await move("210200");
      await setKind("enterprise");
      await compute(scene);
      expect(await find(kept)).toMatchObject({ state: "publicised", difference: null });
    });

    it("brings what was refused in line once it is reopened", async () => {
      const [, refused] = ids;
      await setKind("hospital");
      await compute(scene);
      must(await refuseEntitlement(runtime, officer, { ...one(refused), reason: "单位性质不符" }));
      await compute(scene);
      expect(await find(refused)).toMatchObject({ state: "refused", outcome: "owed", difference: { settled: true } });
      must(await reopenEntitlement(runtime, second, { ...one(refused), reason: "经复核属事业单位" }));
      expect(await find(refused)).toMatchObject({ state: "computed", settledFen: null, difference: null });
      await runJobs(runtime);
      expect(await find(refused)).toMatchObject({ state: "computed", outcome: "needs-decision", difference: null });
      // No clause owes it any more: what nobody acted on since is withdrawn, and comes back as it was.
      const entryId = (await find(refused)).entryId ?? "";
      const move = (employerRegion: string) =>
        plantRows(runtime, (tables) => tables.entryMember.updateMany({ where: { entryId }, data: { employerRegion } }));
      await move("110112");
      expect(await compute(scene)).toMatchObject({ withdrawn: [refused] });
      expect(
        codesOf(
          await applyEntitlements(runtime, officer, { competitionId: scene.competitionId, entitlementIds: [refused ?? ""] }),
        ),
      ).toEqual(["not-computed"]);
      await move("210200");
      await setKind("enterprise");
      await compute(scene);
      expect(await find(refused)).toMatchObject({ state: "computed", outcome: "owed" });
    });

    it("withdraws what an entry without a result was owed, and keeps what was acted on", async () => {
      const [kept, , , untouched] = ids;
      const entryIds = [(await find(kept)).entryId ?? "", (await find(untouched)).entryId ?? ""];
      await plantRows(runtime, async (tables) => {
        await tables.roundEntry.deleteMany({ where: { roundId: scene.roundId, entryId: { in: entryIds } } });
        await tables.blindMapping.deleteMany({ where: { roundId: scene.roundId, entryId: { in: entryIds } } });
      });
      expect(await compute(scene)).toMatchObject({ results: 2, withdrawn: [untouched], differences: [kept] });
      expect(await find(kept)).toMatchObject({ state: "publicised", difference: { kind: "gone", settled: false } });
    });
  });
});
