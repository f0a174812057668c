/** Where a member lives: recorded by form, roster and substitution, kept on acceptance, and what Tongzhou's clause (14) finds by it. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findPersonExport } from "#app/queries/people/find-person-export.server.ts";
import { listFrozenMembers } from "#app/queries/policy/list-frozen-members.server.ts";
import { findEntryPage } from "#app/queries/registration/find-entry-page.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { answerSubstitution } from "#app/services/registration/answer-substitution.server.ts";
import { requestSubstitution } from "#app/services/registration/request-substitution.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { saveEntry } from "#app/services/registration/save-entry.server.ts";
import { answerOf, beijingWinner, requirePack } from "../../domain/policy/cases.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import { plantRows } from "../../support/entitlement-steps.ts";
import { addEntry, typeEntry, typeMember } from "../../support/entry-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  type RosterLine,
  readFile,
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const TONGZHOU = "110112";
const CHAOYANG = "110105";
/** In Chaoyang, as is the delegation here: nothing ties its people to Tongzhou. */
const EMPLOYER = "北京朝东机电工程有限公司";
const tongzhou = requirePack("tongzhou");

describeOnEachDatabase("the residence of a member", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  beforeEach(async () => {
    runtime.clock.set("2026-11-20T01:00:00Z");
    scene = await addAwayScene();
  });
  afterAll(() => runtime.dispose());

  async function addAwayScene(): Promise<RegistrationScene> {
    const added = await addRegistrationScene(runtime);
    await plantRows(runtime, (tables) =>
      tables.delegation.update({ where: { id: added.delegationId }, data: { regionCode: CHAOYANG } }),
    );
    return added;
  }
  const read = (line: Partial<RosterLine>) => makeRosterFile([{ name: "张一", employer: EMPLOYER, ...line }]);
  const preview = async (line: Partial<RosterLine>) =>
    (await readFile(runtime, scene.leader, scene, await read(line))).preview ?? expect.fail("the file was not read");
  const findMember = () =>
    runtime.database.read.entryMember.findFirstOrThrow({ where: { entry: { delegationId: scene.delegationId } } });
  async function accept(): Promise<string> {
    const [entryId = ""] = await submitDrafts(runtime, scene);
    const entries = await seeEntries(runtime, [entryId]);
    const { competitionId, reviewer } = scene;
    must(await reviewEntries(runtime, reviewer, { competitionId, act: "accept", reason: "", entries }));
    return entryId;
  }
  /** What the clause says, had the entry won the city's competition. */
  async function askClause(entryId: string): Promise<string> {
    const members = (await listFrozenMembers(runtime.database.read, [entryId])).get(entryId) ?? [];
    return answerOf(tongzhou, "14-city-winner-grade-1", beijingWinner({ members }));
  }

  it("brings who has no other tie under clause (14), and leaves out who lives elsewhere or says nothing", async () => {
    const answers = [];
    for (const residence of [TONGZHOU, CHAOYANG, undefined]) {
      scene = await addAwayScene();
      await importFile(runtime, scene, await read({ residence }));
      const entryId = await accept();
      const member = await findMember();
      expect([member.residenceRegion, member.frozenAt]).toEqual([residence ?? null, runtime.clock.now()]);
      answers.push(await askClause(entryId));
    }
    expect(answers).toEqual(["owed 100000", "not-met region-differs", "not-met region-differs"]);
  });

  it("stands in a roster's own column, which older files do not have, and a wrong one is refused at its cell", async () => {
    const document = makeDocument();
    const wrong = await preview({ document, residence: "没有的地区" });
    expect(wrong.refusals.map(({ address, code }) => `${address} ${code}`)).toEqual(["K2 region-not-found"]);
    await importFile(runtime, scene, await read({ document }));
    expect((await findMember()).residenceRegion).toBeNull();
    const changed = await preview({ document, residence: TONGZHOU });
    expect(changed.rows.map(({ changedColumns }) => changedColumns)).toEqual([["residence"]]);
    await importFile(runtime, scene, await read({ document, residence: TONGZHOU }));
    expect((await findMember()).residenceRegion).toBe(TONGZHOU);
    // A file without the column takes nothing away.
    expect((await preview({ document })).counts).toMatchObject({ unchanged: 1 });
    expect((await preview({ document, residence: TONGZHOU })).counts).toMatchObject({ unchanged: 1 });
  });

  it("is typed into an entry's page, shown to the reviewer, and handed to the person who asks", async () => {
    const member = typeMember({ employer: EMPLOYER, residence: TONGZHOU });
    const wrong = await saveEntry(runtime, scene.leader, typeEntry(scene, { members: [{ ...member, residence: "999999" }] }));
    expect(wrong.ok ? [] : wrong.refusals.map(({ code, params }) => `${params?.field} ${code}`)).toEqual([
      "residences.0 region-not-found",
    ]);
    const entryId = await addEntry(runtime, scene, { members: [member] });
    const page = await findEntryPage(runtime, { delegationId: scene.delegationId, entryId, eventCode: null });
    expect(page?.entry?.members[0]?.residence).toBe(TONGZHOU);
    expect(page?.regions.map(({ code }) => code)).toEqual([TONGZHOU]);
    await accept();
    const { rows } = await listRegistrations(runtime, scene.competitionId);
    expect(rows[0]?.members[0]?.residence?.code).toBe(TONGZHOU);
    const { personId } = await findMember();
    const told = await findPersonExport(runtime, personId);
    expect(told?.entries[0]).toMatchObject({ residenceRegion: TONGZHOU });
  });

  it("is that of who comes in after a substitution", async () => {
    await importFile(runtime, scene, await read({ residence: TONGZHOU }));
    const entryId = await accept();
    await setPhase(runtime, scene.competitionId, "running");
    const { delegationId, competitionId } = scene;
    const { memberId: _memberId, ...person } = typeMember({ name: "王新", employer: EMPLOYER });
    const ask = (residence: string) =>
      requestSubstitution(runtime, scene.leader, {
        ...{ within: { delegationId }, entryId, position: 1, reason: "突发疾病", files: [] },
        person: { ...person, residence },
        consent: { version: "", ticked: false, guardian: { name: "", relation: "", telephone: "" } },
      });
    expect(codesOf(await ask("没有的地区"))).toEqual(["region-not-found"]);
    const { substitutionId } = must(await ask(CHAOYANG));
    const decision = { within: { competitionId }, substitutionId, act: "grant", reason: "" } as const;
    must(await answerSubstitution(runtime, scene.reviewer, decision));
    expect((await findMember()).residenceRegion).toBe(CHAOYANG);
    expect(await askClause(entryId)).toBe("not-met region-differs");
  });
});
