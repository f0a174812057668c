/** 申报, 审核, 公示, refusal, reopening and keeping through their services: what then stands, what is refused, and that races leave one act. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReviewAnswer } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import type { EntitlementDifference, Said } from "#app/domain/policy/reconcile.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { createRuntime, type Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEntitlement } from "#app/queries/policy/find-entitlement.server.ts";
import { listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { keepEntitlement } from "#app/services/policy/keep-entitlement.server.ts";
import { publiciseEntitlements } from "#app/services/policy/publicise-entitlements.server.ts";
import { recordAct } from "#app/services/policy/record-act.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reopenEntitlement } from "#app/services/policy/reopen-entitlement.server.ts";
import { reviewEntitlement } from "#app/services/policy/review-entitlement.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addSystemActor, CRAFTSMAN, payRowBy, plantEntitlement, plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { addFact } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const EVERYWHERE = { competitionId: null } as const;
const NOTHING: ReviewAnswer = { decisions: [], settledFen: null, organisationId: null };
const SAID: Said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: CRAFTSMAN.fen };
const GONE: EntitlementDifference = { kind: "gone", before: SAID, now: null, settled: false };
const NOW_A_DRAFT: EntitlementDifference = { kind: "changed", before: SAID, now: { ...SAID, draft: true }, settled: false };
const REASON = "材料核对";

describeOnEachDatabase("acts on entitlements", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let here: string;
  let elsewhere: string;
  let ofElsewhere: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    ({ competitionId: here } = await addCompetition(runtime, { code: "here" }));
    ({ competitionId: elsewhere } = await addCompetition(runtime, { code: "elsewhere" }));
    ofElsewhere = await addOfficer(runtime, "elsewhere", elsewhere);
  });
  beforeEach(() => runtime.clock.set("2026-11-20T01:00:00Z"));
  afterAll(() => runtime.dispose());

  type Planted = Parameters<typeof plantEntitlement>[2];
  const plant = async (state: EntitlementState, more: Planted = {}) =>
    (await plantEntitlement(runtime, CRAFTSMAN, { state, settledFen: null, publicityEndsAt: null, ...more })).entitlementId;
  const apply = (entitlementIds: readonly string[], by = officer, scope: { competitionId: string | null } = EVERYWHERE) =>
    applyEntitlements(runtime, by, { ...scope, entitlementIds });
  const plantApplied = async (more: Planted = {}) => {
    const id = await plant("computed", more);
    must(await apply([id]));
    return id;
  };
  const review = (entitlementId: string, answer: Partial<ReviewAnswer> = {}, by = second) =>
    reviewEntitlement(runtime, by, { ...EVERYWHERE, ...NOTHING, ...answer, entitlementId });
  const publicise = (entitlementIds: readonly string[], by = officer) =>
    publiciseEntitlements(runtime, by, { ...EVERYWHERE, entitlementIds, workingDays: 5 });
  const withReason = (act: typeof refuseEntitlement, entitlementId: string, by = officer) =>
    act(runtime, by, { ...EVERYWHERE, entitlementId, reason: REASON });
  const find = (id: string) => runtime.database.read.entitlement.findUniqueOrThrow({ where: { id } });
  const stateOf = async (id: string) => (await find(id)).state;
  const actsOf = async (entitlementId: string) =>
    (await runtime.database.read.entitlementAct.findMany({ where: { entitlementId }, orderBy: { id: "asc" } })).map(
      ({ act, fromState, toState, reason, actorId }) => [act, fromState, toState, reason, actorId],
    );
  const auditOf = async (objectId: string) =>
    (await runtime.database.read.auditRecord.findMany({ where: { objectId }, orderBy: { sequence: "asc" } })).map(
      ({ act, chain, actorId }) => [act, chain, actorId],
    );

  it("go from the computation over two people to the publicity, and the page says the same", async () => {
    const id = await plant("computed", { competitionId: here });
    expect(must(await apply([id]))).toEqual({ count: 1 });
    runtime.clock.advanceMinutes(1);
    expect(must(await review(id))).toEqual({ state: "reviewed" });
    expect((await find(id)).settledFen).toBe(12_000_000);
    runtime.clock.advanceMinutes(1);
    must(await publicise([id]));
    const one = await find(id);
    // Five working days after Friday 20 November end with Friday 27 November in Shanghai.
    expect([one.state, one.publicityEndsAt]).toEqual(["publicised", new Date("2026-11-27T16:00:00Z")]);
    expect(await actsOf(id)).toEqual([
      ["apply", "computed", "applied", "", officer.userId],
      ["review", "applied", "reviewed", "", second.userId],
      ["publicise", "reviewed", "publicised", "", officer.userId],
    ]);
    expect(await auditOf(id)).toEqual([
      ["apply-entitlement", here, officer.userId],
      ["review-entitlement", here, second.userId],
      ["publicise-entitlement", here, officer.userId],
    ]);
    const page = await findEntitlement(runtime, officer, { competitionId: here, entitlementId: id });
    expect(page?.history.map(({ act, by }) => [act, by])).toEqual([
      ["apply", "officer"],
      ["review", "second"],
      ["publicise", "officer"],
    ]);
    expect(Object.entries(page?.acts ?? {}).flatMap(([act, unmet]) => (unmet.length === 0 ? [act] : []))).toEqual(["refuse"]);
  });

  describe("for many at once", () => {
    it("hold for all, with one record in each chain", async () => {
      const ids = [
        await plant("computed", { competitionId: here }),
        await plant("computed", { competitionId: here }),
        await plant("computed"),
      ];
      expect(must(await apply([...ids, ids[0] ?? ""]))).toEqual({ count: 3 });
      for (const id of ids) expect(await actsOf(id)).toHaveLength(1);
      const records = await runtime.database.read.auditRecord.findMany({
        where: { act: "apply-entitlement" },
        orderBy: { sequence: "desc" },
      });
      const last = (chain: string) => records.find((record) => record.chain === chain);
      expect(last(here)).toMatchObject({ objectId: "several", payload: { fromState: "computed", toState: "applied" } });
      const payload = last(here)?.payload as { entitlements: string[] } | undefined;
      expect([...(payload?.entitlements ?? [])].sort()).toEqual(ids.slice(0, 2).sort());
      expect(last(SYSTEM_CHAIN)?.objectId).toBe(ids[2]);
    });

    it("hold for none while one stands against it, and say how many do", async () => {
      const good = await plant("computed");
      const drafts = [await plant("computed", { draft: true }), await plant("applied", { draft: true })];
      const refused = await apply([good, ...drafts]);
      expect(refused).toEqual({
        ok: false,
        refusals: [
          { code: "draft-computed-only", params: { count: 2 } },
          { code: "not-computed", params: { count: 1 } },
        ],
      });
      expect(codesOf(await apply([good, "no-such-one"]))).toEqual(["entitlement-unknown"]);
      expect(codesOf(await apply([]))).toEqual(["entitlement-unknown"]);
      expect(await stateOf(good)).toBe("computed");
      expect(await actsOf(good)).toEqual([]);
    });
  });

  describe("the review", () => {
    it("is another person's, of what was applied for, and not of a draft or of what differs", async () => {
      const id = await plantApplied();
      expect(codesOf(await review(id, {}, officer))).toEqual(["same-person"]);
      expect(await actsOf(id)).toHaveLength(1);
      must(await review(id));
      expect(codesOf(await review(id))).toEqual(["not-applied"]);
      expect(codesOf(await review(await plant("computed", { draft: true })))).toEqual(["draft-computed-only", "not-applied"]);
      const differs = await plant("applied", { difference: GONE });
      expect(codesOf(await review(differs))).toEqual(["difference-open"]);
      expect(codesOf(await review("no-such-one"))).toEqual(["entitlement-unknown"]);
    });

    it("is another person's after a refusal and a new application, too", async () => {
      const id = await plantApplied();
      must(await withReason(refuseEntitlement, id, second));
      must(await withReason(reopenEntitlement, id));
      expect(codesOf(await apply([id], second))).toEqual(["computation-pending"]);
      // The computation that the reopening ordered has been done, and found the same.
      const done = { status: "done", finishedAt: runtime.clock.now() };
      await plantRows(runtime, (tables) => tables.job.updateMany({ data: done }));
      runtime.clock.advanceMinutes(1);
      must(await apply([id], second));
      expect(codesOf(await review(id, {}, second))).toEqual(["same-person"]);
      must(await review(id, {}, officer));
    });

    it("settles a condition with a reason; the amount of the clause is exact", async () => {
      const factId = await addFact(
        runtime,
        [officer, second],
        makeRecord([makePerson("吕工匠", "E20000001", { residenceRegion: "210200", employerId: "unit-dalian" })], {
          content: { kind: "honour", honour: "dalian-craftsman", inPost: true },
        }),
      );
      const [{ id = "" } = {}, ...more] = await owedOf(factId);
      expect(more).toEqual([]);
      must(await apply([id]));
      expect(codesOf(await review(id))).toEqual(["question-unsettled"]);
      const met = { code: "selection", outcome: "met", reason: "市政府公布名单" } as const;
      expect(codesOf(await review(id, { decisions: [{ ...met, reason: " " }] }))).toEqual(["question-unsettled"]);
      expect(codesOf(await review(id, { decisions: [met, { ...met, code: "may" }] }))).toEqual(["question-unknown"]);
      expect(codesOf(await review(id, { decisions: [met], settledFen: 11_999_999 }))).toEqual(["amount-not-exact"]);
      expect(codesOf(await review(id, { decisions: [met], organisationId: "unit-dalian" }))).toEqual([
        "organisation-not-concerned",
      ]);
      expect(await runtime.database.read.entitlementDecision.count({ where: { entitlementId: id } })).toBe(0);
      must(await review(id, { decisions: [met] }));
      const [decision, ...others] = await runtime.database.read.entitlementDecision.findMany({ where: { entitlementId: id } });
      expect(others).toEqual([]);
      expect(decision).toMatchObject({ ...met, decidedById: second.userId });
      expect((await find(id)).settledFen).toBe(12_000_000);
    });

    it("refuses with anything not met, and asks for no amount then", async () => {
      const factId = await addFact(
        runtime,
        [officer, second],
        makeRecord([], {
          content: { kind: "carrier", carrier: "master-studio", tier: "nation", name: "海港工作室" },
          organisationId: "unit-dalian",
        }),
      );
      const [{ id = "", amountKind, amountFen } = {}] = await owedOf(factId, "dalian");
      expect([amountKind, amountFen]).toEqual(["ceiling", 30_000_000]);
      must(await apply([id]));
      const decision = { code: "period-stated", outcome: "met", reason: "认定于 2025 年" } as const;
      expect(codesOf(await review(id, { decisions: [decision] }))).toEqual(["amount-missing"]);
      expect(codesOf(await review(id, { decisions: [decision], settledFen: 30_000_001 }))).toEqual(["amount-above-ceiling"]);
      expect(must(await review(id, { decisions: [{ ...decision, outcome: "not-met" }], settledFen: 1 }))).toEqual({
        state: "refused",
      });
      expect(await find(id)).toMatchObject({ state: "refused", settledFen: null, settledOrganisationId: null });
    });

    it("may name the enterprise in the place of the person where the document says either", async () => {
      const factId = await addFact(
        runtime,
        [officer, second],
        makeRecord([makePerson("侯技师", "E20000003", { residenceRegion: "210200", employerId: "unit-dalian" })], {
          content: { kind: "level", level: "technician", byCompetition: false },
        }),
      );
      const [{ id = "" } = {}] = await owedOf(factId, "dalian");
      must(await apply([id]));
      const decisions = [{ code: "enterprise-or-person", outcome: "met", reason: "企业已先行奖励本人" }] as const;
      expect(codesOf(await review(id, { decisions, organisationId: "unit-college" }))).toEqual(["organisation-not-concerned"]);
      must(await review(id, { decisions, organisationId: "unit-dalian" }));
      expect(await find(id)).toMatchObject({ settledOrganisationId: "unit-dalian", settledFen: 350_000 });
    });

    it("names which organisation is paid where the document leaves it open, out of those concerned", async () => {
      const school = { name: "大连海事职业学院", nameEn: "Dalian Maritime College", kind: "school", regionCode: "210200" };
      await plantRows(runtime, (tables) => tables.organisation.create({ data: { id: "dalian-school", ...school } }));
      const of = { residenceRegion: "210200", employerId: "unit-dalian", schoolId: "dalian-school" };
      const factId = await addFact(
        runtime,
        [officer, second],
        makeRecord([makePerson("于学徒", "E20000002", { ...of, trainingOrganisationId: "unit-works" })], {
          content: { ...OUTSIDE_RESULT, competition: "2026年大连市职业技能大赛", tier: "city", hostRegionCodes: ["210200"] },
        }),
      );
      const [{ id = "", outcome, organisationId } = {}] = await owedOf(factId, "dalian");
      expect([outcome, organisationId]).toEqual(["needs-decision", null]);
      must(await apply([id]));
      const decisions = [{ code: "employer-and-school", outcome: "met", reason: "由学校组队参赛" }] as const;
      expect(codesOf(await review(id, { decisions }))).toEqual(["organisation-missing"]);
      expect(codesOf(await review(id, { decisions, organisationId: "unit-bureau" }))).toEqual(["organisation-not-concerned"]);
      // The clause names the enterprise or the school: who trained him is neither.
      expect(codesOf(await review(id, { decisions, organisationId: "unit-works" }))).toEqual(["organisation-not-concerned"]);
      const page = await findEntitlement(runtime, second, { ...EVERYWHERE, entitlementId: id });
      expect([page?.needsOrganisation, page?.organisations.map((one) => one.id).sort()]).toEqual([
        true,
        ["dalian-school", "unit-dalian"],
      ]);
      must(await review(id, { decisions, organisationId: "dalian-school" }));
      expect(await find(id)).toMatchObject({ state: "reviewed", settledOrganisationId: "dalian-school", settledFen: 150_000 });
    });
  });

  it("are publicised only after the review, never as a draft, and not while a difference is open", async () => {
    expect(codesOf(await publicise([await plantApplied()]))).toEqual(["not-reviewed"]);
    expect(codesOf(await publicise([await plant("reviewed", { draft: true })]))).toEqual(["draft-computed-only"]);
    expect(codesOf(await publicise([await plant("reviewed", { difference: GONE })]))).toEqual(["difference-open"]);
    const became = await plant("reviewed", { difference: { ...NOW_A_DRAFT, settled: true } });
    expect(codesOf(await publicise([became]))).toEqual(["draft-computed-only"]);
    expect(await stateOf(became)).toBe("reviewed");
    expect(codesOf(await publicise(["no-such-one"]))).toEqual(["entitlement-unknown"]);
  });

  describe("a refusal", () => {
    it("holds from each state between the application and the payment, and settles a difference", async () => {
      for (const state of ["applied", "reviewed", "publicised"] as const) {
        const id = await plant(state, { difference: GONE, publicityEndsAt: new Date("2026-12-01T00:00:00Z") });
        must(await withReason(refuseEntitlement, id));
        expect(await find(id)).toMatchObject({ state: "refused", publicityEndsAt: null, difference: { settled: true } });
        expect(await actsOf(id)).toEqual([["refuse", state, "refused", REASON, officer.userId]]);
        expect(await auditOf(id)).toEqual([["refuse-entitlement", SYSTEM_CHAIN, officer.userId]]);
      }
      for (const state of ["computed", "paid", "refused", "withdrawn"] as const) {
        const id = await plant(state);
        expect(codesOf(await withReason(refuseEntitlement, id))).toEqual(["not-refusable"]);
        expect(await stateOf(id)).toBe(state);
      }
      expect(codesOf(await withReason(refuseEntitlement, "no-such-one"))).toEqual(["entitlement-unknown"]);
    });

    it("does not reach into a payment list", async () => {
      const treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
      await payRowBy(runtime, officer, CRAFTSMAN, "unit-bureau");
      const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN);
      const list = { payerId: "unit-bureau", year: 2026, budgetId: null, month: "2026-11", entitlementIds: [entitlementId] };
      must(await preparePaymentList(runtime, treasurer, list));
      expect(codesOf(await withReason(refuseEntitlement, entitlementId))).toEqual(["on-payment-list"]);
      expect(await stateOf(entitlementId)).toBe("publicised");
    });
  });

  it("are computed again once reopened: nothing that was settled stays, and the job of their kind follows", async () => {
    const jobs = async (kind: string) =>
      (await runtime.database.read.job.findMany({ where: { kind, status: "ready" } })).map(({ payload }) => payload);
    const ofFact = await plant("refused", { settledFen: 5, difference: { ...GONE, settled: true } });
    const ofCompetition = await plant("refused", { competitionId: here });
    must(await withReason(reopenEntitlement, ofFact));
    must(await withReason(reopenEntitlement, ofCompetition));
    expect(await find(ofFact)).toMatchObject({ state: "computed", settledFen: null, difference: null });
    expect(await actsOf(ofFact)).toEqual([["reopen", "refused", "computed", REASON, officer.userId]]);
    const { factId } = await runtime.database.read.policyAssessment.findFirstOrThrow({
      where: { entitlements: { some: { id: ofFact } } },
    });
    expect(await jobs("assess-fact")).toContainEqual({ factId });
    expect(await jobs("compute-entitlements")).toEqual([{ competitionId: here }]);
    expect(codesOf(await withReason(reopenEntitlement, ofFact))).toEqual(["not-refused"]);
    expect(codesOf(await withReason(reopenEntitlement, "no-such-one"))).toEqual(["entitlement-unknown"]);
    expect(await jobs("compute-entitlements")).toHaveLength(1);
  });

  it("are kept beside a difference, once, and not where a draft would pay", async () => {
    const id = await plant("reviewed", { difference: GONE });
    must(await withReason(keepEntitlement, id));
    expect(await find(id)).toMatchObject({ state: "reviewed", difference: { kind: "gone", settled: true } });
    expect(await actsOf(id)).toEqual([["keep", "reviewed", "reviewed", REASON, officer.userId]]);
    expect(codesOf(await withReason(keepEntitlement, id))).toEqual(["not-different"]);
    must(await publicise([id]));
    const draft = await plant("reviewed", { difference: NOW_A_DRAFT });
    expect(codesOf(await withReason(keepEntitlement, draft))).toEqual(["difference-draft"]);
    expect(await find(draft)).toMatchObject({ difference: { settled: false } });
    expect(codesOf(await withReason(keepEntitlement, "no-such-one"))).toEqual(["entitlement-unknown"]);
  });

  it("reach no further than their scope: an officer of another competition changes nothing", async () => {
    const scope = { competitionId: elsewhere };
    const id = await plant("applied", { competitionId: here, difference: GONE });
    const one = { ...scope, entitlementId: id, reason: REASON };
    const answers: readonly Decision<unknown>[] = [
      await apply([await plant("computed", { competitionId: here })], ofElsewhere, scope),
      await reviewEntitlement(runtime, ofElsewhere, { ...one, ...NOTHING }),
      await publiciseEntitlements(runtime, ofElsewhere, { ...scope, entitlementIds: [id], workingDays: 5 }),
      await refuseEntitlement(runtime, ofElsewhere, one),
      await reopenEntitlement(runtime, ofElsewhere, one),
      await keepEntitlement(runtime, ofElsewhere, one),
    ];
    for (const answer of answers) expect(codesOf(answer)).toEqual(["entitlement-unknown"]);
    expect(await find(id)).toMatchObject({ state: "applied", difference: { settled: false } });
    expect(await findEntitlement(runtime, ofElsewhere, one)).toBeNull();
    // An entitlement of no competition is not in the scope of any.
    expect(codesOf(await apply([await plant("computed")], ofElsewhere, scope))).toEqual(["entitlement-unknown"]);
    // The same act within the scope: the refusals above are the scope's.
    must(await refuseEntitlement(runtime, officer, { ...one, competitionId: here }));
    const page = await findEntitlement(runtime, ofElsewhere, { ...EVERYWHERE, entitlementId: id });
    expect(page?.acts).toBeNull();
    // The money of all competitions is no page of one competition's officer.
    expect(page?.hasLedger).toBe(false);
    expect((await findEntitlement(runtime, officer, { ...EVERYWHERE, entitlementId: id }))?.hasLedger).toBe(true);
    // Nor is what was recorded, with its evidence.
    const ofFact = await plant("applied");
    const { factId } = await runtime.database.read.policyAssessment.findFirstOrThrow({
      where: { entitlements: { some: { id: ofFact } } },
    });
    const recordFor = async (actor: Actor) =>
      (await findEntitlement(runtime, actor, { ...EVERYWHERE, entitlementId: ofFact }))?.recordId;
    expect(factId).not.toBeNull();
    expect([await recordFor(officer), await recordFor(ofElsewhere)]).toEqual([factId, null]);
  });

  describe("of two officers at once", () => {
    it("leave one act, and the other hears what it is now", async () => {
      const id = await plant("computed");
      const answers = await Promise.all([apply([id]), apply([id], second)]);
      expect(answers.map(codesOf).sort()).toEqual([[], ["not-computed"]]);
      expect(await actsOf(id)).toHaveLength(1);
    });

    it("leave one act when each works in a process of his own", async () => {
      const other = await createRuntime(runtime.env, runtime.clock);
      try {
        const id = await plantApplied();
        const one = { ...EVERYWHERE, entitlementId: id };
        const answers = await Promise.allSettled<Decision<unknown>>([
          reviewEntitlement(runtime, second, { ...one, ...NOTHING }),
          refuseEntitlement(other, officer, { ...one, reason: REASON }),
        ]);
        // The review may come first, and be refused after that; what never happens is a review of what was refused.
        const acts = (await actsOf(id)).map(([act]) => act);
        expect([
          ["apply", "refuse"],
          ["apply", "review", "refuse"],
          ["apply", "review"],
        ]).toContainEqual(acts);
        expect(acts).toHaveLength(1 + answers.filter((answer) => answer.status === "fulfilled" && answer.value.ok).length);
        const both = await plant("computed");
        const applied = await Promise.allSettled([apply([both]), applyIn(other, both)]);
        expect(applied.filter((answer) => answer.status === "fulfilled" && answer.value.ok)).toHaveLength(1);
        expect(await actsOf(both)).toHaveLength(1);
      } finally {
        await other.close();
      }
    });

    it("write nothing on what was judged before the other's act", async () => {
      const id = await plant("computed");
      const judged = await listEntitlementFacts(runtime.database.read, EVERYWHERE, [id]);
      const act = { act: "apply", toState: "applied", actorId: second.userId, at: runtime.clock.now() } as const;
      const record = (found: typeof judged) =>
        runtime.database.write<null, string>(async (write) =>
          (await recordAct(write, found, act)) ? allow(null) : refuse({ code: "changed-meanwhile" }),
        );
      must(await apply([id]));
      expect(codesOf(await record(judged))).toEqual(["changed-meanwhile"]);
      expect(await actsOf(id)).toEqual([["apply", "computed", "applied", "", officer.userId]]);
      expect(await auditOf(id)).toHaveLength(1);
      // Several of which one has moved are left as they were.
      const still = await plant("computed");
      const two = [...(await listEntitlementFacts(runtime.database.read, EVERYWHERE, [still])), ...judged];
      expect(codesOf(await record(two))).toEqual(["changed-meanwhile"]);
      expect([await stateOf(still), await actsOf(still)]).toEqual(["computed", []]);
    });
  });

  const applyIn = (other: Runtime, id: string) => applyEntitlements(other, second, { ...EVERYWHERE, entitlementIds: [id] });

  /** What a fact is owed, of one document or of all. */
  async function owedOf(factId: string, pack?: string) {
    return runtime.database.read.entitlement.findMany({
      where: { assessment: { factId }, ...(pack === undefined ? {} : { pack: { name: pack } }) },
      orderBy: { key: "asc" },
    });
  }
});
