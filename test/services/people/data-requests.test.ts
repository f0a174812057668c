/** Export and erasure on request: who decides, what a file holds, that nothing of an erased person is left, and that the chains hold. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type ChainRecord, verifyChain } from "#app/domain/audit/chain.ts";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findOwnData } from "#app/queries/people/find-own-data.server.ts";
import { findPersonExport } from "#app/queries/people/find-person-export.server.ts";
import { listDataRequests } from "#app/queries/people/list-data-requests.server.ts";
import { findJourneys } from "#app/queries/public/find-journeys.server.ts";
import { findEntryPage } from "#app/queries/registration/find-entry-page.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { erasePerson } from "#app/services/people/erase-person.server.ts";
import { giveConsent } from "#app/services/people/give-consent.server.ts";
import { grantDataExport } from "#app/services/people/grant-data-export.server.ts";
import { refuseDataRequest } from "#app/services/people/refuse-data-request.server.ts";
import { requestData } from "#app/services/people/request-data.server.ts";
import { viewPersonExport } from "#app/services/people/view-person-export.server.ts";
import { withdrawOwnConsent } from "#app/services/people/withdraw-own-consent.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { uploadAttachment } from "#app/services/registration/upload-attachment.server.ts";
import { lookUpResults } from "#app/services/results/look-up-results.server.ts";
import { actorOf, appoint, codesOf, must } from "../../support/competition-steps.ts";
import { addEntry, typeCoach, typeMember } from "../../support/entry-steps.ts";
import { makePdf } from "../../support/picture.ts";
import { addRegistrationScene, makeDocument, type RegistrationScene, setPhase } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";
import { scanFiles, scanRows } from "../../support/scan-rows.ts";

const NAME = "欧阳𠮷祥";
const TELEPHONE = "13912345678";
const PLANTED = "PLANTED-CERTIFICATE-TEXT";
const GUARDIAN = { name: "欧阳建国", relation: "父亲", telephone: "13700007777" };

let serial = 0;
/** Somebody who is seventeen in November 2026. */
function makeMinorDocument(): string {
  serial += 1;
  const digits = `1101122009030${700 + serial}1`.slice(0, 17);
  return digits + computeCheckDigit(digits);
}

const OTHERS = new Uint8Array(Buffer.from("others"));

