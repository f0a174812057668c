/** Banks over both databases: nobody without consent, withdrawal hides at once, documents only on record, proposals from results. */

import { afterEach, beforeEach, expect, it } from "vitest";
import type { BankDraft } from "#app/domain/banks/bank.ts";
import type { RecordedResult } from "#app/domain/policy/recorded-fact.ts";
import { coachByName } from "#app/domain/registration/coach-by-name.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { findBankMember } from "#app/queries/banks/find-bank-member.server.ts";
import { countBanks, getBank } from "#app/queries/banks/get-bank.server.ts";
import { getTalentMap } from "#app/queries/banks/get-talent-map.server.ts";
import { addBankMember } from "#app/services/banks/add-bank-member.server.ts";
import { viewBankDocument } from "#app/services/banks/view-bank-document.server.ts";
import { withdrawBankConsent } from "#app/services/banks/withdraw-bank-consent.server.ts";
import { storePerson } from "#app/services/registration/store-person.server.ts";
import { addBoardWorld, type BoardWorld, CLERK, JUDGE, signForm } from "../../support/board-steps.ts";
import { must } from "../../support/competition-steps.ts";
import { OUTSIDE_RESULT } from "../../support/fact-steps.ts";
import { plantUser } from "../../support/plant.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const OFFICER = CLERK;

