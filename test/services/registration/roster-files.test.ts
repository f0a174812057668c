/** Whole files: every planted fault at its cell and no other, text tables in both encodings, and the marked file that comes back. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { readWorkbook } from "#app/platform/excel/workbook.ts";
import { readZip } from "#app/platform/files/zip.ts";
import { markRosterImport } from "#app/queries/registration/mark-roster-import.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { must } from "../../support/competition-steps.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import { addRegistrationScene, makeDocument, type RegistrationScene, readFile } from "../../support/registration-steps.ts";
import { FAULT_KINDS, makeFaultyRoster } from "../../support/roster-faults.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

const WORDS = { sheet: "工作表", cell: "单元格", reason: "原因", say: ({ code }: { code: string }) => `错：${code}` };

describeOnEachDatabase("the files of rosters", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  const whole = () => ({ competitionId: scene.competitionId, delegationId: null });
  const own = () => ({ competitionId: scene.competitionId, delegationId: scene.delegationId });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
    scene = await addRegistrationScene(runtime);
  });
  afterAll(() => runtime.dispose());

  const make = (rows: number, faults: number) =>
    makeFaultyRoster(rows, faults, {
      delegations: ["通州区工业园代表队", "运河商务区代表队"],
      event: "电工",
      employer: "北京运通电气有限公司",
      training: "北京运河工匠职业技能培训学校",
    });

  it("reports each of twelve kinds of faults at exactly its cell, and nothing else", async () => {
    const { bytes, faults } = await make(1200, 60);
    expect(new Set(faults.map(({ code }) => code)).size).toBe(FAULT_KINDS);
    const view = await readFile(runtime, scene.organiser, whole(), { fileName: "全部.xlsx", bytes });
    const found = view.preview?.refusals.map(({ address, code }) => ({ address, code }));
    expect(found).toEqual(faults);
    expect(view.preview?.counts).toEqual({ added: 1140, changed: 0, unchanged: 0, refused: 60 });
  }, 60_000);

  it("finds no fault where none was planted", async () => {
    const { bytes } = await make(300, 0);
    const view = await readFile(runtime, scene.organiser, whole(), { fileName: "全部.xlsx", bytes });
    expect([view.preview?.refusalCount, view.preview?.counts.added]).toEqual([0, 300]);
  });

  let cards = 0;
  it.each([
    ["UTF-8", (text: string) => new Uint8Array(Buffer.from(text, "utf8"))],
    ["UTF-8 with a mark at its beginning", (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf8"))],
    ["GB18030", encodeGb18030],
  ])("keeps rare names and every kind of document of a text table in %s", async (_name, encode) => {
    const names = ["𠮷田", "欧阳娜娜", "买买提·吐尔逊", "𪚥龘"];
    const lines = names.map((name) => `电工,${name},,${makeDocument()},,北京运通电气有限公司`);
    cards += 1;
    const card = `USA1101900307${String(cards).padStart(2, "0")}`;
    lines.push(`电工,Anna Smith,外国人永久居留身份证,${card},1990-03-07,北京运通电气有限公司`);
    const bytes = encode(["赛项,姓名,证件类型,证件号码,出生日期,工作单位", ...lines].join("\r\n"));
    const { id, preview } = await readFile(runtime, scene.leader, own(), { fileName: "报名.csv", bytes });
    expect(preview?.refusals).toEqual([]);
    must(await storeRosterImport(runtime, scene.leader, { importId: id, ...own() }));
    const members = await runtime.database.read.entryMember.findMany({
      where: { entry: { delegationId: scene.delegationId } },
      orderBy: { id: "desc" },
      take: names.length + 1,
      include: { person: { include: { key: true } } },
    });
    const people = members.map(({ person }) => openPerson(runtime.keys, person)).reverse();
    expect(people.map((person) => person?.name)).toEqual([...names, "Anna Smith"]);
    const kept = { documentKind: "permanent-residence-card", documentNumber: card, birthDate: "1990-03-07" };
    expect(people.at(-1)).toMatchObject(kept);
  });

  it("hands the workbook back with its faults marked, noted and listed, and reads it again as if nothing had been added", async () => {
    const { bytes, faults } = await make(120, 12);
    const first = await readFile(runtime, scene.organiser, whole(), { fileName: "全部.xlsx", bytes });
    const marked = await markRosterImport(runtime, { importId: first.id, ...whole() }, WORDS);
    if (marked === null) throw new Error("no file");
    expect([marked.format, marked.fileName]).toEqual(["xlsx", "全部.xlsx"]);
    const parts = readZip(marked.bytes);
    const text = (name: string) => Buffer.from(parts.find((part) => part.name === name)?.content ?? []).toString("utf8");
    const notes = [...text("xl/commentsMark1.xml").matchAll(/<comment ref="([A-Z]+\d+)"[^>]*><text><t[^>]*>([^<]*)/g)];
    expect(notes.map(([, address, said]) => ({ address, code: said?.replace("错：", "") }))).toEqual(faults);
    const workbook = await readWorkbook(marked.bytes);
    const list = workbook.ok ? workbook.value.sheets.at(-1) : null;
    expect([list?.name, list?.rows.length]).toEqual(["导入错误", faults.length + 1]);
    const again = await readFile(runtime, scene.organiser, whole(), { fileName: "全部.xlsx", bytes: marked.bytes });
    expect(again.preview).toEqual(first.preview);
  });

  it("marks every fault of a file, however few of them the page lists", async () => {
    const { bytes, faults } = await make(600, 240);
    const first = await readFile(runtime, scene.organiser, whole(), { fileName: "全部.xlsx", bytes });
    expect([first.preview?.refusalCount, first.preview?.refusals.length]).toEqual([240, 100]);
    const marked = await markRosterImport(runtime, { importId: first.id, ...whole() }, WORDS);
    const notes = readZip(marked?.bytes ?? new Uint8Array()).find(({ name }) => name === "xl/commentsMark1.xml");
    const places = Buffer.from(notes?.content ?? [])
      .toString("utf8")
      .matchAll(/<comment ref="([A-Z]+\d+)"/g);
    expect([...places].map(([, address]) => address)).toEqual(faults.map(({ address }) => address));
  });

  it("gives a text table back with the reasons in a column of their own, which is passed over again", async () => {
    const bytes = encodeGb18030(`赛项,姓名,证件号码,工作单位\r\n茶艺师,张一,${makeDocument()},北京运通电气有限公司\r\n`);
    const first = await readFile(runtime, scene.leader, own(), { fileName: "报名.csv", bytes });
    const marked = await markRosterImport(runtime, { importId: first.id, ...own() }, WORDS);
    const lines = Buffer.from(marked?.bytes ?? [])
      .toString("utf8")
      .split("\r\n");
    expect([lines[0], lines[1]?.endsWith(",错：event-unknown")]).toEqual(["\ufeff赛项,姓名,证件号码,工作单位,错误", true]);
    const again = await readFile(runtime, scene.leader, own(), {
      fileName: "报名.csv",
      bytes: marked?.bytes ?? new Uint8Array(),
    });
    expect(again.preview).toEqual(first.preview);
  });
});
