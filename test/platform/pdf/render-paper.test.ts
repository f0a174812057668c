/** Papers of the hall as files: text as others read it, page numbers, tables over pages, embedded fonts, and nothing that vanishes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import {
  type CorrectionPaperFacts,
  createCorrectionPaper,
  createRecheckPaper,
  type RecheckPaperFacts,
} from "#app/i18n/recheck-papers.ts";
import { type Paper, renderPaper } from "#app/platform/pdf/render-paper.server.ts";

const AT = new Date("2026-11-20T08:30:00Z");
const NAMED = {
  competition: { name: "2026 年通州区职业技能大赛", nameEn: "Tongzhou Skills Competition 2026" },
  event: { name: "数控车", nameEn: "CNC Turning" },
};

const CORRECTION: CorrectionPaperFacts = {
  blindLayers: 3,
  ...NAMED,
  at: AT,
  code: "R7K2",
  subCriterionId: "A1",
  subCriterionName: "图纸",
  state: "corrected",
  reason: "A1.2 录入时小数点错位，原测量记录为 0.80。",
  requested: { displayName: "冯永强", at: "2026-11-20T03:00:00Z" },
  chiefJudge: { displayName: "郑国栋", at: "2026-11-20T03:05:00Z" },
  supervisor: { displayName: "马振华", at: "2026-11-20T03:07:00Z" },
  refused: null,
  corrected: { displayName: "苏婉婷", at: "2026-11-20T03:20:00Z" },
  markBefore: 1000,
  markAfter: 280,
  maximum: 1000,
  aspects: [
    { id: "A1.1", text: "图面布局与线型", maximum: 200, before: 200, after: 200 },
    { id: "A1.2", text: "主视图尺寸标注", maximum: 800, before: 800, after: 80 },
  ],
  team: ["冯永强", "唐丽娟", "韩志远"],
};

const RECHECK: RecheckPaperFacts = {
  blindLayers: 3,
  ...NAMED,
  at: AT,
  rule: { topPlaces: 3, percent: 15, errorPercent: 20 },
  codes: 20,
  drawn: { by: "马振华", at: "2026-11-20T08:00:00Z", seed: "kK1o-9aXbY7Qw2" },
  extendedAt: null,
  checked: 6,
  errors: 1,
  items: ["R101", "R102", "R103", "R110", "R115", "R119"].map((code, index) => ({
    code,
    basis: index < 3 ? "top" : "random",
    outcome: index === 4 ? "error" : "agrees",
    note: index === 4 ? "B1.2 与签字记录不符" : "",
    checkedBy: "马振华",
    correction: index === 4 ? "corrected" : "none",
  })),
};

let folder = "";
let saved = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "papers-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function save(paper: Paper): Promise<string> {
  saved += 1;
  const file = join(folder, `${saved}.pdf`);
  writeFileSync(file, await renderPaper(paper));
  return file;
}

function run(tool: string, parameters: readonly string[]): string {
  return execFileSync(tool, parameters, { encoding: "utf8" });
}

/** What a reader finds, as it is laid out. */
function read(file: string, more: readonly string[] = []): string {
  return run("pdftotext", ["-layout", ...more, file, "-"]);
}