describeOnEachDatabase("banks", (provider) => {
  let runtime: TestRuntime;
  let world: BoardWorld;

  beforeEach(async () => {
    runtime = await createTestRuntime(provider);
    world = await addBoardWorld(runtime);
  });
  afterEach(() => runtime.dispose());

  const write = (work: (tables: Tables) => Promise<unknown>) =>
    runtime.database.write(async ({ tables, audit }) => {
      await work(tables);
      await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
  const publish = () =>
    write(async (tables) => {
      const at = runtime.clock.now();
      await tables.round.update({ where: { id: world.roundId }, data: { phase: "published" } });
      const results = world.entries.map(({ entryId }, index) => ({
        ...{ entryId, status: "checked-in", total: 9000 - index, place: index + 1, tied: false },
        award: ["gold", "silver", null][index] ?? null,
      }));
      const data = { roundId: world.roundId, kind: "on-site", version: 1, results, resultsHash: "00", publishedById: "x" };
      await tables.publication.create({ data: { ...data, id: newId(), publishedAt: at, closesAt: at } });
    });
  const draft = (more: Partial<BankDraft> = {}): BankDraft => ({
    bank: "winner",
    subject: { by: "person", personId: world.entries[0].personId },
    skills: ["6-31-01-03"],
    level: "technician",
    organisationId: "unit-works",
    regionCode: "110112",
    lastDuty: "",
    conflicts: "",
    consented: true,
    consentOn: "2026-11-19",
    ...more,
  });
  const codesOf = (decision: { ok: boolean; refusals?: readonly { code: string }[] }) =>
    decision.refusals?.map(({ code }) => code) ?? [];

  it("takes nobody in without consent, and stores nothing then", async () => {
    const subject = { by: "document", name: "郑远航", documentKind: "passport", documentNumber: "E20000010" } as const;
    const before = await runtime.database.read.person.count();
    const refused = await addBankMember(runtime, OFFICER, draft({ subject, consented: false, regionCode: "999999" }));
    expect(codesOf(refused)).toEqual(["consent-missing", "bank-region-unknown"]);
    expect(await runtime.database.read.person.count()).toBe(before);
    expect(await runtime.database.read.bankMember.count()).toBe(0);
  });

  it("adds by name and document: a known person under his own name only, a new one sealed", async () => {
    const known = { by: "document", documentKind: "resident-id", documentNumber: world.entries[1].documentNumber } as const;
    expect(codesOf(await addBankMember(runtime, OFFICER, draft({ subject: { ...known, name: "李四光" } })))).toEqual([
      "bank-name-differs",
    ]);
    must(await addBankMember(runtime, OFFICER, draft({ subject: { ...known, name: world.entries[1].name } })));
    const subject = { by: "document", name: "郑远航", documentKind: "passport", documentNumber: "E20000010" } as const;
    must(await addBankMember(runtime, OFFICER, draft({ bank: "expert", subject })));
    expect(codesOf(await addBankMember(runtime, OFFICER, draft({ bank: "expert", subject })))).toEqual(["bank-member-already"]);
    const { members } = await getBank(runtime, "expert");
    expect(members).toMatchObject([{ name: "郑远航", level: "technician", region: { code: "110112" }, consentOn: "2026-11-19" }]);
    expect(JSON.stringify(members)).not.toContain("E20000010");
  });

  it("hides a member everywhere once he withdrew, and takes him back only with a new consent", async () => {
    await publish();
    const { memberId } = must(await addBankMember(runtime, OFFICER, draft()));
    const asked = { level: "own", trade: "6-31-01-03", region: "110112" } as const;
    expect((await getTalentMap(runtime, asked)).chosen).toMatchObject({ named: [{ name: world.entries[0].name }], others: 1 });
    must(await withdrawBankConsent(runtime, OFFICER, { memberId }));
    expect((await getBank(runtime, "winner")).members).toEqual([]);
    expect(await findBankMember(runtime, "winner", memberId)).toBeNull();
    expect((await countBanks(runtime)).every(({ members }) => members === 0)).toBe(true);
    expect((await getTalentMap(runtime, asked)).chosen).toMatchObject({ named: [], others: 2 });
    expect(codesOf(await viewBankDocument(runtime, OFFICER, { memberId }))).toEqual(["bank-member-unknown"]);
    expect(codesOf(await withdrawBankConsent(runtime, OFFICER, { memberId }))).toEqual(["bank-member-unknown"]);
    expect(codesOf(await addBankMember(runtime, OFFICER, draft({ consented: false })))).toEqual(["consent-missing"]);
    expect(must(await addBankMember(runtime, OFFICER, draft())).memberId).toBe(memberId);
  });

  it("shows a document masked, and whole only on record", async () => {
    const { memberId } = must(await addBankMember(runtime, OFFICER, draft()));
    const page = await findBankMember(runtime, "winner", memberId);
    expect(page?.maskedDocument).toMatch(/^110112\*{8}/);
    expect(await findBankMember(runtime, "coach", memberId)).toBeNull();
    const { documentNumber } = must(await viewBankDocument(runtime, OFFICER, { memberId }));
    expect(documentNumber).toBe(world.entries[0].documentNumber);
    const record = await runtime.database.read.auditRecord.findFirstOrThrow({ where: { act: "view-bank-document" } });
    expect(record).toMatchObject({ actorId: OFFICER.userId, objectId: world.entries[0].personId });
    expect(JSON.stringify(await runtime.database.read.auditRecord.findMany())).not.toContain(documentNumber);
  });

  it("proposes winners of published results only, until they are members", async () => {
    expect((await getBank(runtime, "winner")).proposals).toEqual([]);
    await publish();
    const names = async () => (await getBank(runtime, "winner")).proposals.map(({ name }) => name);
    expect(await names()).toEqual([world.entries[0].name, world.entries[1].name]);
    const { memberId } = must(await addBankMember(runtime, OFFICER, draft()));
    expect(await names()).toEqual([world.entries[1].name]);
    expect(await findBankMember(runtime, "winner", memberId)).toMatchObject({ duties: [{ place: 1, award: "gold" }] });
  });

  /** A recorded result of somebody who works in Tongzhou. @returns his id */
  async function plantOutside(name: string, content: Partial<RecordedResult>, isConfirmed = true): Promise<string> {
    const factId = newId();
    let personId = "";
    await write(async (tables) => {
      personId = await storePerson(tables, runtime, { name, documentKind: "passport", documentNumber: factId, telephone: "" });
      await tables.recordedFact.create({
        data: {
          id: factId,
          kind: "result",
          content: { ...OUTSIDE_RESULT, ...content },
          occurredOn: "2026-09-20",
          reference: "人社部函〔2026〕88号",
          recordedById: OFFICER.userId,
          recordedAt: runtime.clock.now(),
          ...(isConfirmed ? { confirmedById: "second", confirmedAt: runtime.clock.now() } : {}),
        },
      });
      const works = { employerId: "unit-works", employerRegion: "110112" };
      await tables.recordedMember.create({ data: { id: newId(), factId, personId, position: 1, ...works } });
    });
    return personId;
  }

  it("counts and proposes who won outside the system once a second person confirmed it, and knows it of a member", async () => {
    const personId = await plantOutside("李卫国", {});
    await plantOutside("未复核", {}, false);
    await plantOutside("无奖项", { award: null });
    await plantOutside("无职业", { occupationCode: null, award: "silver" });
    const asked = { level: "own", trade: "6-31-01-03", region: "110112" } as const;
    // Of the four one has a confirmed prize in a trade that is known.
    expect(await getTalentMap(runtime, asked)).toMatchObject({ people: 1, chosen: { named: [], others: 1 } });
    const proposed = async () => (await getBank(runtime, "winner")).proposals.map(({ name }) => name);
    expect((await proposed()).sort()).toEqual(["无职业", "李卫国"]);
    expect((await getBank(runtime, "promising")).proposals).toEqual([]);
    const { memberId } = must(await addBankMember(runtime, OFFICER, draft({ subject: { by: "person", personId } })));
    expect(await proposed()).toEqual(["无职业"]);
    expect((await getTalentMap(runtime, asked)).chosen).toMatchObject({ named: [{ name: "李卫国" }], others: 0 });
    expect((await findBankMember(runtime, "winner", memberId))?.duties).toEqual([
      {
        competition: { name: "第三届全国职业技能大赛", nameEn: "第三届全国职业技能大赛" },
        event: { name: "电工", nameEn: "电工" },
        place: 1,
        award: "gold",
        on: "2026-09-20",
      },
    ]);
  });

  async function nameCoaches(tables: Tables, entryId: string, ...names: readonly string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      const personId = await storePerson(tables, runtime, { ...coachByName("d", name), telephone: "" });
      await tables.entryCoach.create({ data: { id: newId(), entryId, personId, position: index + 1 } });
    }
  }

  it("proposes students in the top third, coaches of winning entries, and judges who signed", async () => {
    await write(async (tables) => {
      await tables.event.update({ where: { id: world.eventId }, data: { group: "students" } });
      await nameCoaches(tables, world.entries[0].entryId, "周教练", "吴教练");
      await nameCoaches(tables, world.entries[2].entryId, "郑教练");
    });
    await publish();
    expect((await getBank(runtime, "promising")).proposals.map(({ name }) => name)).toEqual([world.entries[0].name]);
    expect((await getBank(runtime, "coach")).proposals.map(({ name }) => name)).toEqual(["周教练", "吴教练"]);
    // A coach is proposed as the person whom the entry names; in the bank, under whatever delegation, he is proposed no more.
    const coaches = await runtime.database.read.entryCoach.findMany({ where: { entryId: world.entries[0].entryId } });
    const [zhou] = (await getBank(runtime, "coach")).proposals;
    expect(coaches.map(({ personId }) => personId)).toContain(zhou?.personId);
    const { regionCode } = await runtime.database.read.delegation.findFirstOrThrow();
    const asCoach = { bank: "coach", regionCode, subject: { by: "person", personId: zhou?.personId ?? "" } } as const;
    const { memberId: coachId } = must(await addBankMember(runtime, OFFICER, draft(asCoach)));
    expect(await findBankMember(runtime, "coach", coachId)).toMatchObject({ name: "周教练", maskedDocument: null });
    const coachNames = async () => (await getBank(runtime, "coach")).proposals.map(({ name }) => name);
    expect(await coachNames()).toEqual(["吴教练"]);
    await write(async (tables) => {
      const personId = await storePerson(tables, runtime, { ...coachByName("another", "周教练"), telephone: "" });
      await tables.entryCoach.create({ data: { id: newId(), entryId: world.entries[1].entryId, personId, position: 1 } });
    });
    expect(await coachNames()).toEqual(["吴教练"]);
    must(await withdrawBankConsent(runtime, OFFICER, { memberId: coachId }));
    expect(await coachNames()).toEqual(["周教练", "吴教练"]);
    const formId = world.entries[0].forms.A1 ?? "";
    await signForm(runtime, formId, "A1.1", 5000);
    let userId = "";
    await write(async (tables) => {
      const user = { username: "judge", displayName: "王裁判", passwordHash: "none", at: runtime.clock.now() };
      userId = await plantUser(tables, user);
      await tables.signOff.updateMany({ where: { judgeId: JUDGE }, data: { judgeId: userId } });
    });
    expect((await getBank(runtime, "judge")).proposals).toMatchObject([{ name: "王裁判", known: { event: { name: "电工" } } }]);
    const subject = { by: "account", userId } as const;
    expect(codesOf(await addBankMember(runtime, OFFICER, draft({ subject })))).toEqual(["bank-account-not-judge"]);
    must(await addBankMember(runtime, OFFICER, draft({ bank: "judge", subject })));
    const judges = await getBank(runtime, "judge");
    expect(judges.proposals).toEqual([]);
    expect(judges.members).toMatchObject([{ name: "王裁判", known: { event: { name: "电工" }, place: null } }]);
  });
});
