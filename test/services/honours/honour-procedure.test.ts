/** From a winner to an honour that clauses pay: who may do what, the fact that it confirms, and what is owed then. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHonourPublicityPaper } from "#app/i18n/honour-paper-words.ts";
import { createTitleStatementWords } from "#app/i18n/promotion-paper-words.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findHonourCase } from "#app/queries/honours/find-honour-case.server.ts";
import { findHonourPublicity } from "#app/queries/honours/find-honour-publicity.server.ts";
import { findHonourTitle } from "#app/queries/honours/find-honour-title.server.ts";
import { listHonourBases } from "#app/queries/honours/list-honour-bases.server.ts";
import { listHonourCandidates } from "#app/queries/honours/list-honour-candidates.server.ts";
import { listHonourCases } from "#app/queries/honours/list-honour-cases.server.ts";
import { listHolds } from "#app/queries/policy/list-holds.server.ts";
import { confirmFact } from "#app/services/facts/confirm-fact.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { conferHonour } from "#app/services/honours/confer-honour.server.ts";
import { inspectHonour } from "#app/services/honours/inspect-honour.server.ts";
import { publiciseHonour } from "#app/services/honours/publicise-honour.server.ts";
import { recommendHonour } from "#app/services/honours/recommend-honour.server.ts";
import { refuseHonour } from "#app/services/honours/refuse-honour.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addOfficer, EVIDENCE, makePerson, makeRecord, OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { confer, DECISION, makeNominee, makeRecommendation, openHonourCase, passPublicity } from "../../support/honour-steps.ts";
import { addFact, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const PORT_UNIT = { id: "unit-port", name: "连云港港口机械厂", nameEn: "Port Works", kind: "enterprise", regionCode: "320700" };

describeOnEachDatabase("honours", (provider) => {
  let runtime: TestRuntime;
  let first: Actor;
  let second: Actor;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    await plantRows(runtime, (tables) => tables.organisation.create({ data: PORT_UNIT }));
    first = await addOfficer(runtime, "bureau");
    second = await addOfficer(runtime, "bureau-2");
  });
  afterAll(() => runtime.dispose());

  let numbers = 0;
  /** A confirmed first place at the national competition, of one person. */
  const addResult = async (name: string) => {
    numbers += 1;
    const person = makePerson(name, `E4000${String(numbers).padStart(4, "0")}`);
    const factId = await addFact(runtime, [first, second], makeRecord([person]));
    const { id } = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId } });
    return { basis: { entryId: null, factId }, memberId: id, person };
  };
  const openFor = async (name: string, upTo: "recommended" | "inspected" | "publicised") => {
    const { basis, memberId } = await addResult(name);
    return openHonourCase(runtime, [first, second], makeRecommendation(basis, [makeNominee(memberId)]), upTo);
  };
  const owedTo = async (factId: string) =>
    (
      await runtime.database.read.entitlement.findMany({
        where: { assessment: { factId }, amountFen: { not: null } },
        include: { pack: true },
        orderBy: { rowId: "asc" },
      })
    ).map(({ pack, rowId, outcome, draft, amountFen }) => [`${pack.name}/${rowId}`, outcome, draft, amountFen]);
  const jobsOf = async (factId: string) =>
    (await runtime.database.read.job.findMany({ where: { kind: "assess-fact" } })).filter(
      ({ payload }) => (payload as { factId?: string }).factId === factId,
    ).length;
  const factOf = (caseId: string) =>
    runtime.database.read.honourCase.findUniqueOrThrow({ where: { id: caseId }, include: { fact: true } });

  it("owe a National Technical Expert in post at a Tongzhou works 50,000, once it was conferred and not before", async () => {
    const caseId = await openFor("韩能手", "publicised");
    await runJobs(runtime);
    const before = await factOf(caseId);
    expect([before.fact.confirmedAt, await jobsOf(before.factId)]).toEqual([null, 0]);
    const factId = await confer(runtime, second, caseId);
    expect(factId).toBe(before.factId);
    expect(await jobsOf(factId)).toBe(1);
    const { fact, decisionNumber, conferredById } = await factOf(caseId);
    // Of an honour that money hangs on, one person stated it and another confirmed it.
    expect(fact.recordedById).toBe(first.userId);
    expect([fact.confirmedById, fact.reference, decisionNumber, conferredById]).toEqual([
      second.userId,
      DECISION.number,
      DECISION.number,
      second.userId,
    ]);
    expect(fact.content).toMatchObject({ honour: "national-technical-expert", inPost: true });
    await runJobs(runtime);
    // Tongzhou (15): 50,000 to a person; Dalian (15) has no person of Dalian to ask for.
    expect(await owedTo(factId)).toEqual([["tongzhou/15-national-technical-expert", "owed", true, 5_000_000]]);
    const page = await findHonourCase(runtime, second, caseId);
    expect(page?.follows?.findings.filter(({ outcome, amount }) => outcome === "owed" && amount?.kind === "exact")).toHaveLength(
      1,
    );
    // Nothing is granted for it once the result that it was conferred for does not hold any more.
    const [owed] = await runtime.database.read.entitlement.findMany({ where: { assessment: { factId } }, select: { id: true } });
    const held = async () => (await listHolds(runtime.database.read, [owed?.id ?? ""])).get(owed?.id ?? "") ?? [];
    expect(await held()).toEqual([]);
    const resultId = (fact.content as { procedure?: { resultFactId?: string } }).procedure?.resultFactId ?? "";
    must(await dropFact(runtime, first, { factId: resultId, reason: "获奖资格取消" }));
    expect(await held()).toContain("honour-basis-fallen");
  });

  it("owe the China Skills Award 100,000, to two who share it as to one; and nothing to one who was not in post", async () => {
    const pair = [makePerson("钱同心", "E41000001"), makePerson("孙协力", "E41000002")];
    const content = { ...OUTSIDE_RESULT, entryKind: "pair" } as const;
    const result = await addFact(runtime, [first, second], makeRecord(pair, { content }));
    const members = await runtime.database.read.recordedMember.findMany({
      where: { factId: result },
      orderBy: { position: "asc" },
    });
    const nominees = members.map(({ id }) => makeNominee(id));
    const basis = { entryId: null, factId: result };
    const award = makeRecommendation(basis, nominees, { honour: "china-skills-award" });
    const shared = await confer(runtime, second, await openHonourCase(runtime, [first, second], award));
    const single = makeRecommendation(basis, nominees.slice(0, 1));
    const gone = await confer(runtime, second, await openHonourCase(runtime, [first, second], single), { inPost: false });
    await runJobs(runtime);
    expect(await owedTo(shared)).toEqual([["tongzhou/15-china-skills-award", "owed", true, 10_000_000]]);
    expect(await owedTo(gone)).toEqual([]);
  });

  it("take a recommendation of a winner once, with what is wrong with it said at once and nothing stored", async () => {
    const { basis, memberId, person } = await addResult("赵夺魁");
    const counts = async () => [await runtime.database.read.honourCase.count(), await runtime.database.read.recordedFact.count()];
    const stored = await counts();
    const wrong = makeRecommendation(basis, [makeNominee("nobody", { employerId: "none", residenceRegion: "999999" })], {
      reason: "",
      reference: " ",
      evidence: { ...EVIDENCE, bytes: new TextEncoder().encode("<html>") },
    });
    expect(codesOf(await recommendHonour(runtime, first, wrong))).toEqual([
      "honour-nominee-unknown",
      "honour-reason-missing",
      "honour-reference-missing",
      "honour-organisation-unknown",
      "honour-region-unknown",
      "evidence-not-readable",
    ]);
    const none = makeRecommendation({ entryId: "none", factId: null }, [makeNominee(memberId)]);
    expect(codesOf(await recommendHonour(runtime, first, none))).toEqual(["honour-basis-missing"]);
    expect(await counts()).toEqual(stored);
    // A record that nobody confirmed yet carries nothing.
    const open = must(await recordFact(runtime, first, makeRecord([makePerson("李未认", "E41000009")])));
    const waiting = await runtime.database.read.recordedMember.findFirstOrThrow({ where: { factId: open.factId } });
    const early = makeRecommendation({ entryId: null, factId: open.factId }, [makeNominee(waiting.id)]);
    expect(codesOf(await recommendHonour(runtime, first, early))).toEqual(["honour-basis-open"]);

    const right = makeRecommendation(basis, [makeNominee(memberId)]);
    const { caseId } = must(await recommendHonour(runtime, first, right));
    expect(codesOf(await recommendHonour(runtime, second, right))).toEqual(["honour-under-way"]);
    expect(codesOf(await recommendHonour(runtime, second, { ...right, honour: "china-skills-award" }))).toEqual([]);
    // Nor is the same honour recorded as if it came from elsewhere.
    const content = { kind: "honour", honour: "national-technical-expert", inPost: true } as const;
    expect(codesOf(await recordFact(runtime, second, makeRecord([person], { content })))).toEqual(["fact-already-recorded"]);
    must(await refuseHonour(runtime, second, { caseId, reason: "材料不实" }));
    must(await recommendHonour(runtime, second, right));
  });

  it("are settled in their own procedure: the facts pages neither confirm nor drop them", async () => {
    const caseId = await openFor("周守正", "recommended");
    const { factId } = await factOf(caseId);
    expect(codesOf(await confirmFact(runtime, second, { factId }))).toEqual(["fact-of-honour-case"]);
    expect(codesOf(await dropFact(runtime, second, { factId, reason: "误录" }))).toEqual(["fact-of-honour-case"]);
    const { fact } = await factOf(caseId);
    expect([fact.confirmedAt, fact.droppedAt, await jobsOf(factId)]).toEqual([null, null, 0]);
  });

  it("pass through two people's hands: who recommended neither inspects nor confers", async () => {
    const caseId = await openFor("吴双全", "recommended");
    const inspection = { caseId, text: "同意", outcome: "passed" } as const;
    expect(codesOf(await publiciseHonour(runtime, second, { caseId, workingDays: 5, telephone: null }))).toEqual([
      "honour-not-inspected",
    ]);
    expect(codesOf(await inspectHonour(runtime, first, { ...inspection, text: "" }))).toEqual([
      "honour-inspector-recommended",
      "honour-inspection-missing",
    ]);
    must(await inspectHonour(runtime, second, inspection));
    expect(codesOf(await inspectHonour(runtime, second, inspection))).toEqual(["honour-not-recommended"]);
    expect(codesOf(await publiciseHonour(runtime, first, { caseId, workingDays: 0, telephone: null }))).toEqual([
      "honour-publicity-days",
    ]);
    must(await publiciseHonour(runtime, first, { caseId, workingDays: 5, telephone: null }));
    const today = runtime.clock.now().toISOString().slice(0, 10);
    expect(codesOf(await conferHonour(runtime, first, { caseId, ...DECISION, decidedOn: today }))).toEqual([
      "honour-publicity-running",
      "honour-conferrer-recommended",
      "honour-decision-early",
    ]);
    const decidedOn = await passPublicity(runtime, caseId);
    expect(codesOf(await conferHonour(runtime, first, { caseId, ...DECISION, decidedOn, number: " " }))).toEqual([
      "honour-conferrer-recommended",
      "honour-decision-number-missing",
    ]);
    must(await conferHonour(runtime, second, { caseId, ...DECISION, decidedOn }));
    expect(codesOf(await refuseHonour(runtime, second, { caseId, reason: "太迟" }))).toEqual(["honour-settled"]);
    const audited = await runtime.database.read.auditRecord.findMany({
      where: { objectId: caseId },
      orderBy: { sequence: "asc" },
    });
    expect(audited.map(({ act }) => act)).toEqual(["recommend-honour", "inspect-honour", "publicise-honour", "confer-honour"]);
    expect(JSON.stringify(audited)).not.toContain("吴双全");
    for (const act of [
      inspectHonour(runtime, first, { ...inspection, caseId: "none" }),
      publiciseHonour(runtime, first, { caseId: "none", workingDays: 5, telephone: null }),
      conferHonour(runtime, second, { caseId: "none", ...DECISION, decidedOn }),
      refuseHonour(runtime, first, { caseId: "none", reason: "无" }),
    ]) {
      expect(codesOf(await act)).toEqual(["honour-case-unknown"]);
    }
  });

  it("are conferred once when two press the button", async () => {
    const third = await addOfficer(runtime, "bureau-3");
    const caseId = await openFor("郑唯一", "publicised");
    const decidedOn = await passPublicity(runtime, caseId);
    const answers = await Promise.all(
      [second, third].map((actor) => conferHonour(runtime, actor, { caseId, ...DECISION, decidedOn })),
    );
    expect(answers.map(codesOf)).toEqual([[], ["honour-not-publicised"]]);
    const { factId, conferredById } = await factOf(caseId);
    expect([conferredById, await jobsOf(factId)]).toEqual([second.userId, 1]);
  });

  it("end with a reason at any state, and their record with them", async () => {
    for (const state of ["recommended", "inspected", "publicised"] as const) {
      const caseId = await openFor(`冯中止`, state);
      expect(codesOf(await refuseHonour(runtime, second, { caseId, reason: " " }))).toEqual(["honour-refusal-reason-missing"]);
      must(await refuseHonour(runtime, second, { caseId, reason: "群众反映属实" }));
      const { fact, state: now, refusedById } = await factOf(caseId);
      expect([now, refusedById, fact.dropReason, fact.confirmedAt]).toEqual(["refused", second.userId, "群众反映属实", null]);
      expect(await findHonourPublicity(runtime, caseId)).toBeNull();
    }
    const caseId = await openFor("陈未过", "recommended");
    must(await inspectHonour(runtime, second, { caseId, text: "成绩有争议", outcome: "refused" }));
    const { fact, state, refusalReason } = await factOf(caseId);
    expect([state, refusalReason, fact.droppedById]).toEqual(["refused", "成绩有争议", second.userId]);
    expect(codesOf(await publiciseHonour(runtime, first, { caseId, workingDays: 5, telephone: null }))).toEqual([
      "honour-not-inspected",
    ]);
  });

  it("stop where the result that they rest on is taken back", async () => {
    const { basis, memberId } = await addResult("褚落空");
    const caseId = await openHonourCase(runtime, [first, second], makeRecommendation(basis, [makeNominee(memberId)]));
    must(await dropFact(runtime, first, { factId: basis.factId, reason: "获奖资格取消" }));
    const decidedOn = await passPublicity(runtime, caseId);
    expect(codesOf(await conferHonour(runtime, second, { caseId, ...DECISION, decidedOn }))).toEqual(["honour-basis-fallen"]);
    const page = await findHonourCase(runtime, second, caseId);
    expect([page?.basis?.doesStand, page?.acts?.confer.map(({ code }) => code)]).toEqual([false, ["honour-basis-fallen"]]);
    must(await refuseHonour(runtime, first, { caseId, reason: "成绩撤销" }));
  });

  it("print the names of one period together, without a document number", async () => {
    const one = await addResult("卫甲");
    const other = await addResult("蒋乙");
    const cases = [];
    for (const { basis, memberId } of [one, other]) {
      const more = { honour: "dalian-craftsman", reference: "大工推〔2026〕1号" } as const;
      const command = makeRecommendation(basis, [makeNominee(memberId, { employerId: "unit-dalian" })], more);
      cases.push(await openHonourCase(runtime, [first, second], command));
    }
    const list = await findHonourPublicity(runtime, cases[1] ?? "");
    expect(list?.nominees).toEqual([
      { name: "卫甲", organisation: "大连海港装备厂", reference: "大工推〔2026〕1号" },
      { name: "蒋乙", organisation: "大连海港装备厂", reference: "大工推〔2026〕1号" },
    ]);
    if (!list) throw new Error("no list");
    const paper = await createHonourPublicityPaper(list);
    const text = JSON.stringify(paper);
    expect(text).toContain("大连工匠");
    expect(text).toContain("010-69546000");
    expect(text).not.toContain(one.person.documentNumber);
    const bytes = await renderPaper(paper);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await renderPaper(paper)).equals(bytes)).toBe(true);
    must(await refuseHonour(runtime, first, { caseId: cases[0] ?? "", reason: "放弃" }));
    expect((await findHonourPublicity(runtime, cases[1] ?? ""))?.nominees.map(({ name }) => name)).toEqual(["蒋乙"]);
    expect(await findHonourPublicity(runtime, "none")).toBeNull();
    // Dalian (15): 120,000 each, after tax, for those of Dalian.
    const factId = await confer(runtime, second, cases[1] ?? "");
    await runJobs(runtime);
    expect(await owedTo(factId)).toEqual([["dalian/15-dalian-craftsman", "owed", false, 12_000_000]]);
  });

  it("open a senior title to a National Technical Expert of Xinjiang, with a statement of the clause", async () => {
    const { basis, memberId } = await addResult("阿依古丽");
    const nominee = makeNominee(memberId, { employerId: null, residenceRegion: "650000" });
    const caseId = await openHonourCase(runtime, [first, second], makeRecommendation(basis, [nominee]));
    const factId = await confer(runtime, second, caseId);
    await runJobs(runtime);
    const titles = (await findHonourCase(runtime, second, caseId))?.follows?.titles ?? [];
    expect(titles.map(({ name, title, clause, decisionNumber }) => [name, title, clause, decisionNumber])).toEqual([
      ["阿依古丽", "senior", "15", DECISION.number],
    ]);
    const [statement] = titles;
    const found = await findHonourTitle(runtime, { caseId, statementId: statement?.statementId ?? "" });
    if (!found) throw new Error("no statement");
    const words = await createTitleStatementWords(found);
    expect(words.rows.map(({ value }) => value)).toEqual(expect.arrayContaining(["阿依古丽", "全国技术能手", DECISION.number]));
    expect((await renderDocument({ ...words, changedAt: new Date(found.computedAt) })).subarray(0, 5).toString()).toBe("%PDF-");
    expect(await findHonourTitle(runtime, { caseId, statementId: "none" })).toBeNull();
    expect(await owedTo(factId)).toEqual([]);
    // Once the result does not hold the page says so, and nothing is stated on it any more.
    must(await dropFact(runtime, first, { factId: basis.factId, reason: "获奖资格取消" }));
    const fallen = await findHonourCase(runtime, second, caseId);
    expect([fallen?.state, fallen?.basis?.doesStand, fallen?.follows?.titles]).toEqual(["conferred", false, []]);
    expect(await findHonourTitle(runtime, { caseId, statementId: statement?.statementId ?? "" })).toBeNull();
  });

  it("name the winners of a Lianyungang city competition as candidates (6), and say who is recommended already", async () => {
    const scene = await createPayingScene(runtime, {
      tier: "city",
      host: "320700",
      packs: ["lianyungang"],
      employer: { id: PORT_UNIT.id, regionCode: PORT_UNIT.regionCode },
    });
    const ofScene = async () =>
      (await listHonourCandidates(runtime)).filter(({ entryId }) => scene.entries.some((entry) => entry.entryId === entryId));
    expect(await ofScene()).toEqual([]);
    await finaliseScene(runtime, scene);
    await runJobs(runtime);
    const winners = await runtime.database.read.certificate.findMany({ where: { competitionId: scene.competitionId } });
    const candidates = await ofScene();
    expect(new Set(candidates.map(({ entryId }) => entryId))).toEqual(new Set(winners.map(({ entryId }) => entryId)));
    const [candidate] = candidates;
    if (!candidate) throw new Error("no candidate");
    expect([candidate.clause, candidate.organisation?.name, candidate.place]).toEqual(["6", PORT_UNIT.name, 1]);
    expect(candidate.open.map(({ code }) => code)).toContain("threshold-unknown");
    expect(candidate.honours).toEqual([
      { honour: "lianyungang-technical-expert", standing: null },
      { honour: "lianyungang-skill-pacesetter", standing: null },
    ]);
    expect((await listHonourBases(runtime)).filter(({ entryId }) => entryId === candidate.entryId)).toHaveLength(1);

    const basis = { entryId: candidate.entryId, factId: null };
    const nominee = makeNominee(candidate.memberId, { employerId: PORT_UNIT.id });
    const command = makeRecommendation(basis, [nominee], { honour: "lianyungang-technical-expert" });
    const caseId = await openHonourCase(runtime, [first, second], command);
    const [recommended] = await ofScene();
    expect(recommended?.honours[0]?.standing).toEqual({ isHeld: false, to: `/policy/honours/${caseId}` });
    expect(recommended?.honours[1]?.standing).toBeNull();
    const row = (await listHonourCases(runtime)).find((one) => one.caseId === caseId);
    expect([row?.state, row?.isDue, row?.names.length, row?.organisations.map(({ name }) => name)]).toEqual([
      "publicised",
      false,
      1,
      [PORT_UNIT.name],
    ]);
    // A result that is opened again carries nothing while it is.
    await plantRows(runtime, (tables) =>
      tables.competition.update({ where: { id: scene.competitionId }, data: { finalisedAt: null } }),
    );
    const decidedOn = await passPublicity(runtime, caseId);
    expect(codesOf(await conferHonour(runtime, second, { caseId, ...DECISION, decidedOn }))).toEqual(["honour-basis-fallen"]);
    await plantRows(runtime, (tables) =>
      tables.competition.update({ where: { id: scene.competitionId }, data: { finalisedAt: runtime.clock.now() } }),
    );
    must(await conferHonour(runtime, second, { caseId, ...DECISION, decidedOn }));
    expect((await ofScene())[0]?.honours[0]?.standing?.isHeld).toBe(true);
  });
});
