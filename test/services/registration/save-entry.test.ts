/** One entry through its page: the checks of the roster, drafts and changes, rare names, and nothing of another delegation. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { OPEN_TO_ALL } from "#app/domain/registration/eligibility.ts";
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { findEntryPage } from "#app/queries/registration/find-entry-page.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { saveEntry } from "#app/services/registration/save-entry.server.ts";
import { submitEntries } from "#app/services/registration/submit-entries.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { addEntry, setRules, typeCoach, typeEntry, typeMember } from "../../support/entry-steps.ts";
import { addRegistrationScene, makeDocument, type RegistrationScene, setPhase } from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("an entry on its page", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const pageOf = async (entryId: string) => {
    const page = await findEntryPage(runtime, { delegationId: scene.delegationId, entryId, eventCode: null });
    if (!page?.entry) throw new Error("the entry has no page");
    return page.entry;
  };
  const change = async (entryId: string, input: Partial<Parameters<typeof typeEntry>[1]>) =>
    saveEntry(runtime, scene.leader, typeEntry(scene, { entryId, seenAt: new Date((await pageOf(entryId)).seenAt), ...input }));
  const fieldsOf = (decision: Awaited<ReturnType<typeof saveEntry>>) =>
    decision.ok ? [] : decision.refusals.map(({ code, params }) => `${params?.field} ${code}`);

  it("is stored as a draft, with years of service and a coach who is known by document", async () => {
    const entryId = await addEntry(runtime, scene, {
      members: [typeMember({ name: "王芳", years: "12" })],
      coaches: [typeCoach({ name: "孙立军", documentNumber: makeDocument() }), typeCoach({ name: "周教练" })],
    });
    const entry = await pageOf(entryId);
    expect(entry.status).toBe("draft");
    expect(entry.members).toMatchObject([{ name: "王芳", years: "12", level: "senior", employer: "北京运通电气有限公司" }]);
    expect(entry.members[0]?.maskedDocument).toMatch(/^110112\*{8}\w{4}$/);
    expect(entry.coaches.map(({ name, maskedDocument }) => [name, maskedDocument !== ""])).toEqual([
      ["孙立军", true],
      ["周教练", false],
    ]);
    expect(JSON.stringify(entry)).not.toMatch(/\d{17}[\dX]/);
  });

  it("names every field that is wrong, as the import would", async () => {
    const twice = makeDocument();
    const decision = await saveEntry(
      runtime,
      scene.leader,
      typeEntry(scene, {
        eventCode: "NW",
        members: [
          typeMember({ name: "张3", documentNumber: twice, employer: "没有这个单位", years: "一年", phone: "12" }),
          typeMember({ documentNumber: `${twice.slice(0, 17)}${twice.endsWith("1") ? "2" : "1"}` }),
        ],
        coaches: [typeCoach({ name: "孙" })],
      }),
    );
    expect(fieldsOf(decision)).toEqual([
      "names.0 name-characters",
      "employers.0 organisation-unknown",
      "phones.0 phone-format",
      "years.0 years-malformed",
      "documentNumbers.1 id-check-digit",
      "coachNames.0 name-length",
    ]);
    const same = [typeMember({ documentNumber: twice }), typeMember({ documentNumber: twice })];
    const doubled = await saveEntry(runtime, scene.leader, typeEntry(scene, { eventCode: "NW", members: same }));
    expect(fieldsOf(doubled)).toEqual(["documentNumbers.1 duplicate-in-entry"]);
  });

  it("asks for a date of birth beside a document that tells none, and refuses who is too young by it", async () => {
    const passport = { documentKind: "passport", documentNumber: "E30000001" };
    const save = (birthDate: string) =>
      saveEntry(runtime, scene.leader, typeEntry(scene, { members: [typeMember({ ...passport, birthDate, years: "" })] }));
    expect(fieldsOf(await save(""))).toEqual(["birthDates.0 birth-date-needed"]);
    expect(fieldsOf(await save("2027-02-30"))).toEqual(["birthDates.0 birth-date-impossible"]);
    // Sixteen on 5 December 2026, the day after the first day of the competition.
    expect(fieldsOf(await save("2010-12-05"))).toEqual(["birthDates.0 under-age"]);
    const entryId = must(await save("2010-12-04")).entryId;
    expect((await pageOf(entryId)).members[0]).toMatchObject({ birthDate: "2010-12-04", record: { minor: true } });
  });

  it("takes a pupil of fifteen where the event's own clause lets him", async () => {
    const digits = "11011220110307011";
    const pupil = typeMember({ documentNumber: digits + computeCheckDigit(digits), years: "" });
    const save = () => saveEntry(runtime, scene.leader, typeEntry(scene, { members: [pupil] }));
    expect(fieldsOf(await save())).toEqual(["documentNumbers.0 under-age"]);
    const setAge = (from: number) =>
      setRules(runtime, scene.electrician.eventId, {
        eligibility: { ...OPEN_TO_ALL, age: { from, to: 25, clause: "技术文件 3.1" } },
      });
    await setAge(17);
    expect(fieldsOf(await save())).toEqual(["documentNumbers.0 under-age-for-event"]);
    await setAge(14);
    must(await save());
  });

  it("keeps the document where none is typed, and becomes a draft again once it was handed in", async () => {
    const document = makeDocument();
    const entryId = await addEntry(runtime, scene, { members: [typeMember({ documentNumber: document })] });
    must(await submitEntries(runtime, scene.leader, { delegationId: scene.delegationId, entryIds: [entryId] }));
    const [member] = (await pageOf(entryId)).members;
    const kept = typeMember({ memberId: member?.id ?? null, documentNumber: "", phone: "13900002222" });
    must(await change(entryId, { members: [kept] }));
    const entry = await pageOf(entryId);
    expect([entry.status, entry.members[0]?.phone]).toEqual(["draft", "13900002222"]);
    const people = await runtime.database.read.person.findMany({
      where: { members: { some: { entryId } } },
      include: { key: true },
    });
    expect(people.map((person) => openPerson(runtime.keys, person)?.documentNumber)).toEqual([document]);
  });

  it("may be incomplete as a draft, and is then not handed in", async () => {
    const entryId = await addEntry(runtime, scene, {
      eventCode: "NW",
      members: [typeMember(), typeMember({ name: "", documentNumber: "", phone: "", level: "", years: "", employer: "" })],
    });
    const { delegationId } = scene;
    expect(codesOf(await submitEntries(runtime, scene.leader, { delegationId, entryIds: [entryId] }))).toEqual(["entry-size"]);
    expect((await pageOf(entryId)).unmet).toMatchObject([{ code: "entry-size", params: { expected: 2, found: 1 } }]);
    const empty = typeMember({ name: "", documentNumber: "", phone: "", level: "", years: "", employer: "" });
    expect(codesOf(await saveEntry(runtime, scene.leader, typeEntry(scene, { members: [empty] })))).toEqual(["entry-empty"]);
  });

  it("is refused where the person stands elsewhere, where it changed meanwhile, and after registration", async () => {
    const document = makeDocument();
    const entryId = await addEntry(runtime, scene, { members: [typeMember({ documentNumber: document })] });
    const again = typeEntry(scene, { members: [typeMember({ documentNumber: document })] });
    expect(codesOf(await saveEntry(runtime, scene.leader, again))).toEqual(["in-other-own-entry"]);
    const elsewhere = { ...again, delegationId: scene.otherDelegationId };
    expect(codesOf(await saveEntry(runtime, scene.otherLeader, elsewhere))).toEqual(["already-registered"]);
    const foreign = typeEntry(scene, { delegationId: scene.otherDelegationId, entryId });
    expect(codesOf(await saveEntry(runtime, scene.otherLeader, foreign))).toEqual(["not-found"]);
    const stale = new Date((await pageOf(entryId)).seenAt);
    runtime.clock.advanceMinutes(1);
    must(await change(entryId, { members: [typeMember({ documentNumber: document })] }));
    const late = typeEntry(scene, { entryId, seenAt: stale, members: [typeMember({ documentNumber: document })] });
    expect(codesOf(await saveEntry(runtime, scene.leader, late))).toEqual(["changed-meanwhile"]);
    await setPhase(runtime, scene.competitionId, "running");
    expect(codesOf(await saveEntry(runtime, scene.leader, typeEntry(scene)))).toEqual(["registration-closed"]);
  });

  it.each(["𠮷川", "司马相如", "阿不都热依木·吾买尔江", "㐂田", "Anna-Maria O’Neill"])("keeps the name %s", async (name) => {
    const entryId = await addEntry(runtime, scene, { members: [typeMember({ name })] });
    expect((await pageOf(entryId)).members[0]?.name).toBe(name);
    const roster = await getRoster(runtime, scene.delegationId);
    expect(roster.entries.find(({ id }) => id === entryId)?.members[0]?.name).toBe(name);
  });
});
