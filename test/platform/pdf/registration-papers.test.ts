/** The papers before and on the day as files: what stands on them, what must not, and that no name is lost or cut. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCardWords } from "#app/i18n/card-words.ts";
import { createCheckInSheet } from "#app/i18n/check-in-paper.ts";
import { createDrawSheet } from "#app/i18n/draw-paper.ts";
import { createOrderBook } from "#app/i18n/order-book.ts";
import type { EntryFacts, OccasionFacts, SeatFacts } from "#app/i18n/paper-words.ts";
import { createSummaryPaper, createSummarySheets } from "#app/i18n/summary-papers.ts";
import { readWorkbook, writeWorkbook } from "#app/platform/excel/index.ts";
import { type Badge, renderBadges, renderSeatCards } from "#app/platform/pdf/render-cards.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

const EVENT = { code: "DG", name: "电工", nameEn: "Electrician", cancelledAt: null };
const OCCASION: OccasionFacts = {
  name: "2026 年通州区职业技能大赛",
  nameEn: "Tongzhou Vocational Skills Competition 2026",
  venue: "通州区公共实训基地",
  startsOn: "2026-12-05T00:00:00Z",
  endsOn: "2026-12-06T00:00:00Z",
  printedAt: new Date("2026-11-20T01:00:00Z"),
  filingNumber: "京人社赛备〔2026〕18 号",
  hosts: [
    { name: "通州区", nameEn: "Tongzhou District", relation: "host-authority" },
    { name: "北京运河工匠职业技能培训学校", nameEn: "Canal School", relation: "organiser" },
  ],
  events: [EVENT, { code: "WL", name: "网络系统管理", nameEn: "IT Network Systems", cancelledAt: null }],
};
/** Long, rare, four characters, with a middle dot: each must come out whole. */
const NAMES = ["赵志强", "欧阳娜娜", "阿依古丽·买买提", "李𠮷祥", "㛃䶮", "迪丽热巴·迪力木拉提·阿卜杜热合曼"];
const UNIT = "北京运通电气自动化成套设备制造安装工程有限责任公司第二分公司技术中心";
const makeMember = (name: string) => ({
  name,
  sex: "female" as const,
  maskedDocument: "110112********1234",
  telephone: "13800000000",
  level: "senior" as const,
  yearsOfService: 12,
  employer: UNIT,
  school: "",
  trainingOrganisation: "",
  residence: { name: "通州区", nameEn: "Tongzhou District" },
});
const makeEntry = (name: string, index: number): EntryFacts => ({
  id: `entry-${index}`,
  eventCode: "DG",
  delegation: { name: "永顺镇代表队", nameEn: "Yongshun" },
  entrantNumber: `DG${String(index + 1).padStart(3, "0")}`,
  coach: "韩志远",
  status: "accepted",
  members: [makeMember(name)],
});
const ENTRIES = NAMES.map(makeEntry);
const PAIR: EntryFacts = { ...makeEntry("冯永强", 6), eventCode: "WL", members: ["冯永强", "唐丽娟"].map(makeMember) };
const SESSIONS = [1, 2].map((number) => ({
  number,
  place: `${number} 号实训楼`,
  startsAt: `2026-12-0${number + 4}T01:00:00Z`,
  endsAt: `2026-12-0${number + 4}T05:00:00Z`,
}));
const SEATS: readonly SeatFacts[] = ENTRIES.map(({ id, entrantNumber }, index) => ({
  entryId: id,
  entrantNumber: entrantNumber ?? "",
  sessionNumber: (index % 2) + 1,
  seatCode: `${(index % 2) + 1}-0${Math.floor(index / 2) + 1}`,
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
const squeeze = (text: string) => text.replace(/\s+/gu, "");
const read = (file: string, ...parameters: readonly string[]) => squeeze(run("pdftotext", ...parameters, "-raw", file, "-"));
const pagesOf = (file: string) => Number(/^Pages:\s+(\d+)$/m.exec(run("pdfinfo", file))?.[1]);

describe("报名汇总表", () => {
  it("lists every person by event on pages across, with masked documents and places to sign", async () => {
    const file = save(await renderPaper(await createSummaryPaper(OCCASION, [...ENTRIES, PAIR], "zh-CN")));
    const text = read(file);
    for (const name of [...NAMES, "冯永强", "唐丽娟"]) expect(text).toContain(name);
    expect(text).toContain("7个参赛队（人），8人");
    expect(text).toContain("WL网络系统管理1个参赛队（人），2人");
    expect(text).toContain("京人社赛备〔2026〕18号");
    expect(text).toContain("第1页/共");
    for (const signer of ["代表队（盖章）", "资格审查员", "承办单位（盖章）"]) expect(text).toContain(signer);
    expect(run("pdfinfo", file)).toMatch(/Page size:\s+841\.89 x 595\.28/);
  });

  it("is the same people as lists, one sheet an event, numbers of a team together", async () => {
    const { sheets } = await createSummarySheets(OCCASION, [...ENTRIES, PAIR], "zh-CN");
    const workbook = await readWorkbook(await writeWorkbook(sheets));
    if (!workbook.ok) throw new Error("the workbook cannot be read");
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["DG 电工", 6],
      ["WL 网络系统管理", 2],
    ]);
    const texts = JSON.stringify(workbook.value);
    for (const name of [...NAMES, "冯永强", "唐丽娟"]) expect(texts).toContain(name);
    expect(sheets[1]?.rows.map(([number, entrant]) => [number, entrant])).toEqual([
      [1, "DG007"],
      [1, "DG007"],
    ]);
  });

  it("holds 200 entries without losing one", async () => {
    const many = Array.from({ length: 200 }, (_, index) => makeEntry(`测试${String.fromCodePoint(0x4e00 + index)}`, index));
    const file = save(await renderPaper(await createSummaryPaper(OCCASION, many, "zh-CN")));
    const text = read(file);
    for (const { entrantNumber } of many) expect(text).toContain(entrantNumber);
    expect(pagesOf(file)).toBeGreaterThan(5);
  });
});

describe("检录单", () => {
  it("begins a page for each session, with the seats of that session only", async () => {
    const paper = await createCheckInSheet(OCCASION, EVENT, {
      locale: "zh-CN",
      only: null,
      sessions: SESSIONS,
      seats: SEATS,
      entries: ENTRIES,
      substitutions: [
        {
          entryId: SEATS[0]?.entryId ?? "",
          entrantNumber: SEATS[0]?.entrantNumber ?? "",
          outName: "旧人甲",
          inName: "新人乙",
          reason: "突发疾病",
          requestedAt: "2026-12-05T00:30:00Z",
        },
      ],
    });
    const file = save(await renderPaper(paper));
    expect(pagesOf(file)).toBe(2);
    const [first, second] = ["1", "2"].map((page) => read(file, "-f", page, "-l", page));
    expect(first).toContain("第1场1号实训楼");
    expect(first).toContain("现场更换选手");
    for (const part of ["旧人甲", "新人乙", "突发疾病"]) {
      expect(first).toContain(part);
      expect(second).not.toContain(part);
    }
    for (const name of ["赵志强", "阿依古丽·买买提", "㛃䶮"]) expect(first).toContain(name);
    for (const name of ["欧阳娜娜", "李𠮷祥"]) {
      expect(first).not.toContain(name);
      expect(second).toContain(name);
    }
  });
});

describe("抽签表", () => {
  it("has number, session and seat, and names neither person nor unit nor delegation", async () => {
    const file = save(
      await renderPaper(
        await createDrawSheet(OCCASION, EVENT, {
          locale: "zh-CN",
          only: null,
          sessions: SESSIONS,
          seats: SEATS,
          drawnFor: new Map(),
        }),
      ),
    );
    const text = read(file);
    expect(text).toContain("DG004第2场2-02");
    expect(text).toContain("见证人");
    for (const secret of [...NAMES, UNIT, "永顺镇"]) expect(text).not.toContain(secret);
  });
});

describe("a paper of one session", () => {
  const of = { locale: "zh-CN", only: 2, sessions: SESSIONS.slice(1), entries: ENTRIES, substitutions: [] } as const;
  const seats = SEATS.filter(({ sessionNumber }) => sessionNumber === 2);

  it("says in its title which, and has nobody of another", async () => {
    for (const [paper, title] of [
      [await createCheckInSheet(OCCASION, EVENT, { ...of, seats }), "检录单"],
      [await createDrawSheet(OCCASION, EVENT, { ...of, seats, drawnFor: new Map() }), "抽签表"],
    ] as const) {
      expect(paper.documentTitle).toBe(`${title}　${EVENT.code}　第 2 场`);
      expect(paper.title).toBe(`${title}　第 2 场`);
      const text = read(save(await renderPaper(paper)));
      expect(text).toContain(`${title}第2场`);
      for (const { entrantNumber, sessionNumber } of SEATS)
        expect([entrantNumber, text.includes(entrantNumber)]).toEqual([entrantNumber, sessionNumber === 2]);
    }
    const cards = await createCardWords(OCCASION, "en", { kind: "seat-cards", event: EVENT, only: 2 });
    expect(cards.documentTitle).toContain("Session 2");
  });

  it("of all sessions names none in its title", async () => {
    const paper = await createDrawSheet(OCCASION, EVENT, {
      locale: "zh-CN",
      only: null,
      sessions: SESSIONS,
      seats: SEATS,
      drawnFor: new Map(),
    });
    expect([paper.documentTitle, paper.title]).toEqual([`抽签表　${EVENT.code}`, "抽签表"]);
  });
});

describe("秩序册", () => {
  it("tells who holds it, what happens when, who judges and who has entered", async () => {
    const paper = await createOrderBook(OCCASION, {
      locale: "zh-CN",
      entries: [...ENTRIES, PAIR],
      schedule: [
        {
          startsAt: "2026-12-04T06:00:00Z",
          endsAt: "2026-12-04T08:00:00Z",
          place: "一层报告厅",
          title: { name: "领队会", nameEn: "Leaders' meeting" },
          session: null,
        },
        { ...(SESSIONS[0] as (typeof SESSIONS)[number]), title: EVENT, session: 1 },
      ],
      staff: [
        { role: "supervisor", event: null, names: ["马振华"] },
        { role: "chief-judge", event: EVENT, names: ["郑国栋"] },
      ],
    });
    const text = read(save(await renderPaper(paper)));
    for (const part of ["一、大赛概况", "二、组织机构", "三、日程安排", "四、裁判员名单", "五、参赛名单"])
      expect(text).toContain(part);
    expect(text).toContain("电工第1场比赛");
    expect(text).toContain("主办通州区");
    expect(text).toContain("裁判长郑国栋");
    for (const name of [...NAMES, "冯永强、唐丽娟"]) expect(text).toContain(name);
    expect(text).not.toContain("110112********1234");
  });

  it("says so where nothing is known yet", async () => {
    const paper = await createOrderBook(OCCASION, { locale: "en", entries: [], schedule: [], staff: [] });
    const text = run("pdftotext", "-raw", save(await renderPaper(paper)), "-");
    expect(text).toContain("The schedule will be announced.");
    expect(text).toContain("The entries will be announced.");
  });
});

describe("cards", () => {
  const makeBadge = (name: string, index: number): Badge => ({
    competition: OCCASION.name,
    title: "参赛证",
    event: "电工",
    name,
    unit: UNIT,
    numberLabel: "参赛号",
    entrantNumber: `DG00${index + 1}`,
    code: `SL1:TZ-2026:DG:DG00${index + 1}:7K2MPQ9RTX`,
    photo: null,
    photoLabel: "照片",
    hint: "凭本证和身份证件检录，请妥善保管。",
  });
  const open = async () => {
    const { documentTitle, createdAt, script } = await createCardWords(OCCASION, "zh-CN", {
      kind: "badges",
      event: EVENT,
      only: null,
    });
    return { documentTitle, createdAt, script };
  };

  it("are four badges a page, each name whole however long it is", async () => {
    const badges = NAMES.map(makeBadge);
    const file = save(await renderBadges(badges, await open()));
    expect(pagesOf(file)).toBe(2);
    const text = read(file);
    for (const name of NAMES) expect(text).toContain(name);
    expect(text.match(/DG00\d/g)).toHaveLength(6);
    expect((await renderBadges(badges, await open())).equals(await renderBadges(badges, await open()))).toBe(true);
  });

  it("are two seat cards a page, with the seat and nobody's name", async () => {
    const cards = ["1-01", "1-02", "2-01"].map((seatCode) => ({
      ...{ competition: OCCASION.name, event: "电工", title: "工位", seatCode },
      session: "第 1 场",
    }));
    const file = save(await renderSeatCards(cards, await open()));
    expect(pagesOf(file)).toBe(2);
    const text = read(file);
    for (const { seatCode } of cards) expect(text).toContain(seatCode);
    for (const secret of [...NAMES, UNIT]) expect(text).not.toContain(secret);
  });

  it("are never an empty file", async () => {
    await expect(renderBadges([], await open())).rejects.toThrow(RangeError);
  });
});
