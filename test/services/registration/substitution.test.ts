/** Substitution until the draw: asked by the leader, decided by another person, checked like a registration, the number kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import type { TypedMember } from "#app/domain/registration/entry-form.ts";
import { findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { NOTHING_HANDED_IN, setRules } from "../../support/entry-steps.ts";
import { makePdf, makePng } from "../../support/picture.ts";
import {
  acceptElectricians,
  addRegistrationScene,
  importFile,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  setPhase,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("substitution", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let entryId: string;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    [entryId = ""] = await acceptElectricians(runtime, scene, 1);
    runtime.clock.advanceMinutes(10);
  });
  afterAll(() => runtime.dispose());

  const person = (changes: Partial<TypedMember> = {}): TypedMember => ({
    name: "王新",
    documentKind: "resident-id",
    documentNumber: makeDocument(),
    birthDate: "",
    years: "6",
    employer: "北京运通电气有限公司",
    school: "",
    trainingOrganisation: "",
    residence: "",
    level: "senior",
    phone: "",
    ...changes,
  });
  const ask = (changes: Partial<TypedMember> = {}, reason = "突发疾病", position = 1, handedIn = NOTHING_HANDED_IN) =>
    requestSubstitution(runtime, scene.leader, {
      within: { delegationId: scene.delegationId },
      entryId,
      position,
      reason,
      person: person(changes),
      ...handedIn,
    });
  const decide = (substitutionId: string, act: "grant" | "refuse", reason = "", actor = scene.reviewer) =>
    answerSubstitution(runtime, actor, { within: { competitionId: scene.competitionId }, substitutionId, act, reason });
  const see = () => runtime.database.read.entry.findUniqueOrThrow({ where: { id: entryId }, include: { members: true } });

  it("puts another person into the entry, which keeps its number, with relations frozen anew", async () => {
    const before = await see();
    const { substitutionId } = must(await ask());
    expect((await see()).members).toEqual(before.members);
    expect(codesOf(await ask())).toEqual(["substitution-pending"]);
    expect(codesOf(await decide(substitutionId, "grant", "", scene.leader))).toEqual(["substitution-own-request"]);
    must(await decide(substitutionId, "grant"));
    const after = await see();
    expect(after).toMatchObject({ status: "accepted", entrantNumber: before.entrantNumber });
    expect(after.members[0]).toMatchObject({
      id: before.members[0]?.id,
      position: 1,
      employerRegion: "110112",
      trainingOrganisationId: null,
      trainingRegion: null,
      yearsOfService: 6,
      frozenAt: runtime.clock.now(),
    });
    expect(after.members[0]?.personId).not.toBe(before.members[0]?.personId);
    expect(codesOf(await decide(substitutionId, "refuse", "晚了"))).toEqual(["substitution-decided"]);
    const rows = await listSubstitutions(runtime, { competitionId: scene.competitionId });
    expect(rows).toMatchObject([{ outName: "选手甲", inName: "王新", state: "granted", reason: "突发疾病" }]);
    expect(JSON.stringify(rows)).not.toMatch(/\d{17}[\dX]/);
  });

  it("holds the new person to the rules of a roster, and says everything at once", async () => {
    expect(codesOf(await ask({ documentNumber: "123", employer: "不存在" }, " ", 2))).toEqual([
      "substitution-position-unknown",
      "substitution-reason-required",
      "id-length",
      "organisation-unknown",
    ]);
    const document = makeDocument();
    await setPhase(runtime, scene.competitionId, "registration");
    await importFile(runtime, scene, await makeRosterFile([{ name: "张二", document }]));
    expect(codesOf(await ask({ name: "张二", documentNumber: document }))).toEqual(["in-other-own-entry"]);
  });

  it("holds the new person to the clauses of the event when it is asked for, and says which", async () => {
    const eligibility = { ...OPEN_TO_ALL, level: { lowest: "technician", clause: "技术文件 3.2" } } as const;
    await setRules(runtime, scene.electrician.eventId, { eligibility });
    const answer = await ask();
    expect(answer).toMatchObject({
      refusals: [{ code: "eligibility-level-too-low", params: { who: "王新", held: "senior", clause: "技术文件 3.2" } }],
    });
    must(await ask({ level: "technician" }));
  });

  it("counts the years of service of the new person, when it is asked for and when it is granted", async () => {
    const setYears = (lowest: number) =>
      setRules(runtime, scene.electrician.eventId, {
        eligibility: { ...OPEN_TO_ALL, years: { lowest, clause: "技术文件 3.3" } },
      });
    await setYears(5);
    expect(codesOf(await ask({ years: "4" }))).toEqual(["eligibility-years-too-few"]);
    const { substitutionId } = must(await ask({ years: "6" }));
    await setYears(7);
    expect(codesOf(await decide(substitutionId, "grant"))).toEqual(["eligibility-years-too-few"]);
    await setYears(6);
    must(await decide(substitutionId, "grant"));
  });

  it("is nobody's where the rules allow none", async () => {
    await setRules(runtime, scene.electrician.eventId, { substitution: "never" });
    expect(codesOf(await ask())).toEqual(["substitution-never"]);
  });

  it("is refused with a reason, by another person, and asked for again", async () => {
    const before = await see();
    const { substitutionId } = must(await ask());
    expect(codesOf(await decide(substitutionId, "refuse", " "))).toEqual(["substitution-reason-required"]);
    must(await decide(substitutionId, "refuse", "证明不全"));
    expect((await see()).members).toEqual(before.members);
    must(await ask());
  });

  it("ends with the frozen roster of the draw, and is nobody's of another delegation or competition", async () => {
    const { substitutionId } = must(await ask());
    const { organiser, electrician, otherLeader, otherDelegationId } = scene;
    const foreign = {
      within: { delegationId: otherDelegationId },
      entryId,
      position: 1,
      reason: "病假",
      person: person(),
      ...NOTHING_HANDED_IN,
    };
    expect(codesOf(await requestSubstitution(runtime, otherLeader, foreign))).toEqual(["not-found"]);
    const other = await addRegistrationScene(runtime);
    const elsewhere = { within: { competitionId: other.competitionId }, substitutionId, act: "grant", reason: "" } as const;
    expect(codesOf(await answerSubstitution(runtime, other.reviewer, elsewhere))).toEqual(["not-found"]);
    must(await freezeRoster(runtime, organiser, { roundId: electrician.roundId }));
    expect(codesOf(await decide(substitutionId, "grant"))).toEqual(["substitution-draw-frozen"]);
    must(await decide(substitutionId, "refuse", "名单已冻结"));
    expect(codesOf(await ask())).toEqual(["substitution-draw-frozen"]);
  });

  describe("where the event asks for a photo and a consent", () => {
    const requires = { attachments: ["photo"], consent: true, clause: "技术文件 2.3" } as const;
    const PHOTO = makePng(300, 400);
    const consent = { ...NOTHING_HANDED_IN.consent, version: CONSENT_VERSION, ticked: true };
    const handedIn = (bytes = PHOTO) => ({ files: [{ kind: "photo", bytes }] as const, consent });
    beforeEach(() => setRules(runtime, scene.electrician.eventId, { requires }));

    it("is refused by the clause without them, and nothing of it is kept", async () => {
      const people = await runtime.database.read.person.count();
      const refused = await ask();
      expect(codesOf(refused)).toEqual(["attachment-missing", "consent-missing"]);
      expect(refused).toMatchObject({
        refusals: [{ params: { who: "王新", kind: "photo", clause: "技术文件 2.3" } }, { params: { clause: "技术文件 2.3" } }],
      });
      expect(codesOf(await ask({}, "突发疾病", 1, { ...NOTHING_HANDED_IN, consent }))).toEqual(["attachment-missing"]);
      // A file that is none is said to be none, and not that it is missing as well.
      expect(await ask({}, "突发疾病", 1, handedIn(makePdf("a photo?")))).toMatchObject({
        refusals: [{ code: "photo-not-an-image", params: { field: "files.0" } }],
      });
      expect(await runtime.database.read.person.count()).toBe(people);
      expect(await runtime.database.read.substitution.count({ where: { entryId } })).toBe(0);
    });

    it("of a minor asks for the guardian", async () => {
      const minor = { documentNumber: makeDocument("20100307"), years: "" };
      const guardian = { name: "赵建国", relation: "父亲", telephone: "13700007777" };
      expect(codesOf(await ask(minor, "突发疾病", 1, handedIn()))).toEqual([
        "guardian-name-malformed",
        "guardian-relation-missing",
        "guardian-telephone-malformed",
      ]);
      must(await ask(minor, "突发疾病", 1, { ...handedIn(), consent: { ...consent, guardian } }));
    });

    it("is granted with them on record; whoever answers sees the photo before", async () => {
      const { substitutionId } = must(await ask({}, "突发疾病", 1, handedIn()));
      const within = { competitionId: scene.competitionId };
      const [row] = await listSubstitutions(runtime, within);
      expect(row?.files).toMatchObject([{ kind: "photo" }]);
      const shown = await findPhoto(runtime, { within, entryId, attachmentId: row?.files[0]?.id ?? "" });
      expect(Buffer.from(shown?.bytes ?? []).equals(PHOTO)).toBe(true);
      must(await decide(substitutionId, "grant"));
      const [member] = await runtime.database.read.entryMember.findMany({
        where: { entryId },
        include: { person: { include: { consents: true } } },
      });
      expect(member?.person.consents).toMatchObject([
        { version: CONSENT_VERSION, givenBy: "leader", recordedById: scene.leader.userId },
      ]);
      expect((await listSubstitutions(runtime, within))[0]?.files).toEqual([]);
    });

    it("is not granted once one was taken back, or where the rules ask for more since; it still waits", async () => {
      const { substitutionId } = must(await ask({}, "突发疾病", 1, handedIn()));
      const { inPersonId: personId } = await runtime.database.read.substitution.findUniqueOrThrow({
        where: { id: substitutionId },
      });
      await plantRows(runtime, (tables) =>
        tables.consent.updateMany({ where: { personId }, data: { withdrawnAt: runtime.clock.now() } }),
      );
      await setRules(runtime, scene.electrician.eventId, {
        requires: { ...requires, attachments: ["photo", "level-certificate"] },
      });
      const before = await runtime.database.read.entryMember.findMany({ where: { entryId } });
      expect(await decide(substitutionId, "grant")).toMatchObject({
        refusals: [
          { code: "attachment-missing", params: { kind: "level-certificate", clause: "技术文件 2.3" } },
          { code: "consent-missing", params: { clause: "技术文件 2.3" } },
        ],
      });
      expect(await runtime.database.read.entryMember.findMany({ where: { entryId } })).toEqual(before);
      expect(await listSubstitutions(runtime, { competitionId: scene.competitionId })).toMatchObject([{ state: "asked" }]);
      must(await decide(substitutionId, "refuse", "材料不全"));
    });
  });
});
