/** Substitution until the draw: asked by the leader, decided by another person, checked like a registration, the number kept. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import type { TypedMember } from "#app/domain/registration/entry-form.ts";
import { listSubstitutions } from "#app/queries/registration/list-substitutions.server.ts";
import { freezeRoster } from "#app/services/draw/freeze-roster.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { setRules } from "../../support/entry-steps.ts";
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
    level: "senior",
    phone: "",
    ...changes,
  });
  const ask = (changes: Partial<TypedMember> = {}, reason = "突发疾病", position = 1) =>
    requestSubstitution(runtime, scene.leader, {
      within: { delegationId: scene.delegationId },
      entryId,
      position,
      reason,
      person: person(changes),
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
    const foreign = { within: { delegationId: otherDelegationId }, entryId, position: 1, reason: "病假", person: person() };
    expect(codesOf(await requestSubstitution(runtime, otherLeader, foreign))).toEqual(["not-found"]);
    const other = await addRegistrationScene(runtime);
    const elsewhere = { within: { competitionId: other.competitionId }, substitutionId, act: "grant", reason: "" } as const;
    expect(codesOf(await answerSubstitution(runtime, other.reviewer, elsewhere))).toEqual(["not-found"]);
    must(await freezeRoster(runtime, organiser, { roundId: electrician.roundId }));
    expect(codesOf(await decide(substitutionId, "grant"))).toEqual(["substitution-draw-frozen"]);
    must(await decide(substitutionId, "refuse", "名单已冻结"));
    expect(codesOf(await ask())).toEqual(["substitution-draw-frozen"]);
  });
});
