/** 加密表 and 解密记录 as files: what stands on them, what must not, over several pages and with long names. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BlindLayer, type BlindLine, describeLayer, openLine, readLayer } from "#app/domain/blinding/layers.ts";
import {
  createCodeSheetList,
  createCodeSheetPaper,
  createUnblindingLists,
  createUnblindingPaper,
  type UnblindingFacts,
} from "#app/i18n/blinding-papers.ts";
import type { OccasionFacts } from "#app/i18n/paper-words.ts";
import { readWorkbook, writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";

const EVENT = { code: "DG", name: "电工", nameEn: "Electrician" };
const OF = { event: EVENT, roundKind: "final" as const };
const OCCASION: OccasionFacts = {
  name: "2026 年通州区职业技能大赛",
  nameEn: "Tongzhou Vocational Skills Competition 2026",
  venue: "通州区公共实训基地",
  startsOn: "2026-12-05T00:00:00Z",
  endsOn: "2026-12-06T00:00:00Z",
  printedAt: new Date("2026-12-05T10:00:00Z"),
  filingNumber: "京人社赛备〔2026〕18 号",
  hosts: [],
  events: [{ ...EVENT, cancelledAt: null }],
};
const LONG = "迪丽热巴·迪力木拉提·阿卜杜热合曼";
const UNIT = "北京运通电气自动化成套设备制造安装工程有限责任公司第二分公司代表队";
/** 60 works; some are of a team, some have long names. */
const LINES = Array.from({ length: 60 }, (_, index): BlindLine => {
  const number = String(index + 1).padStart(3, "0");
  return {
    names: index % 20 === 7 ? [LONG, "李𠮷祥", "㛃䶮"] : index === 3 ? [LONG] : [`选手${number}`],
    delegation: { name: index % 10 === 3 ? UNIT : "永顺镇代表队", nameEn: "Yongshun" },
    entrantNumber: `DG${number}`,
    seatCode: `2-${number}`,
    code: `K${number}`,
    publicCode: String(4000 + index),
  };
});
const ASKED = { displayName: "沈静", at: "2026-12-05T09:10:00Z" };
const CONFIRMED = { displayName: "顾明远", at: "2026-12-05T09:25:00Z" };

function sheetOf(layer: BlindLayer, layers: BlindLayer) {
  const { from, to } = describeLayer(layer, layers);
  const rows = LINES.map((line) => ({
    ...readLayer(line, layer, layers),
    delegation: from === "person" ? line.delegation : null,
  }));
  return { layer, session: null, from, to, rows };
}

function recordOf(layers: BlindLayer, lines: readonly BlindLine[]): UnblindingFacts {
  const all = ([3, 2, 1] as const).filter((layer) => layer <= layers);
  return {
    submittedAt: "2026-12-05T08:00:00Z",
    layers: all.map((layer) => ({ layer, ...describeLayer(layer, layers), requested: ASKED, confirmed: CONFIRMED })),
    present: [{ name: "欧阳·阿依古丽", duty: "承办单位代表" }],
    lines: lines.map((line) => openLine(line, all, layers)),
  };
}

let folder = "";
let saved = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "blinding-papers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function save(bytes: Uint8Array): string {
  saved += 1;
  const file = join(folder, `blinding-${saved}.pdf`);
  writeFileSync(file, bytes);
  return file;
}
const run = (tool: string, ...parameters: readonly string[]) => execFileSync(tool, parameters, { encoding: "utf8" });
const squeeze = (text: string) => text.replace(/\s+/gu, "");
const read = (file: string) => squeeze(run("pdftotext", "-raw", file, "-"));
const pagesOf = (file: string) => Number(/^Pages:\s+(\d+)$/m.exec(run("pdfinfo", file))?.[1]);

