/** Printed marking forms: everything that is asked reads back, the QR code scans, nothing leaves the page, the server goes on meanwhile. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { createMarkingFormWords } from "#app/i18n/marking-form-words.ts";
import { type MarkingFormTexts, type PaperSheet, renderMarkingForms } from "#app/platform/pdf/render-marking-forms.server.ts";

const PRINTED_AT = new Date("2026-11-20T01:00:00Z");
const STEPS = [
  { upTo: 20, mark: hundredths(800) },
  { upTo: 50, mark: hundredths(400) },
  { upTo: null, mark: hundredths(0) },
];
const KINDS: readonly Aspect[] = [
  {
    id: "A1.1",
    kind: "judgement",
    text: "布线整齐、美观",
    maximum: hundredths(200),
    descriptors: ["杂乱", "基本整齐", "整齐", "优于行业标准"],
  },
  {
    id: "A1.2",
    kind: "measurement",
    text: "外圆直径",
    maximum: hundredths(800),
    requirement: "⌀32±0.02",
    way: { kind: "table", unit: "mm", steps: STEPS },
  },
  { id: "A1.3", kind: "measurement", text: "急停按钮有效", maximum: hundredths(100), way: { kind: "yes-no" } },
  {
    id: "A1.4",
    kind: "measurement",
    text: "压接不良",
    maximum: hundredths(200),
    way: { kind: "deduction", each: hundredths(50) },
  },
  { id: "A1.5", kind: "measurement", text: "整体演示", maximum: hundredths(300), each: "trimmed-mean" },
  { id: "A1.6", kind: "measurement", text: "工具归位", detail: "工位清扫，废料入箱", maximum: hundredths(300) },
];
const SHEET: PaperSheet = {
  label: "JJ/tz2026/ELE/1/A1/7KQX",
  code: "7KQX",
  competition: "通州区“运河工匠”职业技能大赛",
  event: "电工（智能楼宇）",
  round: "决赛",
  day: 1,
  subCriterionId: "A1",
  subCriterionName: "图纸与布线",
  maximum: hundredths(1900),
  judges: ["王建国", "欧阳明月", "李雷"],
  aspects: KINDS,
};
const LONG: PaperSheet = {
  ...SHEET,
  judges: ["王建国", "欧阳明月", "李雷", "赵小兰", "钱多多", "孙尚香", "周Christopher"],
  aspects: Array.from({ length: 30 }, (_, index) => ({ ...(KINDS[index % KINDS.length] as Aspect), id: `A1.${index + 1}` })),
};

let folder = "";
let saved = 0;
let texts: MarkingFormTexts;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "marking-forms-"));
  texts = (await createMarkingFormWords("zh-CN", { spreadLimit: 1, event: "电工", blindLayers: 3 })).texts;
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, args: readonly string[]) => execFileSync(command, args, { encoding: "utf8" });

async function render(sheets: readonly PaperSheet[]): Promise<string> {
  saved += 1;
  const file = join(folder, `${saved}.pdf`);
  writeFileSync(file, await renderMarkingForms(sheets, texts, PRINTED_AT));
  return file;
}

const read = (file: string, page?: number) =>
  run("pdftotext", ["-raw", ...(page ? ["-f", String(page), "-l", String(page)] : []), file, "-"]).replace(/\s+/g, "");
const pagesOf = (file: string) => Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", [file]))?.[1]);

describe("a form", () => {
  it("has the word of its code: a seat where the seat is the code", async () => {
    for (const [blindLayers, word] of [
      [1, "评审号"],
      [2, "工位号"],
      [3, "评审号"],
    ] as const) {
      const words = await createMarkingFormWords("zh-CN", { spreadLimit: 1, event: "电工", blindLayers });
      expect(words.texts.code).toBe(word);
    }
    expect(read(await render([SHEET]))).toContain("评审号");
  });

  it("asks for everything, with a box for everyone who answers", async () => {
    const text = read(await render([SHEET]));
    for (const part of [
      "评分表",
      "7KQX",
      SHEET.competition,
      SHEET.event,
      "决赛·第1天",
      "A1图纸与布线",
      "配分19.00",
      ...SHEET.judges,
      "0杂乱",
      "1基本整齐",
      "2整齐",
      "3优于行业标准",
      "第1轮",
      "第2轮",
      "要求：Ø32±0.02",
      "≤0.02mm→8.00；≤0.05mm→4.00；其余→0.00",
      "每处扣0.50，扣完为止",
      "工位清扫，废料入箱",
      "评分裁判王建国",
      "录入人（一）",
      "录入人（二）",
      "确认人",
      "第1页/共1页",
      SHEET.label,
    ]) {
      expect(text, part).toContain(part);
    }
    for (const { id, text: asked } of KINDS) expect(text).toContain(id + (id === "A1.1" ? "评价" : "测量") + asked);
  });

  it("is drawn in black alone, in one embedded font", async () => {
    const file = await render([SHEET]);
    const fonts = run("pdffonts", [file]).trim().split("\n").slice(2);
    expect(fonts).toHaveLength(1);
    expect(fonts[0]).toMatch(/NotoSerifSC-Regular\s.*yes yes yes/);
    run("pdftoppm", ["-r", "50", "-singlefile", file, file]);
    const pixels = execFileSync("cat", [`${file}.ppm`]);
    const start = pixels.length - 3 * 413 * 585;
    const isGrey = (at: number) => pixels[at] === pixels[at + 1] && pixels[at] === pixels[at + 2];
    for (let at = Math.max(start, 20); at < pixels.length; at += 3) if (!isGrey(at)) expect.fail(`colour at ${at}`);
  });

  it("says so where a character of the scheme cannot be printed", async () => {
    const aspects = [{ ...(KINDS[5] as Aspect), text: "零件𡊠的位置" }];
    const text = read(await render([{ ...SHEET, aspects }]));
    expect(text).toContain("零件〓的位置");
    expect(text).toContain("〓为字库缺字");
    expect(read(await render([SHEET]))).not.toContain("〓");
  });
});

describe("a form of several pages", () => {
  it("repeats its head, numbers its pages and asks each aspect once", async () => {
    const file = await render([SHEET, LONG]);
    const pages = pagesOf(file);
    expect(pages).toBeGreaterThan(3);
    for (let page = 2; page <= pages; page += 1) {
      const text = read(file, page);
      expect(text).toContain("7KQX");
      expect(text).toContain(`第${page - 1}页/共${pages - 1}页`);
    }
    const text = read(file).replaceAll(/第\d+页/g, "");
    for (const { id } of LONG.aspects.slice(6)) expect(text.split(`${id}评价`).length + text.split(`${id}测量`).length).toBe(3);
    expect(read(file, pages)).toContain("确认人");
    expect(read(file, pages - 1)).not.toContain("确认人");
  });

  it("keeps every word on the page", async () => {
    const file = await render([LONG]);
    const boxes = run("pdftotext", ["-bbox", file, "-"]).matchAll(
      /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g,
    );
    let words = 0;
    for (const [, left, top, right, bottom] of boxes) {
      words += 1;
      expect(Number(left)).toBeGreaterThan(30);
      expect(Number(top)).toBeGreaterThan(20);
      expect(Number(right)).toBeLessThan(595.28 - 30);
      expect(Number(bottom)).toBeLessThan(841.89 - 15);
    }
    expect(words).toBeGreaterThan(100);
  });
});

describe("many forms", () => {
  const many = Array.from({ length: 120 }, (_, index) => ({
    ...SHEET,
    code: `R${index}`,
    label: `JJ/tz2026/ELE/1/A1/R${index}`,
  }));

  it("are one file whose pages are numbered form by form, the same bytes each time", async () => {
    const file = await render(many);
    expect(pagesOf(file)).toBe(120);
    expect(read(file).match(/第1页\/共1页/g)).toHaveLength(120);
    const once = await renderMarkingForms(many.slice(0, 5), texts, PRINTED_AT);
    expect((await renderMarkingForms(many.slice(0, 5), texts, PRINTED_AT)).equals(once)).toBe(true);
  });

  it("let others run between any two pages", async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await renderMarkingForms(many, texts, PRINTED_AT);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(120);
  });

  it("are at least one", async () => {
    await expect(renderMarkingForms([], texts, PRINTED_AT)).rejects.toThrow(RangeError);
  });
});
