/** Looking for people: whom the policy office finds and whom it must not, a page at a time, with a record of who was shown to whom. */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { withdrawBankConsent } from "#app/services/banks/withdraw-bank-consent.server.ts";
import { dropFact } from "#app/services/facts/drop-fact.server.ts";
import { recordFact } from "#app/services/facts/record-fact.server.ts";
import { searchPeople } from "#app/services/policy/search-people.server.ts";
import { viewPersonDocument } from "#app/services/policy/view-person-document.server.ts";
import { addGround, codesOf, must } from "../../support/competition-steps.ts";
import { addSystemActor, CRAFTSMAN, plantEntitlement, plantPerson, plantRows } from "../../support/entitlement-steps.ts";
import { makePerson, makeRecord } from "../../support/fact-steps.ts";
import { createScene, type Scene } from "../../support/judging-steps.ts";
import { addFact, createPayingScene, finaliseScene, runJobs } from "../../support/policy-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Of a name with a character beyond the basic plane. */
const RARE = { name: "欧阳𠮷祥", document: "E10000001" };

describeOnEachDatabase("looking for people", (provider) => {
  let runtime: TestRuntime;
  let officer: Actor;
  let second: Actor;
  let final: Scene;
  let running: Scene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    await addGround(runtime);
    officer = await addSystemActor(runtime, "officer", "policy-officer");
    second = await addSystemActor(runtime, "second", "policy-officer");
    await addFact(runtime, [officer, second], makeRecord([makePerson(RARE.name, RARE.document)]));
    final = await createPayingScene(runtime, {
      tier: "city",
      host: "110000",
      packs: ["tongzhou"],
      employer: { id: "unit-works", regionCode: "110112" },
    });
    await finaliseScene(runtime, final);
    await runJobs(runtime);
    running = await createScene(runtime);
  }, 120_000);
  afterAll(() => runtime.dispose());

  const search = (name: string, documentNumber = "", page = 1) => searchPeople(runtime, officer, { name, documentNumber, page });
  const namesOf = async (name: string, documentNumber = "") =>
    must(await search(name, documentNumber)).hits.map((hit) => hit.name);
  const lastRecord = () =>
    runtime.database.read.auditRecord.findFirstOrThrow({ where: { chain: "system" }, orderBy: { sequence: "desc" } });
  const addMember = (name: string, documentNumber: string) =>
    addBankMember(runtime, officer, {
      bank: "expert",
      subject: { by: "document", name, documentKind: "passport", documentNumber },
      skills: ["6-31-01-03"],
      level: null,
      organisationId: null,
      regionCode: "210200",
      lastDuty: "",
      conflicts: "",
      consented: true,
      consentOn: "2026-11-01",
    });

  it("finds by a part of the name, rare characters too, with the document masked and the unit and region", async () => {
    const { hits, found, pages } = must(await search("阳𠮷"));
    expect([found, pages]).toEqual([1, 1]);
    expect(hits).toMatchObject([
      {
        name: RARE.name,
        maskedDocument: "E*****001",
        organisation: { name: "运河机电有限公司" },
        region: { name: "通州区" },
      },
    ]);
    expect(await namesOf("阳吉")).toEqual([]);
  });

  it("finds by the whole document number and by nothing less; with a name as well, both must be right", async () => {
    expect(await namesOf("", "e10000001")).toEqual([RARE.name]);
    expect(await namesOf("", "E1000000")).toEqual([]);
    expect(await namesOf(RARE.name, RARE.document)).toEqual([RARE.name]);
    expect(await namesOf("王海港", RARE.document)).toEqual([]);
  });

  it("finds whom clauses were asked about, and nobody who is only registered", async () => {
    const [one] = final.entries;
    const [other] = running.entries;
    const memberOf = async (entryId: string | undefined) =>
      runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId: String(entryId) }, select: { personId: true } });
    const { personId } = await memberOf(one?.entryId);
    const registered = await memberOf(other?.entryId);
    const hits = must(await search("选手甲")).hits.map((hit) => hit.personId);
    expect(hits).toContain(personId);
    expect(hits).not.toContain(registered.personId);
    // The control: once clauses were asked, he is found.
    await plantRows(runtime, async (tables) => {
      await tables.policyAssessment.create({
        data: { id: "control", entryId: String(other?.entryId), findings: [], computedAt: runtime.clock.now() },
      });
    });
    expect(must(await search("选手甲")).hits.map((hit) => hit.personId)).toContain(registered.personId);
  });

  it("finds nobody of a dropped record, of a withdrawn consent, or who was erased", async () => {
    const { factId } = must(await recordFact(runtime, officer, makeRecord([makePerson("钟毓灵", "E10000002")])));
    expect(await namesOf("钟毓灵")).toEqual(["钟毓灵"]);
    must(await dropFact(runtime, officer, { factId, reason: "误登" }));
    expect(await namesOf("钟毓灵")).toEqual([]);
    expect(await namesOf("", "E10000002")).toEqual([]);

    const { memberId } = must(await addMember("郑远航", "E10000003"));
    expect(await namesOf("郑远航")).toEqual(["郑远航"]);
    must(await withdrawBankConsent(runtime, officer, { memberId }));
    expect(await namesOf("郑远航")).toEqual([]);

    const { personIds } = await plantEntitlement(runtime, CRAFTSMAN, { names: ["高海涛"] });
    expect(await namesOf("高海涛")).toEqual(["高海涛"]);
    await plantRows(runtime, (tables) => tables.personKey.delete({ where: { personId: String(personIds[0]) } }));
    expect(await namesOf("高海涛")).toEqual([]);
  });

  it("finds whose promotion is proposed, and not once it is withdrawn", async () => {
    const { personId } = await runtime.database.read.entryMember.findFirstOrThrow({
      where: { entryId: String(running.entries[1]?.entryId) },
      select: { personId: true, id: true },
    });
    const { id: memberId } = await runtime.database.read.entryMember.findFirstOrThrow({ where: { personId } });
    const isFound = async () => must(await search("选手甲")).hits.some((hit) => hit.personId === personId);
    expect(await isFound()).toBe(false);
    await plantRows(runtime, (tables) =>
      tables.levelPromotion.create({
        data: {
          id: "promotion",
          competitionId: running.competitionId,
          entryId: String(running.entries[1]?.entryId),
          memberId,
          fromLevel: null,
          toLevel: "senior",
          basis: {},
          state: "proposed",
          proposedAt: runtime.clock.now(),
        },
      }),
    );
    expect(await isFound()).toBe(true);
    await plantRows(runtime, (tables) =>
      tables.levelPromotion.update({ where: { id: "promotion" }, data: { state: "withdrawn" } }),
    );
    expect(await isFound()).toBe(false);
  });

  it("refuses to list everyone: nothing asked, or one character", async () => {
    expect(codesOf(await search(""))).toEqual(["people-search-empty"]);
    expect(codesOf(await search("王"))).toEqual(["people-search-short"]);
    expect(codesOf(await search("", "110105194912310021"))).toEqual(["id-check-digit"]);
  });

  it("records each search with ids and no personal data", async () => {
    const { hits } = must(await search(RARE.name, RARE.document));
    const record = await lastRecord();
    expect(record).toMatchObject({
      act: "search-people",
      actorId: officer.userId,
      payload: { by: ["name", "document"], found: 1, page: 1, people: hits.map(({ personId }) => personId) },
    });
    expect(JSON.stringify(record)).not.toContain(RARE.name);
    expect(JSON.stringify(record)).not.toContain(RARE.document);
    const before = (await lastRecord()).sequence;
    expect((await search("")).ok).toBe(false);
    expect((await lastRecord()).sequence).toBe(before);
  });

  it("shows twenty at a time by name, each once, and says when there are too many", async () => {
    await plantRows(runtime, async (tables) => {
      for (let index = 0; index < 205; index += 1) {
        const personId = await plantPerson(tables, runtime, `司徒${String.fromCodePoint(0x4e00 + index)}`);
        const consent = { consentVersion: "1", consentAt: runtime.clock.now(), createdById: "x", createdAt: runtime.clock.now() };
        const member = { bank: "winner", personId, skills: [], lastDuty: "", conflicts: "", ...consent };
        await tables.bankMember.create({ data: { ...member, id: `member-${index}` } });
      }
    });
    const first = must(await search("司徒"));
    expect([first.hits.length, first.pages, first.found, first.isCut]).toEqual([20, 10, 200, true]);
    const second = must(await search("司徒", "", 2));
    expect(second.hits.map(({ personId }) => personId).filter((id) => first.hits.some((hit) => hit.personId === id))).toEqual([]);
    expect(must(await search("司徒", "", 99)).page).toBe(10);
  });

  it("shows the whole document of those it may look for, on record; of others there is nobody", async () => {
    const [hit] = must(await search(RARE.name)).hits;
    const personId = String(hit?.personId);
    expect(must(await viewPersonDocument(runtime, officer, { personId }))).toEqual({ documentNumber: RARE.document });
    expect(await lastRecord()).toMatchObject({ act: "view-person-document", objectId: personId, actorId: officer.userId });
    const { personId: other } = await runtime.database.read.entryMember.findFirstOrThrow({
      where: { entryId: String(running.entries[2]?.entryId) },
    });
    expect(codesOf(await viewPersonDocument(runtime, officer, { personId: other }))).toEqual(["person-unknown"]);
  });
});
