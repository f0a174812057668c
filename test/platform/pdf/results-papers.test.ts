/** The papers of results as files: what stands on them, in which order, and what must not. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OccasionFacts } from "#app/i18n/paper-words.ts";
import {
  createRegisterList,
  createRegisterPaper,
  createScoreList,
  createScorePaper,
  createWinnersLists,
  createWinnersPaper,
  type RegisterRow,
  type ScoreSheetFacts,
  type WinnersFacts,
} from "#app/i18n/results-papers.ts";
import { readWorkbook, writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

const EVENT = { code: "DG", name: "电工", nameEn: "Electrician", cancelledAt: null };
const OCCASION: OccasionFacts = {
  name: "2026 年通州区职业技能大赛",
  nameEn: "Tongzhou Vocational Skills Competition 2026",
  venue: "通州区公共实训基地",
  startsOn: "2026-12-05T00:00:00Z",
  endsOn: "2026-12-06T00:00:00Z",
  printedAt: new Date("2026-12-06T10:00:00Z"),
  filingNumber: null,
  hosts: [{ name: "通州区", nameEn: "Tongzhou District", relation: "host-authority" }],
  events: [EVENT],
};
const DELEGATION = { name: "永顺镇代表队", nameEn: "Yongshun" };
const UNIT = "北京运通电气自动化成套设备制造安装工程有限责任公司第二分公司技术中心";
const member = (name: string) => ({ name, employer: UNIT, school: "" });

type Row = ScoreSheetFacts["rows"][number];
const row = (code: string, name: string | null, changes: Partial<Row>): Row => ({
  code,
  holder: name === null ? null : { delegation: DELEGATION, members: [member(name)] },
  parts: [],
  total: 8885,
  place: 1,
  scaleScore: null,
  award: null,
  status: "checked-in",
  ...changes,
});
const SHEET: ScoreSheetFacts = {
  blindLayers: 3,
  round: { number: 1, kind: "final", rounds: 1 },
  byName: true,
  columns: [
    { name: "理论", weight: 30 },
    { name: "实操", weight: 70 },
  ],
  maximum: 10000,
  hasScale: true,
  confirmedForms: 24,
  forms: 24,
  rows: [
    // (30 x 85.00 + 70 x 90.50) / 100 = 88.85
    row("DG002", "欧阳娜娜", { parts: [8500, 9050], total: 8885, scaleScore: 731, award: "first" }),
    row("DG001", "阿依古丽·买买提", { parts: [9000, 7000], total: 7600, place: 2, scaleScore: 700, award: "second" }),
    row("DG003", "李𠮷祥", { parts: [null, null], total: null, place: null, status: "absent" }),
  ],
};
const BLIND: ScoreSheetFacts = {
  ...SHEET,
  byName: false,
  hasScale: false,
  columns: [],
  rows: [row("K7WA", null, {}), row("K7WB", null, { place: 2, total: 7600 })],
};

const WINNERS: WinnersFacts = {
  supervisionTelephone: "010-6900 0000",
  events: [
    {
      eventCode: "DG",
      version: 2,
      publishedAt: "2026-12-07T01:00:00Z",
      closesAt: "2026-12-14T09:00:00Z",
      resultsHash: "a".repeat(64),
      winners: [
        { place: 1, award: "first", delegation: DELEGATION, coach: "韩志远", members: [member("欧阳娜娜"), member("李𠮷祥")] },
        { place: 2, award: "second", delegation: DELEGATION, coach: "", members: [member("阿依古丽·买买提")] },
      ],
    },
  ],
};

/** The evening in UTC is the next day in China. */
const HANDED_OUT: readonly RegisterRow["handOut"][] = [
  { at: "2026-12-06T17:00:00.000Z", way: "holder", taker: "" },
  null,
  { at: "2026-12-08T02:00:00.000Z", way: "team-leader", taker: "周领队" },
];
const REGISTER: readonly RegisterRow[] = Array.from({ length: 200 }, (_, index) => ({
  number: `TZ2026-${String(index + 1).padStart(5, "0")}`,
  holder: index === 3 ? "" : `测试${String.fromCodePoint(0x4e00 + index)}`,
  unit: UNIT,
  eventCode: "DG",
  kind: "prize",
  award: "third",
  issuedOn: "2026-12-06",
  state: index === 1 ? "revoked" : "in-force",
  handOut: HANDED_OUT[index] ?? null,
}));

let folder = "";
let saved = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "papers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(bytes: Uint8Array): string {
  saved += 1;
  const file = join(folder, `${saved}.pdf`);
  writeFileSync(file, bytes);
  return file;
}
const run = (tool: string, ...parameters: readonly string[]) => execFileSync(tool, parameters, { encoding: "utf8" });
/** Without blanks and line breaks: cells break names over lines. */
const read = (file: string) => run("pdftotext", "-raw", file, "-").replace(/\s+/gu, "");

