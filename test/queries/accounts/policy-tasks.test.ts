/** What waits in the policy office, counted for the one who may do it: the desk says so, and each filter lists the same. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { EntitlementDifference, Said } from "#app/domain/policy/reconcile.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getDesk } from "#app/queries/accounts/get-desk.server.ts";
import { listEntitlements, readLedgerFilter } from "#app/queries/policy/list-entitlements.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { approvePaymentList } from "#app/services/money/approve-payment-list.server.ts";
import { preparePaymentList } from "#app/services/money/prepare-payment-list.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { addCompetition, addGround, must } from "../../support/competition-steps.ts";
import {
  addAccounts,
  addSystemActor,
  CRAFTSMAN,
  payRowBy,
  plantEntitlement,
  plantRows,
} from "../../support/entitlement-steps.ts";
import { addOfficer, makePerson, makeRecord } from "../../support/fact-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const SAID: Said = { outcome: "owed", draft: false, amountKind: "exact", amountFen: CRAFTSMAN.fen };
const GONE: EntitlementDifference = { kind: "gone", before: SAID, now: null, settled: false };

describeOnEachDatabase("what waits in the policy office", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let treasurer: Actor;
  let ofCompetition: Actor;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    treasurer = await addSystemActor(runtime, "treasurer", "treasurer");
    const { competitionId } = await addCompetition(runtime, { code: "here" });
    ofCompetition = await addOfficer(runtime, "of-here", competitionId);
    await payRowBy(runtime, officer, CRAFTSMAN, "unit-bureau");

    const planted = async (...more: Parameters<typeof plantEntitlement>[2][]) => {
      for (const one of more) await plantEntitlement(runtime, CRAFTSMAN, { publicityEndsAt: null, settledFen: null, ...one });
    };
    // Two to apply for, beside a draft and one whose results are public again.
    const { competitionId: reopened } = await addCompetition(runtime, { code: "reopened" });
    await planted(
      { state: "computed" },
      { state: "computed" },
      { state: "computed", draft: true },
      { state: "computed", competitionId: reopened },
    );
    await plantRows(runtime, (tables) => tables.competition.update({ where: { id: reopened }, data: { phase: "publicity" } }));
    // One applied for by the first officer.
    const { entitlementId } = await plantEntitlement(runtime, CRAFTSMAN, {
      state: "computed",
      settledFen: null,
      publicityEndsAt: null,
    });
    must(await applyEntitlements(runtime, officer, { competitionId: null, entitlementIds: [entitlementId] }));
    // Reviewed; differing, open and settled; in publicity, over and not.
    await planted(
      { state: "reviewed" },
      { state: "paid", difference: GONE },
      { state: "paid", difference: { ...GONE, settled: true } },
      { state: "publicised", publicityEndsAt: new Date(runtime.clock.now().getTime() + 60_000) },
    );
    await plantEntitlement(runtime, CRAFTSMAN, {});
    must(await recordFact(runtime, officer, makeRecord([makePerson("郑远航", "E10000001")])));
  }, 120_000);
  afterAll(() => runtime.dispose());

  const tasksOf = async (actor: Actor) =>
    Object.fromEntries((await getDesk(runtime, actor)).policyTasks.map(({ kind, count }) => [kind, count]));

  it("counts for each officer what he may do: of his own application and record the other is the second person", async () => {
    const both = { differences: 1, apply: 2, publicise: 1 };
    expect(await tasksOf(officer)).toEqual(both);
    expect(await tasksOf(second)).toEqual({ ...both, review: 1, facts: 1 });
  });

  it("counts nothing of the whole system for who serves one competition", async () => {
    expect(await tasksOf(ofCompetition)).toEqual({});
    expect((await getDesk(runtime, ofCompetition)).hasPolicyOffice).toBe(false);
  });

  it("leads to lists that hold what was counted", async () => {
    const { policyTasks } = await getDesk(runtime, second);
    const listed = async (kind: string) => {
      const to = policyTasks.find((task) => task.kind === kind)?.to ?? "";
      const filter = readLedgerFilter(new URL(to, "http://here").searchParams);
      return (await listEntitlements(runtime, null, filter)).rows;
    };
    expect((await listed("differences")).map(({ hasOpenDifference }) => hasOpenDifference)).toEqual([true]);
    expect((await listed("review")).map(({ state }) => state)).toEqual(["applied"]);
    expect((await listed("publicise")).map(({ state }) => state)).toEqual(["reviewed"]);
    // The one that is held stands in the list as well, and says there why it cannot be applied for.
    expect((await listed("apply")).map(({ draft, state }) => [draft, state])).toEqual([
      [false, "computed"],
      [false, "computed"],
      [false, "computed"],
    ]);
  });

  it("counts versions of documents, maps of grades and cases of honours for the one who is next", async () => {
    const at = runtime.clock.now();
    const before = await tasksOf(second);
    await plantRows(runtime, async (tables) => {
      const pack = await tables.policyPack.findFirstOrThrow({ where: { name: "dalian" } });
      const { id: competitionId } = await tables.competition.findFirstOrThrow({ where: { code: "here" } });
      const version = { name: "dalian", content: pack.content as object, state: "proposed", createdAt: at };
      await tables.policyPack.create({
        data: { ...version, id: "next", version: pack.version + 7, createdById: officer.userId },
      });
      const map = { content: {}, reference: "", proposedById: officer.userId, proposedAt: at };
      await tables.gradeMapping.create({ data: { ...map, id: "map", competitionId, version: 1 } });
      const states = [
        ["recommended", {}],
        ["inspected", {}],
        ["publicised", { publicityEndsAt: at }],
        ["publicised", { publicityEndsAt: new Date(at.getTime() + 1) }],
        ["conferred", {}],
      ] as const;
      for (const [index, [state, more]] of states.entries()) {
        const factId = `honour-${index}`;
        const content = { kind: "honour", honour: "national-technical-expert", inPost: null };
        const of = { occurredOn: "2026-11-01", reference: "", recordedById: officer.userId, recordedAt: at };
        await tables.recordedFact.create({ data: { ...of, id: factId, kind: "honour", content } });
        const by = { recommendedById: officer.userId, recommendedAt: at, inspectedById: second.userId };
        await tables.honourCase.create({
          data: { ...by, ...more, id: factId, factId, honour: "national-technical-expert", state, reason: "" },
        });
      }
    });
    // What the first officer began is for the second to inspect and to confer.
    expect(await tasksOf(second)).toEqual({ ...before, "pack-versions": 1, grades: 1, honours: 3 });
    const ofFirst = await tasksOf(officer);
    expect([ofFirst["pack-versions"], ofFirst.grades, ofFirst.honours]).toEqual([undefined, undefined, 1]);
    const to = (await getDesk(runtime, second)).policyTasks.find(({ kind }) => kind === "grades")?.to;
    expect(to).toBe("/office/here/grades");
  });

  it("goes with a payment from the treasurer to the officer and back", async () => {
    expect(await tasksOf(treasurer)).toEqual({ "prepare-lists": 1 });
    const due = await runtime.database.read.entitlement.findMany({
      where: { state: "publicised", publicityEndsAt: { lte: runtime.clock.now() } },
      include: { recordedMember: true },
    });
    const asked = { payerId: "unit-bureau", year: 2026, budgetId: null, month: "2026-11" };
    const entitlementIds = due.map(({ id }) => id);
    const { listId } = must(await preparePaymentList(runtime, treasurer, { ...asked, entitlementIds }));
    expect(await tasksOf(treasurer)).toEqual({});
    expect((await tasksOf(second))["approve-lists"]).toBe(1);
    await addAccounts(
      runtime,
      treasurer,
      listId,
      due.flatMap(({ recordedMember }) => recordedMember?.personId ?? []),
    );
    must(await approvePaymentList(runtime, second, { listId }));
    expect((await tasksOf(second))["approve-lists"]).toBeUndefined();
    expect(await tasksOf(treasurer)).toEqual({ "pay-lists": 1 });
  });
});
