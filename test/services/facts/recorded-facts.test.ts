/** One officer records with evidence, another confirms; then the clauses are asked by a job of the same transaction. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findEvidence, findFact } from "#app/queries/facts/find-fact.server.ts";
import { listFacts } from "#app/queries/facts/list-facts.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { addCompetition, addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addOfficer, EVIDENCE, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("recorded facts", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
  });
  afterAll(() => runtime.dispose());

  const jobsOf = async (factId: string) =>
    (await runtime.database.read.job.findMany({ where: { kind: "assess-fact" } })).filter(
      ({ payload }) => (payload as { factId?: string }).factId === factId,
    ).length;

  it("freeze who and what was recorded, and ask no clause before a second person has confirmed", async () => {
    const li = makePerson("李卫国", "E10000001");
    const { factId } = must(await recordFact(runtime, first, makeRecord([li])));
    const member = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId } });
    expect([member.employerRegion, member.trainingRegion, member.schoolRegion, member.residenceRegion]).toEqual([
      "110112",
      "110112",
      null,
      "110112",
    ]);
    expect(await jobsOf(factId)).toBe(0);
    expect(codesOf(await confirmFact(runtime, first, { factId }))).toEqual(["fact-same-person"]);
    expect(await jobsOf(factId)).toBe(0);

    const page = await findFact(runtime, second, factId);
    expect([page?.state, page?.members[0]?.name, page?.members[0]?.maskedDocument, page?.unmet]).toEqual([
      "open",
      "李卫国",
      "E*****001",
      [],
    ]);
    expect(page?.evidence?.sha256).toBe(sha256(EVIDENCE.bytes));
    expect(Buffer.from((await findEvidence(runtime, factId))?.bytes ?? []).toString()).toBe("%PDF-1.7 evidence");

    must(await confirmFact(runtime, second, { factId }));
    expect(await jobsOf(factId)).toBe(1);
    expect(codesOf(await confirmFact(runtime, second, { factId }))).toEqual(["fact-not-open"]);
    expect(await jobsOf(factId)).toBe(1);
    const audited = await runtime.database.read.auditRecord.findMany({
      where: { objectId: factId },
      orderBy: { sequence: "asc" },
    });
    expect(audited.map(({ act }) => act)).toEqual(["record-fact", "confirm-fact"]);
    expect(JSON.stringify(audited)).not.toContain("李卫国");
    expect(JSON.stringify(audited)).not.toContain("E10000001");
    // What does not hold any more is dropped after all, and the clauses are asked anew.
    must(await dropFact(runtime, second, { factId, reason: "获奖资格被取消" }));
    expect(await jobsOf(factId)).toBe(2);
    expect(codesOf(await dropFact(runtime, first, { factId, reason: "再次" }))).toEqual(["fact-dropped"]);
  });

  it("know a person again by his document, and refuse another name for it", async () => {
    const before = await runtime.database.read.person.count();
    const other = { content: { ...OUTSIDE_RESULT, event: "焊工" } };
    expect(codesOf(await recordFact(runtime, first, makeRecord([makePerson("李卫东", "E10000001")], other)))).toEqual([
      "fact-person-name-differs",
    ]);
    must(await recordFact(runtime, first, makeRecord([makePerson(" 李 卫 国 ", "e10000001")], other)));
    expect(await runtime.database.read.person.count()).toBe(before);
  });

  it("do not stand twice until the first was dropped, and not for a competition held here", async () => {
    const zhao = makePerson("赵铁柱", "E10000002");
    const { factId } = must(await recordFact(runtime, first, makeRecord([zhao])));
    const again = makeRecord([zhao], { content: { ...OUTSIDE_RESULT, award: "silver" } });
    expect(codesOf(await recordFact(runtime, second, again))).toEqual(["fact-already-recorded"]);
    must(await dropFact(runtime, first, { factId, reason: "奖项登错" }));
    expect(codesOf(await confirmFact(runtime, second, { factId }))).toEqual(["fact-not-open"]);
    expect(await jobsOf(factId)).toBe(0);
    must(await recordFact(runtime, second, again));

    await addCompetition(runtime, { code: "held-here" });
    const held = { content: { ...OUTSIDE_RESULT, competition: "2026年通州区职业技能大赛", tier: "district" as const } };
    expect(codesOf(await recordFact(runtime, first, makeRecord([zhao], held)))).toEqual([
      "fact-hosts-missing",
      "fact-competition-held-here",
    ]);
  });

  it("say everything that is wrong at once, and store nothing then, no person either", async () => {
    const counts = async () => [await runtime.database.read.person.count(), await runtime.database.read.recordedFact.count()];
    const before = await counts();
    const wrong = makeRecord([makePerson("孙", "E10000003", { employerId: "no-such-unit", residenceRegion: "999999" })], {
      occurredOn: "2027-01-01",
      evidence: { fileName: "evidence.pdf", bytes: new TextEncoder().encode("<html>") },
    });
    expect(codesOf(await recordFact(runtime, first, wrong))).toEqual([
      "fact-date-future",
      "fact-name-malformed",
      "fact-organisation-unknown",
      "fact-region-unknown",
      "evidence-not-readable",
    ]);
    expect(await counts()).toEqual(before);
  });

  it("of coaching count each person coached once, whoever leads", async () => {
    const leader = makePerson("钱大师", "E10000004");
    const [one, other] = [makePerson("周一新", "E10000005"), makePerson("吴二新", "E10000006")];
    const coach = (coached: typeof one) =>
      recordFact(runtime, first, makeRecord([leader, coached], { content: { kind: "mentoring", level: "technician" } }));
    must(await coach(one));
    must(await coach(other));
    expect(codesOf(await coach(one))).toEqual(["fact-already-recorded"]);
    // The leader's own record of another kind does not stand in the way.
    must(
      await recordFact(
        runtime,
        first,
        makeRecord([leader], { content: { kind: "level", level: "technician", byCompetition: false } }),
      ),
    );
  });

  it("of a carrier stand with the organisation and its region of today", async () => {
    const content = { kind: "carrier", carrier: "master-studio", tier: "nation", name: "运河工作室" } as const;
    const { factId } = must(await recordFact(runtime, first, makeRecord([], { content, organisationId: "unit-works" })));
    const fact = await runtime.database.read.recordedFact.findUniqueOrThrow({ where: { id: factId } });
    expect([fact.organisationId, fact.regionCode]).toEqual(["unit-works", "110112"]);
    expect(codesOf(await recordFact(runtime, second, makeRecord([], { content, organisationId: "unit-works" })))).toEqual([
      "fact-already-recorded",
    ]);
    const rows = await listFacts(runtime, second);
    expect(rows.find((row) => row.factId === factId)?.organisation?.name).toBe("运河机电有限公司");
  });
});