/** Without blanks, which readers guess from the gaps between Chinese characters. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

describe("更正单", () => {
  it("says what, which code, each aspect before and after, why, and who signs", async () => {
    const text = read(await save(await createCorrectionPaper(CORRECTION, "zh-CN")));
    for (const part of [
      "评分表更正单",
      "2026 年通州区职业技能大赛",
      "数控车",
      "R7K2",
      "A1 图纸",
      "A1.2 录入时小数点错位，原测量记录为 0.80。",
      "A1.1 图面布局与线型 2.00 2.00 2.00",
      "A1.2 主视图尺寸标注 8.00 8.00 0.80",
      "合计 10.00 10.00 2.80",
      "得分由 10.00 改为 2.80。",
      "申请 冯永强，2026年11月20日（周五）11:00",
      "裁判长批准 郑国栋",
      "监督员批准 马振华",
      "重新确认 苏婉婷",
      "评分裁判（冯永强、唐丽娟、韩志远）",
      "裁判长（郑国栋）",
      "监督员（马振华）",
      "日期：",
      "第 1 页 / 共 1 页",
    ])
      expect(squeeze(text)).toContain(squeeze(part));
    expect(text.match(/日期：/g)).toHaveLength(3);
  });

  it("says when nothing was changed, and when it was refused and why", async () => {
    const same = CORRECTION.aspects.map((aspect) => ({ ...aspect, after: aspect.before }));
    const kept = read(await save(await createCorrectionPaper({ ...CORRECTION, markAfter: 1000, aspects: same }, "zh-CN")));
    expect(squeeze(kept)).toContain("重新核对后得分未变，仍为10.00。");
    const refused = {
      ...CORRECTION,
      state: "refused",
      supervisor: null,
      corrected: null,
      markAfter: null,
      aspects: CORRECTION.aspects.map((aspect) => ({ ...aspect, after: null })),
      refused: { displayName: "马振华", at: "2026-11-20T03:10:00Z", reason: "原件与录入一致。" },
    } as const;
    const text = read(await save(await createCorrectionPaper(refused, "zh-CN")));
    for (const part of ["未批准", "原件与录入一致。", "不批准 马振华"]) expect(squeeze(text)).toContain(squeeze(part));
    expect(text).not.toContain("得分由");
  });
});

describe("复核表", () => {
  it("says the rule, the seed and how to draw again, each code with its outcome, and who signs", async () => {
    const text = read(await save(await createRecheckPaper(RECHECK, "zh-CN")));
    for (const part of [
      "成绩复核表",
      "前 3 名全部复核；其余随机抽取不少于 15%；差错率超过 20% 时全部复核。",
      "kK1o-9aXbY7Qw2",
      '["recheck", 种子, 评审号]',
      "6 / 20 个评审号",
      "1 R101 前列名次 一致",
      "5 R115 随机抽取 有差错",
      "B1.2 与签字记录不符",
      "已更正",
      "应核对 6 份，已核对 6 份，其中有差错 1 份。 未扩大复核。",
      "复核人（马振华）",
    ])
      expect(squeeze(text)).toContain(squeeze(part));
  });

  it("runs over several pages with its header on each, and says which page of how many", async () => {
    const items = Array.from({ length: 150 }, (_, index) => ({
      ...(RECHECK.items[index % 6] as RecheckPaperFacts["items"][number]),
      code: `R${1000 + index}`,
    }));
    const file = await save(await createRecheckPaper({ ...RECHECK, items, codes: 150 }, "zh-CN"));
    const pages = Number(/Pages:\s+(\d+)/.exec(run("pdfinfo", [file]))?.[1]);
    expect(pages).toBeGreaterThan(3);
    const found = new Set<string>();
    for (let page = 1; page <= pages; page += 1) {
      const text = read(file, ["-f", String(page), "-l", String(page)]);
      expect(squeeze(text)).toContain(`第${page}页/共${pages}页`);
      const codes = text.match(/R1\d{3}\b/g) ?? [];
      for (const code of codes) found.add(code);
      if (codes.length > 0) expect(squeeze(text)).toContain("评审号入选原因");
    }
    expect(found.size).toBe(150);
  });
});

describe.each(LOCALES)("where the seat is the code, in %s", (locale) => {
  it("both papers speak of seats, and of no review code", async () => {
    const of = { blindLayers: 2, extendedAt: "2026-11-20T08:30:00Z" } as const;
    const papers = [
      await createRecheckPaper({ ...RECHECK, ...of }, locale),
      await createCorrectionPaper({ ...CORRECTION, ...of }, locale),
    ];
    for (const paper of papers) {
      const text = read(await save(paper));
      expect(text).toMatch(locale === "en" ? /Seat/ : /工位号/);
      expect(text).not.toMatch(/评审号|[Rr]eview code/);
    }
  });
});

describe.each(LOCALES)("every paper in %s", (locale) => {
  it("is A4, of embedded subsets, and the same bytes each time", async () => {
    for (const paper of [await createCorrectionPaper(CORRECTION, locale), await createRecheckPaper(RECHECK, locale)]) {
      const file = await save(paper);
      expect(run("pdfinfo", [file])).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
      for (const row of run("pdffonts", [file]).trim().split("\n").slice(2)) {
        expect(row).toMatch(/^[A-Z]{6}\+NotoSerifSC-Regular\s.*Identity-H\s+yes yes yes\s/);
      }
      expect((await renderPaper(paper)).equals(await renderPaper(paper))).toBe(true);
    }
  });
});

it("marks a character that the fonts lack instead of losing it", async () => {
  const text = read(await save(await createCorrectionPaper({ ...CORRECTION, reason: "𡊠字\n第二行" }, "zh-CN")));
  expect(squeeze(text)).toContain("〓字");
  expect(squeeze(text)).toContain("第二行");
});

it("keeps words and lines inside the margins and off each other", async () => {
  const long = "一段很长的原因，".repeat(60);
  const file = await save(
    await createCorrectionPaper({ ...CORRECTION, reason: long, team: Array(5).fill("欧阳若琳兰") }, "zh-CN"),
  );
  const words = [
    ...run("pdftotext", ["-bbox", file, "-"]).matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g),
  ];
  expect(words.length).toBeGreaterThan(40);
  for (const [, left, top, right, bottom] of words) {
    expect(Number(left)).toBeGreaterThan(50);
    expect(Number(right)).toBeLessThan(595.28 - 50);
    expect(Number(top)).toBeGreaterThan(40);
    expect(Number(bottom)).toBeLessThan(841.89 - 30);
  }
});