describe("加密表", () => {
  it.each([
    [1, ["选手", "代表队", "参赛号", LONG, UNIT, "DG060"], ["2-001", "K001", "4000"]],
    [2, ["参赛号", "工位号", "DG001", "2-060"], ["选手001", "代表队", "K001", "4000"]],
    [3, ["工位号", "评审号", "2-001", "K060"], ["选手001", "代表队", "DG001", "4000"]],
  ] as const)(
    "of layer %i says what it replaces by what and nothing of the others, with lines to sign",
    async (layer, own, others) => {
      const file = save(await renderPaper(await createCodeSheetPaper(OCCASION, OF, sheetOf(layer, 3), "zh-CN")));
      const text = read(file);
      for (const word of own) expect(text).toContain(squeeze(word));
      // The heading names the event, whose code is in every entrant number.
      for (const word of others) expect(text).not.toContain(word);
      for (const word of ["加密裁判", "监督员", "密封保存", "60份", "决赛"]) expect(text).toContain(word);
      const pages = pagesOf(file);
      expect(pages).toBeGreaterThan(1);
      for (let page = 1; page <= pages; page += 1) expect(text).toContain(`第${page}页/共${pages}页`);
      expect(run("pdfinfo", file)).toMatch(/Page size:\s+595\.28 x 841\.89/);
    },
  );

  it("of one session says in its title which", async () => {
    const sheet = { ...sheetOf(3, 3), session: 2 };
    const paper = await createCodeSheetPaper(OCCASION, OF, sheet, "zh-CN");
    expect(paper.title).toBe("加密表（三次加密）　第 2 场");
    expect(paper.documentTitle).toContain("第 2 场");
    expect((await createCodeSheetList(OCCASION, OF, sheet, "en")).fileName).toContain("Session 2");
  });

  it("is a list too, and in English", async () => {
    const { sheets, fileName } = await createCodeSheetList(OCCASION, OF, sheetOf(1, 1), "en");
    expect(fileName).toBe("DG Blinding sheet (First layer)");
    const workbook = await readWorkbook(await writeWorkbook(sheets));
    if (!workbook.ok) throw new Error("the workbook cannot be read");
    const texts = JSON.stringify(workbook.value);
    for (const word of [LONG, "Yongshun", "K060"]) expect(texts).toContain(word);
    for (const word of ["DG001", "2-001"]) expect(texts).not.toContain(word);
  });
});

describe("解密记录", () => {
  it("has both people of each layer with their times, those present, the whole mapping, and who signs", async () => {
    const file = save(await renderPaper(await createUnblindingPaper(OCCASION, OF, recordOf(3, LINES), "zh-CN")));
    const text = read(file);
    for (const word of ["三次加密", "二次加密", "一次加密", "沈静", "顾明远", "17:10", "17:25", "16:00"])
      expect(text).toContain(word);
    for (const word of ["欧阳·阿依古丽", "承办单位代表", "加密裁判沈静", "监督员顾明远", "裁判长"]) expect(text).toContain(word);
    for (const { names, code, seatCode, entrantNumber, publicCode } of LINES) {
      for (const word of [...names, code, seatCode, entrantNumber, publicCode]) expect(text).toContain(word);
    }
    expect(text).toContain(UNIT);
    expect(text).toContain(`第1页/共${pagesOf(file)}页`);
  });

  it("of two layers has the seat once, which is the code", async () => {
    const lines = LINES.map((line) => ({ ...line, code: line.seatCode }));
    const text = read(save(await renderPaper(await createUnblindingPaper(OCCASION, OF, recordOf(2, lines), "zh-CN"))));
    expect(text).not.toContain("评审号");
    expect(text.split("2-060")).toHaveLength(2);
    expect(text).not.toContain("三次加密");
  });

  it("says so where nobody else was present, and is lists too", async () => {
    const alone = { ...recordOf(1, LINES), present: [] };
    expect(read(save(await renderPaper(await createUnblindingPaper(OCCASION, OF, alone, "zh-CN"))))).toContain(
      "没有记入其他在场人员",
    );
    const { sheets } = await createUnblindingLists(OCCASION, OF, recordOf(3, LINES), "zh-CN");
    expect(sheets.map(({ name }) => name)).toEqual(["作品代码对应表", "经过与在场人员"]);
    const workbook = await readWorkbook(await writeWorkbook(sheets));
    if (!workbook.ok) throw new Error("the workbook cannot be read");
    const texts = JSON.stringify(workbook.value);
    for (const word of [LONG, "K060", "欧阳·阿依古丽", "顾明远"]) expect(texts).toContain(word);
  });
});
