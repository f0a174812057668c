/** Substitution at the check-in desk: where the rules allow it, by two people, until the entry is checked in; the seat stays. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import type { TypedMember } from "#app/domain/registration/entry-form.ts";
import type { SubstitutionRule } from "#app/domain/registration/substitution.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findCheckInCard } from "#app/queries/check-in/find-check-in-card.server.ts";
import { findSubstitutionEntry } from "#app/queries/registration/find-substitution-entry.server.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { checkInEntry } from "#app/services/check-in/check-in-entry.server.ts";
import { markAbsent } from "#app/services/check-in/mark-absent.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { holdDraw } from "#app/services/draw/hold-draw.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { actorOf, addUser, codesOf, must } from "../../support/competition-steps.ts";
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
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { ALL_CHECKED } from "../../support/rounds-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

let users = 0;

describeOnEachDatabase("substitution on the spot", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  let second: Actor;
  let eventId: string;
  let roundId: string;
  let entryId: string;
  let otherEntryId: string;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  /** Two electricians, drawn, under this rule; and a second organiser. */
  async function draw(rule: SubstitutionRule): Promise<void> {
    await setRules(runtime, eventId, { substitution: rule });
    must(await freezeRoster(runtime, scene.organiser, { roundId }));
    must(await holdDraw(runtime, scene.supervisor, { roundId, contribution: "公平公正" }));
  }
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
    ({ eventId, roundId } = scene.electrician);
    [entryId = "", otherEntryId = ""] = await acceptElectricians(runtime, scene, 2);
    users += 1;
    const userId = await addUser(runtime, `second-organiser-${users}`);
    const { competitionId } = scene;
    await plantRows(runtime, (tables) =>
      tables.roleGrant.create({
        data: { id: newId(), userId, role: "organiser", competitionId, createdAt: runtime.clock.now() },
      }),
    );
    second = await actorOf(runtime, userId);
  });

  const person = (changes: Partial<TypedMember> = {}): TypedMember => ({
    name: "王新",
    documentKind: "resident-id",
    documentNumber: makeDocument(),
    birthDate: "",
    phone: "",
    level: "senior",
    years: "",
    employer: "北京运通电气有限公司",
    school: "",
    trainingOrganisation: "",
    residence: "",
    ...changes,
  });
  const ask = (changes: Partial<TypedMember> = {}, handedIn = NOTHING_HANDED_IN) =>
    requestSubstitution(runtime, scene.organiser, {
      ...{ within: { eventId }, entryId, position: 1, reason: "突发疾病", person: person(changes), ...handedIn },
    });
  const answer = (substitutionId: string, act: "grant" | "refuse", actor = second) =>
    answerSubstitution(runtime, actor, { within: { onTheSpotOfEventId: eventId }, substitutionId, act, reason: "情况属实" });
  const checkIn = (of = entryId) => checkInEntry(runtime, scene.organiser, { roundId, entryId: of, claim: ALL_CHECKED });
  const cardOf = async (of = entryId) => must(await findCheckInCard(runtime, { roundId, choice: { entryId: of } }));
  const see = () =>
    runtime.database.read.entry.findUniqueOrThrow({ where: { id: entryId }, include: { members: true, rounds: true } });

  it("puts the new person at the seat that was drawn, when another person agrees", async () => {
    await draw("until-check-in");
    const before = await see();
    expect(await cardOf()).toMatchObject({ canSubstitute: true, members: [{ name: "选手甲" }] });
    const { substitutionId } = must(await ask());
    expect(codesOf(await checkIn())).toEqual(["substitution-open"]);
    expect((await cardOf()).canSubstitute).toBe(false);
    expect(codesOf(await ask())).toEqual(["substitution-pending"]);
    expect(codesOf(await answer(substitutionId, "grant", scene.organiser))).toEqual(["substitution-own-request"]);
    expect(must(await answer(substitutionId, "grant"))).toEqual({ state: "granted", entrantNumber: "DG001" });

    const after = await see();
    expect(after.entrantNumber).toBe(before.entrantNumber);
    expect(after.rounds).toEqual(before.rounds);
    expect(after.rounds[0]?.seatCode).toMatch(/^0[12]$/);
    expect(after.members[0]?.personId).not.toBe(before.members[0]?.personId);
    expect(await cardOf()).toMatchObject({ members: [{ name: "王新" }] });
    must(await checkIn());
    expect(await listSubstitutions(runtime, { onTheSpotOfEventId: eventId })).toMatchObject([
      { isOnTheSpot: true, outName: "选手甲", inName: "王新", state: "granted", isGrantable: false },
    ]);
  });

  it("is recorded by ids only, and the delegation is told", async () => {
    await draw("until-check-in");
    const { substitutionId } = must(await ask());
    must(await answer(substitutionId, "grant"));
    const records = await runtime.database.read.auditRecord.findMany({
      where: { chain: scene.competitionId, objectId: entryId },
    });
    const ours = records.filter(({ act }) => act.endsWith("-substitution"));
    expect(ours.map(({ act, actorId }) => [act, actorId]).sort()).toEqual([
      ["grant-substitution", second.userId],
      ["request-substitution", scene.organiser.userId],
    ]);
    expect(JSON.stringify(ours)).not.toMatch(/王新|选手甲|突发疾病/);
    const told = await runtime.database.read.messageReceipt.findMany({
      where: { userId: scene.leader.userId, message: { kind: "substitution-accepted" } },
    });
    expect(told).toHaveLength(1);
  });

  it("ends when the entry is checked in; who is absent may be let in with another person", async () => {
    await draw("until-check-in");
    must(await markAbsent(runtime, scene.organiser, { roundId, entryId }));
    const { substitutionId } = must(await ask());
    must(await answer(substitutionId, "refuse"));
    must(await checkIn());
    expect(await ask()).toMatchObject({
      refusals: [{ code: "substitution-checked-in", params: { participation: "checked-in" } }],
    });
    expect((await cardOf()).canSubstitute).toBe(false);
    expect(await findSubstitutionEntry(runtime, { within: { eventId }, entryId })).toBeNull();
  });

  it("cannot be granted any more for an entry that was settled meanwhile", async () => {
    await draw("until-check-in");
    const { substitutionId } = must(await ask());
    await plantRows(runtime, (tables) =>
      tables.roundEntry.updateMany({ where: { roundId, entryId }, data: { participation: "disqualified" } }),
    );
    expect(codesOf(await answer(substitutionId, "grant"))).toEqual(["substitution-checked-in"]);
    must(await answer(substitutionId, "refuse"));
  });

  it("is for events whose rules allow it, and never on rules from before", async () => {
    await draw("until-draw");
    expect(codesOf(await ask())).toEqual(["substitution-draw-frozen"]);
    expect((await cardOf()).canSubstitute).toBe(false);
    await setRules(runtime, eventId, { substitution: "never" });
    expect(codesOf(await ask())).toEqual(["substitution-never"]);
    await setRules(runtime, eventId, { substitution: "until-check-in" });
    must(await ask());
  });

  it("is asked for at the desk after the draw only, and of this event only", async () => {
    await setRules(runtime, eventId, { substitution: "until-check-in" });
    expect(codesOf(await ask())).toEqual(["not-found"]);
    await draw("until-check-in");
    const { eventId: elsewhere } = scene.network;
    const wrong = {
      within: { eventId: elsewhere },
      entryId,
      position: 1,
      reason: "病假",
      person: person(),
      ...NOTHING_HANDED_IN,
    };
    expect(codesOf(await requestSubstitution(runtime, scene.organiser, wrong))).toEqual(["not-found"]);
    const { substitutionId } = must(await ask());
    const foreign = { within: { onTheSpotOfEventId: elsewhere }, substitutionId, act: "grant", reason: "" } as const;
    expect(codesOf(await answerSubstitution(runtime, second, foreign))).toEqual(["not-found"]);
    expect(await listSubstitutions(runtime, { onTheSpotOfEventId: elsewhere })).toEqual([]);
  });

  it("replaces one of a pair, the other stays; nobody of the pair, and nobody of another entry, comes in", async () => {
    const { competitionId, network } = scene;
    const documents = [makeDocument(), makeDocument()];
    await setPhase(runtime, competitionId, "registration");
    const lines = documents.map((document, index) => ({
      event: "网络系统管理",
      team: "1",
      name: `队员${"甲乙"[index]}`,
      document,
    }));
    await importFile(runtime, scene, await makeRosterFile(lines));
    const ids = await submitDrafts(runtime, scene);
    const entries = await seeEntries(runtime, ids);
    must(await reviewEntries(runtime, scene.reviewer, { competitionId, act: "accept", reason: "", entries }));
    await setPhase(runtime, competitionId, "running");
    await setRules(runtime, network.eventId, { substitution: "until-check-in" });
    must(await freezeRoster(runtime, scene.organiser, { roundId: network.roundId }));
    const [pair = ""] = ids;
    const askFor = (changes: Partial<TypedMember>) =>
      requestSubstitution(runtime, scene.organiser, {
        ...{ within: { eventId: network.eventId }, entryId: pair, position: 2, reason: "突发疾病", person: person(changes) },
        ...NOTHING_HANDED_IN,
      });
    expect(codesOf(await askFor({ name: "队员甲", documentNumber: documents[0] ?? "" }))).toEqual(["in-other-own-entry"]);
    const electrician = await runtime.database.read.entryMember.findFirstOrThrow({
      where: { entryId },
      include: { person: { include: { key: true } } },
    });
    const known = openPerson(runtime.keys, electrician.person);
    const taken = codesOf(await askFor({ name: known?.name ?? "", documentNumber: known?.documentNumber ?? "" }));
    expect(taken).toHaveLength(1);
    expect(taken).not.toContain("in-other-own-entry");
    const before = await runtime.database.read.entryMember.findMany({ where: { entryId: pair }, orderBy: { position: "asc" } });
    const { substitutionId } = must(await askFor({}));
    const within = { onTheSpotOfEventId: network.eventId };
    must(await answerSubstitution(runtime, second, { within, substitutionId, act: "grant", reason: "" }));
    const after = await runtime.database.read.entryMember.findMany({ where: { entryId: pair }, orderBy: { position: "asc" } });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]?.personId).toBe(before[0]?.personId);
    expect(after[1]?.personId).not.toBe(before[1]?.personId);
  });

  it("checks the new person like a registration and by the clauses, citing them", async () => {
    const eligibility = { ...OPEN_TO_ALL, level: { lowest: "technician", clause: "技术文件 3.2" } } as const;
    await draw("until-check-in");
    await setRules(runtime, eventId, { substitution: "until-check-in", eligibility });
    expect(codesOf(await ask({ documentNumber: "123" }))).toEqual(["id-length"]);
    expect(await ask()).toMatchObject({
      refusals: [{ code: "eligibility-level-too-low", params: { who: "王新", clause: "技术文件 3.2" } }],
    });
    expect(await runtime.database.read.substitution.count({ where: { entryId } })).toBe(0);
    const other = await runtime.database.read.entry.findUniqueOrThrow({
      where: { id: otherEntryId },
      include: { members: true },
    });
    expect(other.members).toHaveLength(1);
  });

  it("is held to what the event asks for, citing it; the desk takes the photo and the consent, and the card shows the photo", async () => {
    const requires = { attachments: ["photo", "identity-document"], consent: true, clause: "技术文件 2.3" } as const;
    await draw("until-check-in");
    await setRules(runtime, eventId, { substitution: "until-check-in", requires });
    expect(await ask()).toMatchObject({
      refusals: [
        { code: "attachment-missing", params: { who: "王新", kind: "photo", clause: "技术文件 2.3" } },
        { code: "attachment-missing", params: { kind: "identity-document" } },
        { code: "consent-missing", params: { clause: "技术文件 2.3" } },
      ],
    });
    const files = [
      { kind: "photo", bytes: makePng(300, 400) },
      { kind: "identity-document", bytes: makePdf("身份证") },
    ] as const;
    const consent = { ...NOTHING_HANDED_IN.consent, version: CONSENT_VERSION, ticked: true };
    const { substitutionId } = must(await ask({}, { files, consent }));
    must(await answer(substitutionId, "grant"));
    const [member] = (await cardOf()).members;
    expect(member).toMatchObject({ name: "王新", photoId: expect.any(String), identityFileId: expect.any(String) });
    const [given] = await runtime.database.read.consent.findMany({
      where: { person: { members: { some: { entryId } } } },
    });
    expect(given).toMatchObject({ givenBy: "desk", recordedById: scene.organiser.userId });
  });
});
