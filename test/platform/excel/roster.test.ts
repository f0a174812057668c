/** Roster workbooks as other programs write them, read and checked to the end; and the template, read back. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeRegionIndex } from "#app/domain/organisations/region-label.ts";
import { checkRoster } from "#app/domain/registration/roster.ts";
import type { RosterContext, RosterRow } from "#app/domain/registration/roster-facts.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { readRoster, writeRosterTemplate } from "#app/platform/excel/index.ts";
import { parseRoster } from "#app/platform/excel/read-roster.ts";
import { findColumn, translateDocumentKind, translateLevel } from "#app/platform/excel/roster-words.ts";
import { readWorkbook } from "#app/platform/excel/workbook.ts";
import { readZip } from "#app/platform/files/zip.ts";
import { makeWorkbook, readFixture, type Values } from "./fixtures.ts";

const ORGANISATIONS: { name: string; kind: OrganisationKind; regionCode: string }[] = JSON.parse(
  readFileSync(new URL("../../../seeds/demo/organisations.json", import.meta.url), "utf8"),
);

const CONTEXT: RosterContext = {
  delegationId: "d-1",
  delegations: [{ id: "d-1", name: "通州区代表队" }],
  events: [
    { id: "electrician", name: "电工", group: "workers", entryKind: "individual", size: 1 },
    { id: "network", name: "网络系统管理", group: "workers", entryKind: "pair", size: 2 },
    { id: "mechatronics", name: "机电一体化", group: "workers", entryKind: "trio", size: 3 },
  ],
  organisations: ORGANISATIONS.map((organisation, index) => ({ id: `o-${index + 1}`, ...organisation })),
  regions: makeRegionIndex([{ code: "110112", name: "通州区", nameEn: "Tongzhou", within: [] }]),
  findExisting: () => [],
  findFixedName: () => null,
  onDate: "2025-09-01",
  oneEventPerPerson: true,
};

async function readRows(bytes: Uint8Array): Promise<readonly RosterRow[]> {
  const roster = await readRoster(bytes);
  if (!roster.ok) throw new Error(JSON.stringify(roster.refusals));
  return roster.value;
}

describe("the rosters of the three delegations", () => {
  it.each(["a", "b", "c"])("roster-tongzhou-%s.xlsx has 24 people in 12 entries and no fault", async (letter) => {
    const report = checkRoster(await readRows(readFixture(`roster-tongzhou-${letter}.xlsx`)), CONTEXT);
    expect(report.refusals).toEqual([]);
    expect(report.rows).toHaveLength(24);
    expect(report.counts).toEqual({ added: 12, changed: 0, unchanged: 0, refused: 0 });
    for (const event of CONTEXT.events) {
      const entries = report.entries.filter((entry) => entry.eventId === event.id);
      expect(entries.map((entry) => entry.members.length)).toEqual([event.size, event.size, event.size, event.size]);
    }
    const members = report.entries.flatMap((entry) => entry.members);
    expect(members.every((member) => member.employerId !== null && member.trainingOrganisationId !== null)).toBe(true);
    expect(
      members.every((member) => member.level !== null && member.coach !== null && /^138\d{8}$/.test(member.phone ?? "")),
    ).toBe(true);
  });

  it("holds 72 different people", async () => {
    const all = await Promise.all(["a", "b", "c"].map((letter) => readRows(readFixture(`roster-tongzhou-${letter}.xlsx`))));
    expect(new Set(all.flat().map((row) => row.cells.documentNumber?.text)).size).toBe(72);
  });

  it("gives rows and cells as the spreadsheet counts them", async () => {
    const [first] = await readRows(readFixture("roster-tongzhou-a.xlsx"));
    expect(first).toMatchObject({
      sheet: "报名表",
      row: 3,
      cells: { name: { text: "赵志强", type: "text" } },
      letters: { name: "C" },
    });
    const merged = (await readRows(readFixture("roster-tongzhou-b.xlsx"))).find(
      (row) => row.sheet === "网络系统管理" && row.row === 3,
    );
    expect(merged?.cells).toMatchObject({ event: { text: "网络系统管理" }, teamNumber: { text: "1" } });
    expect(merged?.letters?.event).toBe("C");
  });
});

describe("roster-faults.xlsx", () => {
  it("shows every fault once, at its row and cell", async () => {
    const report = checkRoster(await readRows(readFixture("roster-faults.xlsx")), CONTEXT);
    expect(report.refusals.map(({ row, column, address, code }) => `${row} ${column} ${address} ${code}`)).toEqual([
      "3 documentNumber E3 id-check-digit",
      "4 documentNumber E4 id-stored-as-number",
      "5 documentNumber E5 duplicate-in-file",
      "6 employer F6 organisation-unknown",
      "7 event A7 event-unknown",
      "8 name null name-missing",
      "9 name C9 name-characters",
      "10 teamNumber B10 team-size",
      "11 level I11 level-unknown",
      "12 school G12 group-mismatch",
      "13 documentNumber E13 under-age",
      "14 documentNumber E14 id-date",
      "15 documentNumber E15 id-length",
      "16 documentNumber E16 id-region",
      "17 documentKind D17 document-kind-unknown",
      "18 documentNumber null document-missing",
      "19 teamNumber null team-number-missing",
      "20 employer null employer-missing",
      "21 employer F21 cell-error",
    ]);
    expect(report.counts).toEqual({ added: 1, changed: 0, unchanged: 0, refused: 19 });
  });
});

describe("readRoster", () => {
  const headers = ["赛项", "姓名", "证件号码", "工作单位"];
  const person = ["电工", "李雷", "11010519491231002X", "北京运通电气有限公司"];

  function refusals(sheets: Readonly<Record<string, Values>>): unknown {
    const roster = parseRoster(makeWorkbook(sheets));
    return roster.ok ? [] : roster.refusals;
  }

  function rowsOf(sheets: Readonly<Record<string, Values>>): readonly RosterRow[] {
    const roster = parseRoster(makeWorkbook(sheets));
    if (!roster.ok) throw new Error(JSON.stringify(roster.refusals));
    return roster.value;
  }

  it("names the columns that are missing, with the row of the headers", () => {
    expect(refusals({ 表: [["报名表"], ["赛项", "姓名", "联系电话"], ["电工", "李雷", "1"]] })).toEqual([
      { code: "roster-column-missing", params: { column: "documentNumber" }, sheet: "表", row: 2, column: null, address: null },
      { code: "roster-column-missing", params: { column: "employer" }, sheet: "表", row: 2, column: null, address: null },
    ]);
    expect(
      refusals({
        表: [
          ["赛项", "姓名", "证件号码", "就读院校"],
          ["电工", "李雷", "1", "某校"],
        ],
      }),
    ).toEqual([]);
  });

  it("refuses a column that stands twice, a workbook without headers, and headers without people", () => {
    expect(
      refusals({
        表: [
          [...headers, "身份证号"],
          [...person, "x"],
        ],
      }),
    ).toMatchObject([{ code: "roster-column-twice", params: { column: "documentNumber" }, address: "E1" }]);
    expect(refusals({ 表: [["购物清单"], ["牛奶", 2]] })).toMatchObject([{ code: "roster-header-missing", sheet: null }]);
    expect(refusals({ 表: [headers, ["注：请用文本格式"]] })).toMatchObject([{ code: "roster-without-rows" }]);
  });

  it("answers the reason for a file that is no workbook", async () => {
    expect(await readRoster(readFixture("not-a-spreadsheet.xlsx"))).toEqual({
      ok: false,
      refusals: [{ code: "workbook-not-a-spreadsheet", sheet: null, row: null, column: null, address: null }],
    });
  });

  it("passes over sheets that explain, lists of contacts and remarks, and reads several sheets", () => {
    const rows = rowsOf({
      填写示例: [headers, ["电工", "示例甲", "1", "某公司"]],
      领队: [
        ["姓名", "单位", "联系电话"],
        ["王五", "某公司", "1"],
      ],
      一: [headers, person, [], ["备注：以上人员已核对"], person],
      二: [["*赛项：", "姓 名", "证件\n号码（18位）", "工作单位\r\n(全称)"], person],
    });
    expect(rows.map((row) => `${row.sheet} ${row.row}`)).toEqual(["一 2", "一 5", "二 2"]);
  });

  it("keeps a row that has anything but a remark, so that nobody is lost in silence", () => {
    const rows = rowsOf({ 一: [headers, [null, "李雷"], ["电工"], person, ["合计", null, null, "3人"]] });
    expect(rows.map((row) => row.row)).toEqual([2, 3, 4]);
  });

  it("tells numbers, dates and errors apart from text", () => {
    const lost = Number("110112199003071234");
    const date = new Date(Date.UTC(2025, 0, 1));
    const [row] = rowsOf({
      一: [
        [...headers, "队伍编号"],
        ["电工", "李雷", lost, "某公司", date],
      ],
    });
    expect(row?.cells.documentNumber?.type).toBe("number");
    expect(row?.cells.teamNumber?.type).toBe("date");
  });
});

describe("the words of the form", () => {
  it("knows headers loosely", () => {
    expect(
      ["*姓 名", "证件号码（文本格式）", "身份证号码", "教练/指导教师", "单位名称：", "序号", "性别"].map(findColumn),
    ).toEqual(["name", "documentNumber", "documentNumber", "coach", "employer", null, null]);
  });

  it("translates closed lists and leaves other words alone", () => {
    expect(
      ["高级工", "三级/高级工", "高级工（三级）", "三级", "高级技师", "无", "-", "", "九级工", "三级/技师"].map(translateLevel),
    ).toEqual(["senior", "senior", "senior", "senior", "senior-technician", "", "", "", "九级工", "三级/技师"]);
    expect(["身份证", "居民身份证", "护照", "台胞证", "永居证", "军官证"].map(translateDocumentKind)).toEqual([
      "resident-id",
      "resident-id",
      "passport",
      "taiwan-permit",
      "permanent-residence-card",
      "军官证",
    ]);
  });
});

it("takes a date of birth as a spreadsheet keeps dates, and a date of nothing else", async () => {
  const { writeXlsx } = await import("hucre/xlsx");
  const style = { numFmt: "yyyy-mm-dd" };
  const header = ["赛项", "姓名", "证件类型", "证件号码", "出生日期", "工作单位", "联系电话"];
  const unit = ORGANISATIONS.find(({ kind }) => kind === "enterprise")?.name ?? "";
  const born = new Date("1990-03-07T00:00:00Z");
  const rows = [
    header,
    ["电工", "李雷", "护照", "E12345678", born, unit, "13800001111"],
    ["电工", "王芳", "护照", "E12345679", born, unit, born],
  ];
  const cells = new Map(["1,4", "2,4", "2,6"].map((at) => [at, { style }]));
  const report = checkRoster(await readRows(await writeXlsx({ sheets: [{ name: "报名表", rows, cells }] })), CONTEXT);
  expect(report.refusals.map(({ address, code }) => `${address} ${code}`)).toEqual(["G3 cell-date"]);
  expect(report.entries[0]?.members[0]?.birthDate).toBe("1990-03-07");
});

describe("writeRosterTemplate", () => {
  const choices = {
    events: CONTEXT.events.map((event) => ({ ...event, clauses: event.id === "network" ? ["年满 18 周岁"] : [] })),
    delegations: null,
    organisations: ORGANISATIONS.map(({ name }) => name),
    schools: ORGANISATIONS.filter(({ kind }) => kind === "school").map(({ name }) => name),
  };

  it("has headers, an example and choices, and holds no people yet", async () => {
    const template = await writeRosterTemplate(choices);
    const workbook = await readWorkbook(template);
    expect(workbook.ok && workbook.value.sheets.map((sheet) => [sheet.name, sheet.isHidden, sheet.rows.length])).toEqual([
      ["报名表", false, 1],
      ["填写示例", false, 3],
      ["选项", true, 30],
    ]);
    const roster = await readRoster(template);
    expect(roster.ok ? [] : roster.refusals).toMatchObject([{ code: "roster-without-rows" }]);
  });

  it("offers drop-downs from the hidden sheet and keeps numbers as text", async () => {
    const { openXlsx } = await import("hucre/xlsx");
    const template = await openXlsx(await writeRosterTemplate(choices));
    const validations = template.sheets[0]?.dataValidations ?? [];
    expect(validations.map(({ range, formula1 }) => `${range} ${formula1}`)).toEqual([
      "A2:A501 '选项'!$A$1:$A$3",
      "D2:D501 '选项'!$B$1:$B$6",
      "G2:G501 '选项'!$C$1:$C$30",
      "I2:I501 '选项'!$C$1:$C$30",
      "H2:H501 '选项'!$D$1:$D$3",
      "K2:K501 '选项'!$E$1:$E$8",
    ]);
  });

  it("notes on each header what to put there, and on the event what it asks of its people", async () => {
    const parts = readZip(await writeRosterTemplate(choices));
    const text = (name: string) => Buffer.from(parts.find((part) => part.name === name)?.content ?? []).toString("utf8");
    const comments = text("xl/comments1.xml");
    expect(comments.match(/<comment ref="[A-P]1"/g)).toHaveLength(15);
    expect(comments).toContain("网络系统管理：每队 2 人，每人一行。组别：职工组。");
    expect(comments).toContain("- 年满 18 周岁");
    expect(text("xl/worksheets/sheet1.xml")).toMatch(/<dataValidation [^>]*type="list"[^>]*sqref="D2:D501"/);
    expect(text("xl/styles.xml")).toContain('formatCode="@"');
  });
});