async function readList(sheets: Parameters<typeof writeWorkbook>[0]): Promise<string> {
  const workbook = await readWorkbook(await writeWorkbook(sheets));
  if (!workbook.ok) throw new Error("the workbook cannot be read");
  return JSON.stringify(workbook.value);
}

describe("成绩汇总表", () => {
  const of = (sheet: ScoreSheetFacts) => ({ occasion: OCCASION, event: EVENT, sheet, locale: "zh-CN" as const });

  it("has parts, totals and awards by name, and three people to sign", async () => {
    const text = read(save(await renderPaper(await createScorePaper(of(SHEET)))));
    for (const word of ["理论（30%）", "实操（70%）", "85.00", "90.50", "88.85", "731", "一等奖", "欧阳娜娜", "李𠮷祥", "缺赛"])
      expect(text).toContain(word);
    for (const signer of ["裁判长", "统分员", "监督员"]) expect(text).toContain(signer);
  });

  it("names nobody while marks are blind, and gives no award", async () => {
    const paper = await createScorePaper(of(BLIND));
    const text = read(save(await renderPaper(paper)));
    expect(text).toContain("K7WA");
    expect(text).toContain("88.85");
    for (const word of ["姓名", "单位", "代表队", "奖项", "参赛号"]) expect(text).not.toContain(word);
  });

  it("calls codes what they are: where the seat is the code they are seats", async () => {
    for (const [blindLayers, word, other] of [
      [1, "评审号", "工位号"],
      [2, "工位号", "评审号"],
      [3, "评审号", "工位号"],
    ] as const) {
      const { sheets } = await createScoreList(of({ ...BLIND, blindLayers }));
      const headers = sheets[0]?.columns.map(({ header }) => header);
      expect([headers?.includes(word), headers?.includes(other)]).toEqual([true, false]);
      expect(read(save(await renderPaper(await createScorePaper(of({ ...BLIND, blindLayers })))))).toContain(word);
    }
  });

  it("keeps two decimals in a workbook", async () => {
    const { sheets } = await createScoreList(of(SHEET));
    expect(sheets[0]?.rows[1]).toContainEqual({ decimal: "76.00" });
    expect(await readList(sheets)).toContain("阿依古丽·买买提");
  });
});

describe("获奖名单公示", () => {
  it("says who won, until when and where to object, which publication it is, and no document", async () => {
    const text = read(save(await renderPaper(await createWinnersPaper(OCCASION, WINNERS, "zh-CN"))));
    for (const word of ["欧阳娜娜、李𠮷祥", "一等奖", "监督电话", "010-69000000", "第2次公示", "2026年12月7日", "2026年12月14日"])
      expect(text).toContain(word);
    expect(text).not.toMatch(/\d{6}\*+\d{4}|证件/);
    expect(text).toContain("2个参赛队（人），3人");
  });

  it("asks for the telephone where none was given", async () => {
    const paper = await createWinnersPaper(OCCASION, { ...WINNERS, supervisionTelephone: null }, "zh-CN");
    expect(read(save(await renderPaper(paper)))).toContain("（请在“赛前准备”中登记）");
  });

  it("is one sheet an event in a workbook", async () => {
    const { sheets } = await createWinnersLists(OCCASION, WINNERS, "en");
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([["DG Electrician", 2]]);
  });
});

describe("证书登记册", () => {
  it("has every certificate once, with a place to sign, and says what was revoked or erased", async () => {
    const file = save(await renderPaper(await createRegisterPaper(OCCASION, REGISTER, "zh-CN")));
    const text = read(file);
    for (const { number } of REGISTER) expect(text.split(number)).toHaveLength(2);
    for (const word of ["领取人签名", "已撤销", "（信息已删除）", "200份"]) expect(text).toContain(word);
    expect(text).toContain("第1页/共");
    for (const word of ["本人", "2026-12-07", "周领队（领队代领）", "2026-12-08"]) expect(text).toContain(word);
  });

  it("says who took it and on which day, in both languages, and nothing where nobody did", async () => {
    const takenOf = async (locale: "zh-CN" | "en") => {
      const { sheets } = await createRegisterList(OCCASION, REGISTER, locale);
      return sheets[0]?.rows.slice(0, 3).map((row) => row.slice(-2));
    };
    expect(await takenOf("zh-CN")).toEqual([
      ["本人", "2026-12-07"],
      ["", ""],
      ["周领队（领队代领）", "2026-12-08"],
    ]);
    expect(await takenOf("en")).toEqual([
      ["The holder", "2026-12-07"],
      ["", ""],
      ["周领队, team leader", "2026-12-08"],
    ]);
  });

  it("is the same rows in a workbook", async () => {
    const { sheets } = await createRegisterList(OCCASION, REGISTER, "zh-CN");
    expect(sheets[0]?.rows).toHaveLength(200);
    expect(await readList(sheets)).toContain("TZ2026-00200");
  });
});