describeOnEachDatabase("requests about personal data", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let organiser: Actor;
  let document: string;
  let person: { personId: string; entryId: string; memberId: string };

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    organiser = scene.organiser;
    document = makeMinorDocument();
    person = await register(runtime, scene, document);
  });
  afterAll(() => runtime.dispose());

  async function register(on: TestRuntime, at: RegistrationScene, documentNumber: string) {
    const typed = { name: NAME, documentNumber, phone: TELEPHONE, years: "" };
    const entryId = await addEntry(on, at, { members: [typeMember(typed)] });
    const member = await on.database.read.entryMember.findFirstOrThrow({ where: { entryId } });
    const place = { delegationId: at.delegationId, entryId, memberId: member.id };
    must(await uploadAttachment(on, at.leader, { ...place, kind: "level-certificate", bytes: makePdf(PLANTED) }));
    const { personId } = member;
    must(await giveConsent(on, { personId, version: CONSENT_VERSION, ticked: true, guardian: GUARDIAN }));
    must(await submitEntries(on, at.leader, { delegationId: at.delegationId, entryIds: [entryId] }));
    return { personId, entryId, memberId: member.id };
  }
  const askFor = async (kind: "export" | "erasure", actor: Actor | null = null) =>
    must(await requestData(runtime, actor, { kind, subject: { personId: person.personId } })).requestId;
  const end = () => setPhase(runtime, scene.competitionId, "archived");

  it("takes one request of a kind at a time, from the person or for him, and only within reach", async () => {
    await askFor("export");
    expect(codesOf(await requestData(runtime, null, { kind: "export", subject: { personId: person.personId } }))).toEqual([
      "request-open",
    ]);
    const byDocument = { kind: "erasure", subject: { documentNumber: document } } as const;
    const other = await addRegistrationScene(runtime);
    expect(codesOf(await requestData(runtime, other.organiser, byDocument))).toEqual(["person-unknown"]);
    expect(codesOf(await requestData(runtime, organiser, { ...byDocument, subject: { documentNumber: "E99999999" } }))).toEqual([
      "person-unknown",
    ]);
    must(await requestData(runtime, organiser, byDocument));
    expect((await listDataRequests(runtime, other.organiser)).length).toBe(0);
    expect((await listDataRequests(runtime, organiser)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "export open",
      "erasure open",
    ]);
  });

  it("is decided by somebody else than who recorded it, once, and refused with a reason that the person reads", async () => {
    const requestId = await askFor("erasure", organiser);
    expect(codesOf(await erasePerson(runtime, organiser, { requestId }))).toEqual(["request-by-own"]);
    const own = await askFor("export");
    expect(codesOf(await refuseDataRequest(runtime, organiser, { requestId: own, decision: " " }))).toEqual(["decision-missing"]);
    must(await refuseDataRequest(runtime, organiser, { requestId: own, decision: "请先到场核对身份" }));
    expect(codesOf(await grantDataExport(runtime, organiser, { requestId: own }))).toEqual(["request-decided"]);
    const data = await findOwnData(runtime, person.personId);
    expect(data?.requests.map(({ kind, state, decision }) => [kind, state, decision])).toContainEqual([
      "export",
      "refused",
      "请先到场核对身份",
    ]);
    expect(data?.hasExport).toBe(false);
  });

  it("exports everything that is stored, once granted, and records who opened the file", async () => {
    const requestId = await askFor("export");
    expect(codesOf(await viewPersonExport(runtime, organiser, { requestId }))).toEqual(["not-found"]);
    must(await grantDataExport(runtime, organiser, { requestId }));
    expect((await findOwnData(runtime, person.personId))?.hasExport).toBe(true);
    const file = must(await viewPersonExport(runtime, organiser, { requestId }));
    expect(file.person).toMatchObject({ name: NAME, documentNumber: document, telephone: TELEPHONE });
    expect(file.entries).toHaveLength(1);
    expect(file.consents).toMatchObject([{ version: CONSENT_VERSION, givenBy: "guardian", guardian: GUARDIAN }]);
    const [stored] = file.files as { base64: string }[];
    expect(Buffer.from(stored?.base64 ?? "", "base64").toString("utf8")).toContain(PLANTED);
    expect(file.acts.map((act) => (act as { act: string }).act)).toContain("grant-data-export");
    const views = { act: "view-person-export", objectId: person.personId };
    expect(await runtime.database.read.auditRecord.count({ where: views })).toBe(1);
    // A second person's file holds nothing of the first.
    const second = await register(runtime, scene, makeMinorDocument());
    expect(JSON.stringify(await findPersonExport(runtime, second.personId))).not.toContain(document);
  });

  it("erases nobody while his competition runs", async () => {
    const requestId = await askFor("erasure");
    expect(codesOf(await erasePerson(runtime, organiser, { requestId }))).toEqual(["erasure-entry-running"]);
    const [row] = await listDataRequests(runtime, organiser);
    expect(row?.unmet.map(({ code }) => code)).toEqual(["erasure-entry-running"]);
    expect((await runtime.database.read.person.findUniqueOrThrow({ where: { id: person.personId } })).erasedAt).toBeNull();
  });

  it("leaves nothing of the person in the open or under a key, and the chains and results as they were", async () => {
    const othersBatch = newId();
    const coachDocument = makeDocument();
    await addEntry(runtime, scene, {
      members: [typeMember()],
      coaches: [
        typeCoach({ name: NAME, documentNumber: document }),
        typeCoach({ name: "周教练", documentNumber: coachDocument }),
      ],
    });
    // Elsewhere in his delegation somebody wrote down his name and no document.
    await addEntry(runtime, scene, {
      members: [typeMember({ name: "另一选手", documentNumber: makeDocument() })],
      coaches: [typeCoach({ name: NAME }), typeCoach({ name: "吴教练" })],
    });
    // What other ways in leave behind: the file of an import, as typed.
    await runtime.database.write(async ({ tables, audit }) => {
      const by = { createdById: "x", createdAt: runtime.clock.now() };
      const file = new Uint8Array(Buffer.from(`姓名,证件号码\n${NAME},${document}\n`));
      const { competitionId } = scene;
      await tables.rosterImport.create({
        data: {
          id: newId(),
          competitionId,
          fileName: "a.csv",
          file,
          sha256: "",
          state: "stored",
          rowsDone: 1,
          preview: { name: NAME },
          ...by,
        },
      });
      const batchId = newId();
      const { delegationId } = scene;
      await tables.attachmentBatch.create({ data: { id: batchId, competitionId, delegationId, state: "open", ...by } });
      const sealed = new Uint8Array(Buffer.from(document));
      const planted = { id: newId(), batchId, position: 1, sha256: "", mediaType: "image/png", size: 18 };
      await tables.batchFile.create({ data: { ...planted, name: sealed, sealed } });
      const other = { id: newId(), name: `${PLANTED}-other`, nameEn: "", regionCode: "110105" };
      await tables.delegation.create({ data: { ...other, competitionId } });
      await tables.attachmentBatch.create({
        data: { id: othersBatch, competitionId, delegationId: other.id, state: "open", ...by },
      });
      await tables.batchFile.create({ data: { ...planted, id: newId(), batchId: othersBatch, name: OTHERS, sealed: OTHERS } });
      await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "test", objectId: "planted" });
      return allow(null);
    });
    await end();
    const { wrapped } = await runtime.database.read.personKey.findUniqueOrThrow({ where: { personId: person.personId } });
    const traces = [NAME, document, TELEPHONE, GUARDIAN.name, PLANTED, wrapped];
    // The control: the same scan finds what stands in the open before.
    expect(await scanRows(runtime, traces)).toEqual(expect.arrayContaining(["rosterImport", "personKey", "batchFile"]));
    const countAll = async () => [
      await runtime.database.read.entry.count(),
      await runtime.database.read.entryMember.count(),
      await runtime.database.read.person.count(),
    ];
    const before = await countAll();

    const requestId = await askFor("erasure");
    must(await erasePerson(runtime, organiser, { requestId }));
    expect(await countAll()).toEqual(before);
    // What another delegation has on its way is not his.
    const othersFiles = await runtime.database.read.batchFile.findMany({ where: { batchId: othersBatch } });
    expect(othersFiles.map(({ sealed }) => Buffer.from(sealed).toString())).toEqual(["others"]);
    // Other tests of this database registered people of the same name: they are erased with theirs.
    expect(await scanRows(runtime, [document, wrapped])).toEqual([]);
    const { entries } = await getRoster(runtime, scene.delegationId);
    expect(entries.map(({ coach }) => coach).sort()).toEqual(expect.arrayContaining(["吴教练", "周教练"]));
    expect(entries.map(({ coach }) => coach)).not.toContainEqual(expect.stringContaining(NAME));
    for (const chain of [SYSTEM_CHAIN, scene.competitionId]) expect(await verify(chain)).toEqual([]);

    const { personId, entryId } = person;
    expect(await findJourneys(runtime, personId)).toBeNull();
    expect(await findOwnData(runtime, personId)).toBeNull();
    expect(await findPersonExport(runtime, personId)).toBeNull();
    expect(codesOf(await lookUpResults(runtime, { name: NAME, documentNumber: document }))).not.toEqual([]);
    expect((await getRoster(runtime, scene.delegationId)).entries.find(({ id }) => id === entryId)?.members[0]).toMatchObject({
      name: "",
      maskedDocument: "",
    });
    const page = await findEntryPage(runtime, { delegationId: scene.delegationId, entryId, eventCode: null });
    expect(page?.entry?.members[0]).toMatchObject({ name: "", record: { attachments: [], consent: null, minor: null } });
    const registration = (await listRegistrations(runtime, scene.competitionId)).rows.find(({ id }) => id === entryId);
    expect(registration?.members[0]?.name).toBe("");
    const [row] = (await listDataRequests(runtime, organiser)).filter(({ id }) => id === requestId);
    expect(row).toMatchObject({ state: "done", name: "", hasFile: false });
    expect(codesOf(await requestData(runtime, null, { kind: "export", subject: { personId } }))).toEqual(["person-erased"]);
  });

  it("erases a coach of whom only the name was given, found by it in the delegation that is meant", async () => {
    const coached = (delegationId: string, name: string) =>
      addEntry(runtime, scene, {
        delegationId,
        members: [typeMember({ name: "某选手", documentNumber: makeDocument() })],
        coaches: [typeCoach({ name }), typeCoach({ name: "吴教练" })],
      });
    await coached(scene.delegationId, "钱教练");
    await coached(scene.delegationId, "钱教练");
    await coached(scene.otherDelegationId, "钱教练");
    expect(await scanRows(runtime, ["钱教练"])).toEqual([]);
    await end();
    const ask = (documentNumber: string) => requestData(runtime, organiser, { kind: "erasure", subject: { documentNumber } });
    expect(codesOf(await ask("钱教练"))).toEqual(["coach-in-several"]);
    expect(codesOf(await ask("孙教练"))).toEqual(["person-unknown"]);
    const { name } = await runtime.database.read.delegation.findUniqueOrThrow({ where: { id: scene.delegationId } });
    const { requestId } = must(await ask(`钱教练 ${name}`));
    const decider = await actorOf(
      runtime,
      await appoint(runtime, organiser, "organiser", { competitionId: scene.competitionId }),
    );
    must(await erasePerson(runtime, decider, { requestId }));
    const coachesOf = async (delegationId: string) => (await getRoster(runtime, delegationId)).entries.map(({ coach }) => coach);
    expect((await coachesOf(scene.delegationId)).filter((coach) => coach.includes("钱教练"))).toEqual([]);
    expect((await coachesOf(scene.delegationId)).filter((coach) => coach === "吴教练")).toHaveLength(2);
    // Another delegation's coach of the same name is another person.
    expect(await coachesOf(scene.otherDelegationId)).toEqual(["钱教练、吴教练"]);
  });

  it("starts anew with who registers again after an erasure: nothing leads back to the erased", async () => {
    await end();
    must(await erasePerson(runtime, organiser, { requestId: await askFor("erasure") }));
    const later = await addRegistrationScene(runtime);
    const again = await register(runtime, later, document);
    expect(again.personId).not.toBe(person.personId);
  });

  it("records a consent and its withdrawal by the person himself", async () => {
    const { personId } = person;
    const give = (guardian = GUARDIAN) => giveConsent(runtime, { personId, version: CONSENT_VERSION, ticked: true, guardian });
    expect(codesOf(await give())).toEqual(["consent-stands"]);
    must(await withdrawOwnConsent(runtime, { personId }));
    expect((await findOwnData(runtime, personId))?.consent).toBeNull();
    expect(codesOf(await withdrawOwnConsent(runtime, { personId }))).toEqual(["consent-none"]);
    expect(codesOf(await give({ name: "", relation: "", telephone: "" }))).toHaveLength(3);
    must(await give());
    expect(await runtime.database.read.consent.count({ where: { personId } })).toBe(2);
  });

  async function verify(chain: string) {
    const records = await runtime.database.read.auditRecord.findMany({ where: { chain }, orderBy: { sequence: "asc" } });
    expect(records.length).toBeGreaterThan(0);
    const stored = records.map((record) => ({ ...record, at: record.at.toISOString() }) as unknown as ChainRecord);
    const verified = verifyChain(stored, sha256);
    return verified.ok ? [] : verified.refusals;
  }

  if (provider === "sqlite") {
    it("leaves neither name nor key in the database's files", async () => {
      const own = await createTestRuntime("sqlite");
      try {
        const at = await addRegistrationScene(own);
        const erased = await register(own, at, document);
        const { wrapped } = await own.database.read.personKey.findUniqueOrThrow({ where: { personId: erased.personId } });
        const traces = [NAME, document, TELEPHONE, GUARDIAN.name, PLANTED, wrapped];
        expect(scanFiles(own.env.dataDirectory, [wrapped])).not.toEqual([]);
        await setPhase(own, at.competitionId, "archived");
        const subject = { personId: erased.personId };
        const { requestId } = must(await requestData(own, null, { kind: "erasure", subject }));
        must(await erasePerson(own, at.organiser, { requestId }));
        await own.close();
        expect(scanFiles(own.env.dataDirectory, traces)).toEqual([]);
      } finally {
        await own.dispose();
      }
    });
  }
});
