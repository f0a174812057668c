/** What the job of a confirmed fact computes; a dropped fact is owed nothing any more, and what was acted on says so. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { applyEntitlements } from "#app/services/policy/apply-entitlements.server.ts";
import { refuseEntitlement } from "#app/services/policy/refuse-entitlement.server.ts";
import { reopenEntitlement } from "#app/services/policy/reopen-entitlement.server.ts";
import { addGround, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { addFact, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const EXPERT = { kind: "honour", honour: "national-technical-expert", inPost: true } as const;

describeOnEachDatabase("the clauses asked about a recorded fact", (provider) => {
  let runtime: TestRuntime;
  let officers: readonly [Actor, Actor];
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officers = [await addOfficer(runtime, "bureau"), await addOfficer(runtime, "bureau-2")];
  });
  afterAll(() => runtime.dispose());

  const owedTo = async (factId: string) =>
    (
      await runtime.database.read.entitlement.findMany({
        where: { assessment: { factId } },
        include: { pack: true },
        orderBy: [{ rowId: "asc" }, { key: "asc" }],
      })
    ).map(({ pack, rowId, outcome, draft, amountFen, state, difference }) => {
      return { row: `${pack.name}/${rowId}`, outcome, draft, amountFen, state, difference };
    });
  const drop = async (factId: string) => {
    must(await dropFact(runtime, officers[1], { factId, reason: "荣誉被撤销" }));
    await runJobs(runtime);
  };
  const lastRecord = (objectId: string) =>
    runtime.database.read.auditRecord.findFirstOrThrow({
      where: { objectId, act: "assess-fact" },
      orderBy: { sequence: "desc" },
    });

  it("owe a National Technical Expert in post at a Tongzhou works 50,000 by a draft, to each who holds it alone", async () => {
    const factId = await addFact(runtime, officers, makeRecord([makePerson("韩能手", "E30000001")], { content: EXPERT }));
    expect(await owedTo(factId)).toEqual([
      {
        row: "tongzhou/15-national-technical-expert",
        outcome: "owed",
        draft: true,
        amountFen: 5_000_000,
        state: "computed",
        difference: null,
      },
    ]);
    expect((await lastRecord(factId)).payload).toEqual({ entitlements: 1, changed: 0, withdrawn: [], differences: [] });
    await drop(factId);
    expect((await owedTo(factId)).map(({ state }) => state)).toEqual(["withdrawn"]);
  });

  it("owe a team one amount, to all of it", async () => {
    const people = [makePerson("甲团员", "E30000002"), makePerson("乙团员", "E30000003")];
    const factId = await addFact(runtime, officers, makeRecord(people, { content: EXPERT }));
    const owed = await runtime.database.read.entitlement.findMany({ where: { assessment: { factId } } });
    expect(owed.map(({ amountFen, recordedMemberId, organisationId }) => [amountFen, recordedMemberId, organisationId])).toEqual([
      [5_000_000, null, null],
    ]);
  });

  it("owe the unit of a finalist outside the system 5,000 for a national final, which stays beside the fact that was dropped", async () => {
    const person = makePerson("丁决赛", "E30000004", { employerId: "unit-dalian", trainingOrganisationId: null });
    const content = { ...OUTSIDE_RESULT, award: null, awardGrade: null, place: 40 };
    const factId = await addFact(runtime, officers, makeRecord([person], { content }));
    const dalian = async () => (await owedTo(factId)).filter(({ row }) => row.startsWith("dalian/"));
    const said = { outcome: "owed", draft: false, amountFen: 500_000 };
    expect(await dalian()).toEqual([{ row: "dalian/14-nation-finalist", ...said, state: "computed", difference: null }]);
    const { id: entitlementId } = await runtime.database.read.entitlement.findFirstOrThrow({
      where: { assessment: { factId }, rowId: "14-nation-finalist" },
    });
    must(await applyEntitlements(runtime, officers[0], { competitionId: null, entitlementIds: [entitlementId] }));
    await drop(factId);
    const before = { ...said, amountKind: "exact" };
    expect(await dalian()).toEqual([
      {
        ...{ row: "dalian/14-nation-finalist", ...said, state: "applied" },
        difference: { kind: "gone", before, now: null, settled: false },
      },
    ]);
    expect((await lastRecord(factId)).payload).toMatchObject({ differences: [entitlementId] });
    // Refused and reopened it comes in line: nobody owes it.
    const one = { competitionId: null, entitlementId, reason: "事实已撤销" };
    must(await refuseEntitlement(runtime, officers[1], one));
    must(await reopenEntitlement(runtime, officers[1], one));
    await runJobs(runtime);
    expect((await dalian()).map(({ state, difference }) => [state, difference])).toEqual([["withdrawn", null]]);
  });

  it("ask nothing about what nobody confirmed, and count the day of the fact, not of the question", async () => {
    const { factId } = must(
      await recordFact(runtime, officers[0], makeRecord([makePerson("早发现", "E30000005")], { content: EXPERT })),
    );
    await drop(factId);
    expect(await runtime.database.read.policyAssessment.count({ where: { factId } })).toBe(0);
    // Dalian's document counts from 30 October 2023.
    const studio = (name: string, occurredOn: string) =>
      addFact(
        runtime,
        officers,
        makeRecord([], {
          content: { kind: "carrier", carrier: "innovation-studio", tier: "city", name },
          organisationId: "unit-dalian",
          occurredOn,
        }),
      );
    expect(await owedTo(await studio("旧工作室", "2023-10-29"))).toEqual([]);
    const rows = (await owedTo(await studio("新工作室", "2023-10-30"))).map(({ row, amountFen }) => [row, amountFen]);
    expect(rows).toEqual([["dalian/3-innovation-studio", 3_000_000]]);
  });

  it("are asked again later where the fact is not there", async () => {
    await plantRows(runtime, async ({ job }) => {
      await job.create({
        data: {
          ...{ id: "lost-fact", kind: "assess-fact", payload: { factId: "no-such-fact" }, status: "ready", attempts: 0 },
          ...{ runAfter: runtime.clock.now(), createdAt: runtime.clock.now() },
        },
      });
    });
    await runJobs(runtime);
    const lost = await runtime.database.read.job.findUniqueOrThrow({ where: { id: "lost-fact" } });
    expect([lost.status, lost.attempts]).toEqual(["ready", 1]);
    expect(lost.runAfter.getTime()).toBeGreaterThan(runtime.clock.now().getTime());
  });
});
