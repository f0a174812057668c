/** Names that are easily lost: through every way in, on screen, and on every list and paper that goes out. */
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readWorkbook } from "#app/platform/excel/workbook.ts";
import { getRoster } from "#app/queries/registration/get-roster.server.ts";
import { listRegistrations } from "#app/queries/registration/list-registrations.server.ts";
import { markRosterImport } from "#app/queries/registration/mark-roster-import.server.ts";
import { respondWithSummary } from "#app/routes/downloads/summary-response.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { must } from "../../support/competition-steps.ts";
import { readFileText } from "../../support/file-text.ts";
import { encodeGb18030 } from "../../support/gb18030.ts";
import {
  addRegistrationScene,
  makeDocument,
  makeRosterFile,
  type RegistrationScene,
  readFile,
  submitDrafts,
} from "../../support/registration-steps.ts";
import { createTestRuntime, describeOnEachDatabase, type TestRuntime } from "../../support/runtime.ts";

/** Beyond the basic plane, of four characters, with a middle dot, of rare characters, long. */
const NAMES = ["李𠮷祥", "欧阳娜娜", "买买提·吐尔逊", "㛃䶮", "迪丽热巴·迪力木拉提·阿卜杜热合曼"];
const EMPLOYER = "北京运通电气有限公司";
const WORDS = { sheet: "工作表", cell: "单元格", reason: "原因", say: ({ code }: { code: string }) => `错：${code}` };

/** In the order of its cells, which break long names over lines. */
const readPaper = (bytes: Buffer) => execFileSync("pdftotext", ["-raw", "-", "-"], { input: bytes, encoding: "utf8" });
const line = (name: string, event = "电工") => `${event},${name},${makeDocument()},${EMPLOYER}`;
const table = (lines: readonly string[]) => ["赛项,姓名,证件号码,工作单位", ...lines].join("\r\n");

describeOnEachDatabase("rare names", (provider) => {
  let runtime: TestRuntime;
  let scene: RegistrationScene;
  const place = () => ({ competitionId: scene.competitionId, delegationId: scene.delegationId });

  beforeAll(async () => {
    runtime = await createTestRuntime(provider);
  });
  afterAll(() => runtime.dispose());

  const formats = {
    "报名.xlsx": async () => (await makeRosterFile(NAMES.map((name) => ({ name, document: makeDocument() })))).bytes,
    "UTF-8.csv": async () => new Uint8Array(Buffer.from(`\ufeff${table(NAMES.map((name) => line(name)))}`, "utf8")),
    "GB18030.csv": async () => encodeGb18030(table(NAMES.map((name) => line(name)))),
  };

  it.each(Object.keys(formats) as (keyof typeof formats)[])(
    "come in by %s, and out on screen, in lists and on paper",
    async (fileName) => {
      scene = await addRegistrationScene(runtime);
      const { id, preview } = await readFile(runtime, scene.leader, place(), { fileName, bytes: await formats[fileName]() });
      expect(preview?.rows.map(({ name }) => name)).toEqual(NAMES);
      must(await storeRosterImport(runtime, scene.leader, { importId: id, ...place() }));

      const roster = await getRoster(runtime, scene.delegationId);
      expect(roster.entries.map(({ members }) => members.map(({ name }) => name))).toEqual(NAMES.map((name) => [name]));
      await submitDrafts(runtime, scene);
      const shown = JSON.stringify(await listRegistrations(runtime, scene.competitionId));
      for (const name of NAMES) expect(shown).toContain(name);

      const { competitionId, delegationId } = scene;
      for (const format of ["xlsx", "pdf"]) {
        const request = new Request("http://localhost/");
        const response = await respondWithSummary(runtime, request, { competitionId, delegationId, format });
        const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
        const text = (format === "pdf" ? readPaper(bytes) : readFileText(bytes)).replace(/\s/g, "");
        for (const name of NAMES) expect([format, text.includes(name)]).toEqual([format, true]);
        expect(text).not.toContain("李吉祥");
      }
    },
  );

  it("stay as they are in a file that comes back marked", async () => {
    scene = await addRegistrationScene(runtime);
    const people = [...NAMES.map((name) => ({ name })), { name: "张一", event: "茶艺师" }];
    const workbook = await readFile(runtime, scene.leader, place(), await makeRosterFile(people));
    const marked = await markRosterImport(runtime, { importId: workbook.id, ...place() }, WORDS);
    const read = await readWorkbook(marked?.bytes ?? new Uint8Array());
    const column = read.ok ? read.value.sheets[0]?.rows.slice(1).map((row) => row[2]?.value) : [];
    expect(column).toEqual(people.map(({ name }) => name));

    const bytes = encodeGb18030(table([line("李𠮷祥"), line("张一", "茶艺师")]));
    const text = await readFile(runtime, scene.leader, place(), { fileName: "报名.csv", bytes });
    const back = await markRosterImport(runtime, { importId: text.id, ...place() }, WORDS);
    expect(Buffer.from(back?.bytes ?? []).toString("utf8")).toContain("电工,李𠮷祥,");
  });
});
