/** Rosters from files: a preview that stores nothing, all or nothing on confirmation, and the same file again without duplicates. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { importRoster, type RosterPreview } from "#app/services/registration/import-roster.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  readRosterFile,
  seeEntries,
  setPhase,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

describeOnEachDatabase("importing a roster", (provider) => {
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

  type File = { readonly fileName: string; readonly bytes: Uint8Array };
  async function preview(file: File, delegationId = scene.delegationId, actor = scene.leader): Promise<RosterPreview> {
    const answer = must(await importRoster(runtime, actor, { ...file, delegationId, digest: null }));
    if (answer.kind !== "preview") throw new Error("not a preview");
    return answer;
  }
  const confirm = (file: File, digest: string) =>
    importRoster(runtime, scene.leader, { ...file, delegationId: scene.delegationId, digest });

  async function countRows(): Promise<readonly number[]> {
    const { entry, entryMember, person, personKey, auditRecord } = runtime.database.read;
    return [
      await entry.count(),
      await entryMember.count(),
      await person.count(),
      await personKey.count(),
      await auditRecord.count(),
    ];
  }

  const listEntries = () =>
    runtime.database.read.entry.findMany({
      where: { event: { competitionId: scene.competitionId } },
      include: { members: { include: { person: { include: { key: true } } } }, event: true },
    });

  it("previews a real file without storing anything, then stores exactly that as drafts", async () => {
    const before = await countRows();
    const file = readRosterFile("tongzhou-a");
    const seen = await preview(file);
    expect(seen.counts).toEqual({ added: 12, changed: 0, unchanged: 0, refused: 0 });
    expect(seen.rows).toHaveLength(24);
    expect(JSON.stringify(seen)).not.toMatch(/\d{17}[\dX]/);
    expect(await countRows()).toEqual(before);

    expect(must(await confirm(file, seen.digest))).toMatchObject({ kind: "imported", counts: { added: 12 } });
    const entries = await listEntries();
    expect(entries.map(({ status }) => status)).toEqual(Array(12).fill("draft"));
    expect(entries.every(({ members, event }) => members.length === event.teamSize)).toBe(true);
    expect((await countRows())[2]).toBe(Number(before[2]) + 24);
    const names = entries.flatMap(({ members }) => members.map(({ person }) => openPerson(runtime.keys, person)?.name));
    expect(names).toContain("赵志强");
  });

  it("reads the other two real files, with merged cells, a sheet for each event, and numbers for telephones", async () => {
    for (const name of ["tongzhou-b", "tongzhou-c"]) {
      const seen = await preview(readRosterFile(name));
      expect([seen.refusals, seen.counts.added]).toEqual([[], 12]);
    }
  });

  it("finds nothing to do when the same file comes again, and only the difference in a corrected one", async () => {
    const lines = [
      { name: "张一", document: makeDocument() },
      { event: "网络系统管理", team: "1", name: "王甲", document: makeDocument() },
      { event: "网络系统管理", team: "1", name: "王乙", document: makeDocument() },
    ];
    const people = (await countRows())[2];
    await importFile(runtime, scene, await makeRosterFile(lines));
    const same = await makeRosterFile(lines);
    const seen = await preview(same);
    expect(seen.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(codesOf(await confirm(same, seen.digest))).toEqual(["roster-unchanged"]);

    const [first = {}, ...team] = lines;
    const corrected = await makeRosterFile([{ ...first, name: "张壹", telephone: "13900002222" }, ...team, { name: "新人" }]);
    expect((await preview(corrected)).counts).toEqual({ added: 1, changed: 1, unchanged: 1, refused: 0 });
    await importFile(runtime, scene, corrected);
    const roster = await getRoster(runtime, scene.delegationId);
    expect(
      roster.entries.map(({ eventCode, rosterNumber, members }) => [eventCode, rosterNumber, members.map(({ name }) => name)]),
    ).toEqual([
      ["DG", "1", ["张壹"]],
      ["DG", "2", ["新人"]],
      ["NW", "1", ["王甲", "王乙"]],
    ]);
    expect((await countRows())[2]).toBe(Number(people) + 4);
  });

  it("lets two teams swap a member, and leaves whom nobody took as an incomplete entry", async () => {
    const team = (number: string, name: string) => ({ event: "网络系统管理", team: number, name, document: makeDocument() });
    const [a, b, c, d, e, f] = [
      team("1", "甲一"),
      team("1", "甲二"),
      team("2", "乙一"),
      team("2", "乙二"),
      team("3", "丙一"),
      team("3", "丙二"),
    ];
    await importFile(runtime, scene, await makeRosterFile([a, b, c, d, e, f]));
    await submitDrafts(runtime, scene);
    await importFile(runtime, scene, await makeRosterFile([a, { ...c, team: "1" }, { ...b, team: "2" }, { ...e, team: "2" }]));
    const roster = await getRoster(runtime, scene.delegationId);
    const found = roster.entries.map(({ status, members, missing }) => [
      status,
      members.map(({ name }) => name),
      missing.map(({ code }) => code),
    ]);
    expect(found).toEqual([
      ["draft", ["甲一", "乙一"], []],
      ["draft", ["乙二"], ["entry-size"]],
      ["draft", ["甲二", "丙一"], []],
    ]);
    expect((await listEntries()).flatMap(({ members }) => members)).toHaveLength(5);
  });

  it("names every fault of a file by sheet, row and column, and stores nothing of it", async () => {
    const before = await countRows();
    const file = readRosterFile("faults");
    const seen = await preview(file);
    const found = seen.refusals.map(({ row, column, code }) => `${row} ${column} ${code}`);
    expect(found).toEqual(
      expect.arrayContaining([
        "3 documentNumber id-check-digit",
        "4 documentNumber id-stored-as-number",
        "5 documentNumber duplicate-in-file",
        "6 employer organisation-unknown",
        "7 event event-unknown",
      ]),
    );
    expect(seen.refusals.every(({ sheet }) => sheet === "报名表")).toBe(true);
    expect(codesOf(await confirm(file, seen.digest))).toEqual(["rows-refused"]);
    expect(await countRows()).toEqual(before);
  });

  it("says so of what is no spreadsheet", async () => {
    const answer = await importRoster(runtime, scene.leader, {
      ...readRosterFile("not-a-spreadsheet"),
      delegationId: scene.delegationId,
      digest: null,
    });
    expect(codesOf(answer)).toEqual(["workbook-not-a-spreadsheet"]);
  });

  it("confirms only the file that was previewed, and only while it would do the same", async () => {
    const [one, other] = [await makeRosterFile([{ name: "张一" }]), await makeRosterFile([{ name: "张二" }])];
    const seen = await preview(one);
    expect(codesOf(await confirm(other, seen.digest))).toEqual(["file-not-previewed"]);
    must(await confirm(one, seen.digest));
    expect(codesOf(await confirm(one, seen.digest))).toEqual(["preview-outdated"]);
    expect(await listEntries()).toHaveLength(1);
  });

  it("is closed after the deadline but for the correction of returned entries, and outside the phase for all", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document }]));
    const ids = await submitDrafts(runtime, scene);
    const { competitionId, reviewer } = scene;
    const entries = await seeEntries(runtime, ids);
    must(await reviewEntries(runtime, reviewer, { competitionId, act: "return", reason: "姓名有误", entries }));
    runtime.clock.advanceMinutes(60 * 24 * 8);
    const late = await makeRosterFile([{ name: "张二" }]);
    const seen = await preview(late);
    expect(seen.blocked.map(({ code }) => code)).toEqual(["registration-deadline-past"]);
    expect(codesOf(await confirm(late, seen.digest))).toEqual(["registration-deadline-past"]);
    const correction = await makeRosterFile([{ name: "张壹", document }]);
    expect(await importFile(runtime, scene, correction)).toMatchObject({ kind: "imported", counts: { changed: 1 } });
    await setPhase(runtime, competitionId, "running");
    expect((await preview(await makeRosterFile([{ name: "张叁", document }]))).blocked).toEqual([
      { code: "registration-closed", params: { phase: "running" } },
    ]);
  });

  it("takes back what was handed in when it changes, and refuses to change what was accepted", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document }]));
    const ids = await submitDrafts(runtime, scene);
    const changed = await makeRosterFile([{ name: "张一", document, training: "" }]);
    await importFile(runtime, scene, changed);
    expect(await listEntries()).toMatchObject([{ status: "draft", submittedAt: null }]);
    await submitDrafts(runtime, scene);
    const { competitionId, reviewer } = scene;
    must(
      await reviewEntries(runtime, reviewer, {
        competitionId,
        act: "accept",
        reason: "",
        entries: await seeEntries(runtime, ids),
      }),
    );
    const again = await preview(await makeRosterFile([{ name: "张一", document }]));
    expect(again.refusals.map(({ code }) => code)).toEqual(["entry-not-editable"]);
  });

  it("does not let another delegation register or rename its people", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document }]));
    const seen = await preview(await makeRosterFile([{ name: "张三", document }]), scene.otherDelegationId, scene.otherLeader);
    expect(seen.refusals.map(({ code }) => code)).toEqual(["name-differs", "already-registered"]);
    expect(JSON.stringify(seen)).not.toContain("张一");
  });

  it("renames nobody whose name stands in another competition", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document }]));
    const other = await addRegistrationScene(runtime);
    const file = { ...(await makeRosterFile([{ name: "张三", document }])), delegationId: other.delegationId };
    const seen = must(await importRoster(runtime, other.leader, { ...file, digest: null }));
    expect(seen.kind === "preview" && seen.refusals.map(({ code }) => code)).toEqual(["name-differs"]);
    await importFile(runtime, other, await makeRosterFile([{ name: "张一", document }]));
    const documentHash = runtime.keys.hashDocument("resident-id", document);
    const person = await runtime.database.read.person.findUniqueOrThrow({ where: { documentHash }, include: { members: true } });
    expect(person.members).toHaveLength(2);
  });

  it("records ids only, nothing of a person", async () => {
    const document = makeDocument();
    await importFile(runtime, scene, await makeRosterFile([{ name: "张一", document, telephone: "13877778888" }]));
    const records = await runtime.database.read.auditRecord.findMany({
      where: { act: "import-roster", objectId: scene.delegationId },
    });
    expect(records).toHaveLength(1);
    expect(records[0]?.chain).toBe(scene.competitionId);
    for (const secret of ["张一", document, "13877778888"]) expect(JSON.stringify(records)).not.toContain(secret);
  });
});
