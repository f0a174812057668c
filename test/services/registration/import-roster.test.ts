/** Rosters from files: a preview that stores nothing, all or nothing on confirmation, and the same file again without duplicates. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { allow } from "#app/domain/shared/decision.ts";
import { nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { writeZip } from "#app/platform/files/zip.ts";
import { findRosterImport } from "#app/queries/registration/find-roster-import.server.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { cancelRosterImport } from "#app/services/registration/cancel-roster-import.server.ts";
import { failInterruptedImports } from "#app/services/registration/fail-interrupted-imports.server.ts";
import { readRosterImport } from "#app/services/registration/read-roster-import.server.ts";
import { reviewEntries } from "#app/services/registration/review-entries.server.ts";
import { startRosterImport } from "#app/services/registration/start-roster-import.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { codesOf, must } from "../../support/competition-steps.ts";
import {
  addRegistrationScene,
  importFile,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  readFile,
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
  async function preview(file: File, delegationId = scene.delegationId, actor = scene.leader) {
    const view = await readFile(runtime, actor, { competitionId: scene.competitionId, delegationId }, file);
    if (view.preview === null) throw new Error(JSON.stringify(view));
    return { importId: view.id, blocked: view.blocked, ...view.preview };
  }
  const confirm = (importId: string) =>
    storeRosterImport(runtime, scene.leader, { importId, competitionId: scene.competitionId, delegationId: scene.delegationId });

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

  const setStatus = (status: string) =>
    runtime.database.write(async ({ tables, audit }) => {
      await tables.entry.updateMany({ where: { delegationId: scene.delegationId }, data: { status } });
      await audit({ chain: scene.competitionId, actorId: null, act: "set-status", objectKind: "delegation", objectId: "all" });
      return allow(null);
    });

  /** Without those who coach only. */
  const countCompetitors = () => runtime.database.read.person.count({ where: { members: { some: {} } } });

  const listEntries = () =>
    runtime.database.read.entry.findMany({
      where: { event: { competitionId: scene.competitionId } },
      include: { members: { include: { person: { include: { key: true } } } }, event: true },
    });

  it("previews a real file without storing anything, then stores exactly that as drafts", async () => {
    const before = await countRows();
    const competitors = await countCompetitors();
    const file = readRosterFile("tongzhou-a");
    const seen = await preview(file);
    expect(seen.counts).toEqual({ added: 12, changed: 0, unchanged: 0, refused: 0 });
    expect(seen.rows).toHaveLength(24);
    expect(JSON.stringify(seen)).not.toMatch(/\d{17}[\dX]/);
    expect((await countRows()).slice(0, 4)).toEqual(before.slice(0, 4));

    expect(must(await confirm(seen.importId))).toMatchObject({ counts: { added: 12 } });
    const entries = await listEntries();
    expect(entries.map(({ status }) => status)).toEqual(Array(12).fill("draft"));
    expect(entries.every(({ members, event }) => members.length === event.teamSize)).toBe(true);
    expect(await countCompetitors()).toBe(competitors + 24);
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
    const people = await countCompetitors();
    await importFile(runtime, scene, await makeRosterFile(lines));
    const same = await makeRosterFile(lines);
    const seen = await preview(same);
    expect(seen.counts).toEqual({ added: 0, changed: 0, unchanged: 2, refused: 0 });
    expect(codesOf(await confirm(seen.importId))).toEqual(["roster-unchanged"]);

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
    expect(await countCompetitors()).toBe(people + 4);
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
    expect(codesOf(await confirm(seen.importId))).toEqual(["rows-refused"]);
    expect((await countRows()).slice(0, 4)).toEqual(before.slice(0, 4));
  });

  it("says so of what is no spreadsheet", async () => {
    const place = { competitionId: scene.competitionId, delegationId: scene.delegationId };
    const view = await readFile(runtime, scene.leader, place, readRosterFile("not-a-spreadsheet"));
    expect([view.state, view.failures.map(({ code }) => code)]).toEqual(["failed", ["workbook-not-a-spreadsheet"]]);
    const row = await runtime.database.read.rosterImport.findUniqueOrThrow({ where: { id: view.id } });
    expect(row.file).toHaveLength(0);
  });

  it("takes no file in whose directory shows that it is a bomb or has too many parts", async () => {
    const before = await runtime.database.read.rosterImport.count();
    const start = (bytes: Uint8Array) => {
      const place = { competitionId: scene.competitionId, delegationId: scene.delegationId };
      return startRosterImport(runtime, scene.leader, { ...place, fileName: "roster.xlsx", bytes });
    };
    const bomb = writeZip([{ name: "xl/workbook.xml", content: new Uint8Array(129 * 1024 * 1024) }]);
    const parts = Array.from({ length: 2_001 }, (_, index) => ({ name: `xl/${index}.xml`, content: new Uint8Array(1) }));
    expect(codesOf(await start(bomb))).toEqual(["workbook-too-complex"]);
    expect(codesOf(await start(writeZip(parts)))).toEqual(["workbook-too-complex"]);
    expect(await runtime.database.read.rosterImport.count()).toBe(before);
    expect((await start(writeZip(parts.slice(0, 2_000)))).ok).toBe(true);
  });

  it("stores a file once, and only while it would do what was previewed", async () => {
    const document = makeDocument();
    const one = await preview(await makeRosterFile([{ name: "张一", document }]));
    must(await confirm(one.importId));
    expect(codesOf(await confirm(one.importId))).toEqual(["import-not-waiting"]);
    const again = await preview(await makeRosterFile([{ name: "张壹", document }]));
    await setStatus("withdrawn");
    expect(codesOf(await confirm(again.importId))).toEqual(["preview-outdated"]);
    expect(await listEntries()).toHaveLength(1);
    // Its page says so to whoever did not wait for the answer.
    const { competitionId, delegationId } = scene;
    const view = await findRosterImport(runtime, { importId: again.importId, competitionId, delegationId });
    expect(view).toMatchObject({ state: "failed", progress: null, failures: [{ code: "preview-outdated" }] });
  });

  it("drops the file that waited when another one comes, and when it is cancelled", async () => {
    const one = await preview(await makeRosterFile([{ name: "张一" }]));
    const other = await preview(await makeRosterFile([{ name: "张二" }]));
    expect(codesOf(await confirm(one.importId))).toEqual(["import-not-waiting"]);
    const { competitionId, delegationId, leader } = scene;
    must(await cancelRosterImport(runtime, leader, { importId: other.importId, competitionId, delegationId }));
    expect(codesOf(await confirm(other.importId))).toEqual(["import-not-waiting"]);
    expect(await listEntries()).toEqual([]);
    const kept = await runtime.database.read.rosterImport.findMany({ where: { competitionId } });
    expect(kept.map(({ state, file }) => [state, file.length])).toEqual([
      ["cancelled", 0],
      ["cancelled", 0],
    ]);
  });

  it("keeps the waiting file and what it says sealed", async () => {
    const document = makeDocument();
    const { importId } = await preview(await makeRosterFile([{ name: "张一", document }]));
    const row = await runtime.database.read.rosterImport.findUniqueOrThrow({ where: { id: importId } });
    const kept = Buffer.from(row.file).toString("latin1") + JSON.stringify(row.preview);
    expect(kept.includes("PK") && kept.includes("xl/")).toBe(false);
    expect(kept).not.toContain("张一");
  });

  it("marks what a restart interrupted as failed", async () => {
    const { competitionId, delegationId, leader } = scene;
    const place = { competitionId, delegationId };
    const { importId } = must(await startRosterImport(runtime, leader, { ...(await makeRosterFile([{}])), ...place }));
    runtime.clock.advanceMinutes(1);
    await failInterruptedImports(runtime);
    expect(await findRosterImport(runtime, { importId, ...place })).toMatchObject({ state: "failed" });
    expect(codesOf(await readRosterImport(runtime, importId))).toEqual(["import-not-waiting"]);
  });

  it("takes in a file of several delegations, each row for the one that it names", async () => {
    const { competitionId, organiser } = scene;
    const place = { competitionId, delegationId: null };
    const lines = [
      { name: "张一", delegation: "通州区工业园代表队" },
      { name: "张二", delegation: "运河商务区代表队" },
      { event: "网络系统管理", team: "1", name: "王甲", delegation: "通州区工业园代表队" },
      { event: "网络系统管理", team: "1", name: "王乙", delegation: "通州区工业园代表队" },
      { event: "网络系统管理", team: "1", name: "李甲", delegation: "运河商务区代表队" },
      { event: "网络系统管理", team: "1", name: "李乙", delegation: "运河商务区代表队" },
    ];
    const { id } = await readFile(runtime, organiser, place, await makeRosterFile(lines));
    must(await storeRosterImport(runtime, organiser, { importId: id, ...place }));
    const found = (await listEntries()).map(({ delegationId, members }) => [delegationId === scene.delegationId, members.length]);
    expect(found.sort()).toEqual([
      [false, 1],
      [false, 2],
      [true, 1],
      [true, 2],
    ]);
    const wrong = await readFile(
      runtime,
      organiser,
      place,
      await makeRosterFile([{ delegation: "无此队" }, { delegation: " " }]),
    );
    expect(wrong.preview?.refusals.map(({ code, address }) => `${address} ${code}`)).toEqual([
      "K2 delegation-unknown",
      "null delegation-missing",
    ]);
    const without = await readFile(runtime, organiser, place, await makeRosterFile([{}]));
    expect(without.failures).toEqual([
      { code: "roster-column-missing", params: { column: "delegation", sheet: "报名表", row: 1 } },
    ]);
  });

  it("stores years of service and the coaches who are known by document, and changes them alone", async () => {
    const [document, coachDocument] = [makeDocument(), makeDocument()];
    const line = {
      name: "张一",
      document,
      coach: "孙立军、欧阳·买买提",
      coachDocument: `${coachDocument}、E12345678`,
      years: "12年",
    };
    await importFile(runtime, scene, await makeRosterFile([line]));
    const read = () =>
      runtime.database.read.entry.findFirstOrThrow({
        where: { delegationId: scene.delegationId },
        // The ids rise with time: whoever comes later in this test is not meant.
        orderBy: { id: "asc" },
        include: { members: true, coaches: { orderBy: { position: "asc" }, include: { person: { include: { key: true } } } } },
      });
    const entry = await read();
    expect([nameCoaches(runtime.keys, entry.coaches), entry.members[0]?.yearsOfService]).toEqual(["孙立军、欧阳·买买提", 12]);
    expect(entry.coaches.map(({ person }) => openPerson(runtime.keys, person)?.name)).toEqual(["孙立军", "欧阳·买买提"]);
    expect((await preview(await makeRosterFile([line]))).counts).toMatchObject({ unchanged: 1 });
    const changed = await preview(await makeRosterFile([{ ...line, years: "13" }]));
    expect(changed.rows.map(({ changedColumns }) => changedColumns)).toEqual([["yearsOfService"]]);
    must(await confirm(changed.importId));
    // Whoever is named without a document is one person of the delegation, found again by the next file.
    const byName = { name: "李二", document: makeDocument(), coach: "孙立军" };
    await importFile(runtime, scene, await makeRosterFile([byName]));
    await importFile(runtime, scene, await makeRosterFile([{ name: "李三", document: makeDocument(), coach: "孙立军" }]));
    expect((await preview(await makeRosterFile([byName]))).counts).toMatchObject({ unchanged: 1 });
    const named = await runtime.database.read.entryCoach.findMany({
      where: { entry: { delegationId: scene.delegationId }, NOT: { entryId: entry.id } },
    });
    expect([named.length, new Set(named.map(({ personId }) => personId)).size]).toEqual([2, 1]);
    // A file without these columns says nothing of them.
    expect((await preview(await makeRosterFile([{ ...line, years: undefined, coachDocument: undefined }]))).counts).toMatchObject(
      {
        unchanged: 1,
      },
    );
    const after = await read();
    expect([after.id, after.members[0]?.yearsOfService, after.coaches.length]).toEqual([entry.id, 13, 2]);
  });

  it("stores the date of birth beside a document that tells none, and changes it alone", async () => {
    const line = { name: "张一", documentKind: "护照", document: "E40000001", birthDate: "1990/3/7" };
    const bornOn = async () => {
      const { person } = await runtime.database.read.entryMember.findFirstOrThrow({
        where: { entry: { delegationId: scene.delegationId } },
        include: { person: { include: { key: true } } },
      });
      return openPerson(runtime.keys, person)?.birthDate;
    };
    const without = await preview(await makeRosterFile([{ ...line, birthDate: undefined }]));
    expect(without.refusals.map(({ code }) => code)).toEqual(["birth-date-needed"]);
    await importFile(runtime, scene, await makeRosterFile([line]));
    expect(await bornOn()).toBe("1990-03-07");
    expect((await preview(await makeRosterFile([line]))).counts).toMatchObject({ unchanged: 1 });
    expect((await preview(await makeRosterFile([{ ...line, birthDate: undefined }]))).counts).toMatchObject({ unchanged: 1 });
    const changed = await preview(await makeRosterFile([{ ...line, birthDate: "1990-03-08" }]));
    expect(changed.rows.map(({ changedColumns }) => changedColumns)).toEqual([["birthDate"]]);
    must(await confirm(changed.importId));
    expect(await bornOn()).toBe("1990-03-08");
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
    expect(codesOf(await confirm(seen.importId))).toEqual(["registration-deadline-past"]);
    const correction = await makeRosterFile([{ name: "张壹", document }]);
    expect(await importFile(runtime, scene, correction)).toMatchObject({ counts: { changed: 1 } });
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
    const place = { competitionId: other.competitionId, delegationId: other.delegationId };
    const seen = await readFile(runtime, other.leader, place, await makeRosterFile([{ name: "张三", document }]));
    expect(seen.preview?.refusals.map(({ code }) => code)).toEqual(["name-differs"]);
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
