/** Certificates as files: their bytes, their text as others read it, their fonts, their size, and that nothing leaves the page. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import decodeQR from "qr/decode.js";
import { encode } from "uqr";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findMissingGlyphs } from "#app/platform/pdf/certificate-fonts.server.ts";
import { LONG_CODE } from "#app/platform/pdf/certificate-ornaments.server.ts";
import { type CertificateFacts, type CertificateTexts, renderCertificate } from "#app/platform/pdf/render-certificate.server.ts";
import { INDIVIDUAL, LONGEST, LONGEST_TEXTS, PAIR, PENDING, TEAM_TEXTS, TEXTS, TRIO } from "./certificate-samples.ts";

const SAMPLES: readonly { name: string; facts: CertificateFacts; texts: CertificateTexts; largest: number }[] = [
  { name: "an individual", facts: INDIVIDUAL, texts: TEXTS, largest: 35_000 },
  { name: "a pair, publicity running", facts: PAIR, texts: PENDING, largest: 35_000 },
  { name: "a team of three", facts: TRIO, texts: TEAM_TEXTS, largest: 35_000 },
  // Each further Chinese character costs some 180 bytes of outline; these have 160 more than usual.
  { name: "everything at its longest", facts: LONGEST, texts: LONGEST_TEXTS, largest: 60_000 },
];
const FRAME = { left: 46, top: 46, right: 841.89 - 46, bottom: 595.28 - 46 };

let folder = "";
let saved = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "certificates-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(SAMPLES)("the certificate of $name", ({ facts, texts, largest }) => {
  it("has the same bytes each time", async () => {
    expect((await renderCertificate(facts, texts)).equals(await renderCertificate(facts, texts))).toBe(true);
  });

  it("reads back as exactly the text that went in, in reading order", async () => {
    const file = save(await renderCertificate(facts, texts));
    expect(squeeze(run("pdftotext", ["-raw", file, "-"]))).toBe(squeeze(listPrinted(facts, texts).join("")));
  });

  it("embeds subsets of two fonts and no other", async () => {
    const rows = run("pdffonts", [save(await renderCertificate(facts, texts))])
      .trim()
      .split("\n")
      .slice(2);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoSerifSC-(Regular|Bold)\s.*Identity-H\s+yes yes yes\s/);
  });

  it("is small", async () => {
    expect((await renderCertificate(facts, texts)).length).toBeLessThan(largest);
  });

  it("is one A4 page whose words stay inside the frame and off each other", async () => {
    const file = save(await renderCertificate(facts, texts));
    expect(run("pdfinfo", [file])).toMatch(/Pages:\s+1\n[\s\S]*Page size:\s+841\.89 x 595\.28 pts \(A4\)/);
    const boxes = readWordBoxes(file);
    expect(boxes.length).toBeGreaterThan(20);
    for (const box of boxes) {
      expect(box.left, box.word).toBeGreaterThan(FRAME.left);
      expect(box.right, box.word).toBeLessThan(FRAME.right);
      expect(box.top, box.word).toBeGreaterThan(FRAME.top);
      expect(box.bottom, box.word).toBeLessThan(FRAME.bottom);
    }
    expect(listOverlaps(boxes)).toEqual([]);
  });

  it("shows every module of the QR code of its verification address", async () => {
    const file = save(await renderCertificate(facts, texts));
    run("pdftoppm", ["-gray", "-r", "288", "-singlefile", file, file]);
    const { size, data } = encode(facts.verificationUrl, { ...LONG_CODE, border: 0 });
    expect(readQrCode(`${file}.pgm`, size)).toEqual(data);
    // And off the page by a program that knows nothing of the one that drew it.
    expect(decodeQR(photograph(`${file}.pgm`))).toBe(facts.verificationUrl);
  });
});

it("states title, number, language and day of issue, and a fixed identifier of its own", async () => {
  const bytes = await renderCertificate(INDIVIDUAL, TEXTS);
  const info = run("pdfinfo", ["-isodates", save(bytes)]);
  expect(info).toMatch(/^Title:\s+荣誉证书 TZ2025-0001$/m);
  expect(info).toMatch(/^Subject:\s+TZ2025-0001$/m);
  expect(info).toMatch(/^CreationDate:\s+2025-11-19T16:00:00Z$/m);
  const text = bytes.toString("latin1");
  expect(text).toContain("/Lang (zh-CN)");
  expect(text).toContain("/DisplayDocTitle true");
  const other = await renderCertificate({ ...INDIVIDUAL, number: "TZ2025-0002" }, TEXTS);
  const readId = (source: string): string | undefined => /\/ID \[<(\w+)>/.exec(source)?.[1];
  expect(readId(text)).toMatch(/^[0-9a-f]{32}$/);
  expect(readId(other.toString("latin1"))).not.toBe(readId(text));
});

it("keeps characters apart that share a glyph, whichever certificate comes first", async () => {
  const read = async (zh: string, members: string[] = []): Promise<string> => {
    const facts = { ...INDIVIDUAL, holder: { zh, en: "Shan Ben" }, members: members.map((member) => ({ zh: member, en: null })) };
    return run("pdftotext", ["-raw", save(await renderCertificate(facts, TEXTS)), "-"]);
  };
  const radical = "\u2f2d本\u00a0一";
  const usual = "\u5c71本 一";
  expect(await read(radical)).toContain(radical.slice(0, 2));
  expect(await read(usual)).toContain(usual);
  expect(await read(usual)).not.toContain("\u2f2d");
  const both = await read(radical, [usual, radical]);
  expect(both).toContain(usual);
  expect(both).toContain("\u2f2d本");
});

it("copies Latin letters as letters where the typeface has ligatures", async () => {
  const text = run("pdftotext", [
    save(await renderCertificate({ ...INDIVIDUAL, event: { zh: "Office", en: "Office Staffing" } }, TEXTS)),
    "-",
  ]);
  expect(text).toContain("Office Staffing");
  expect(text).toContain("“Office”");
});

it("puts the Chinese name where there is no English one, and leaves out what is not there", async () => {
  const facts: CertificateFacts = {
    ...INDIVIDUAL,
    holder: { zh: "林晓楠", en: null },
    issuers: [{ zh: "通州区总工会", en: null }],
    decisionNumber: null,
  };
  const text = squeeze(run("pdftotext", ["-raw", save(await renderCertificate(facts, TEXTS)), "-"]));
  expect(text).toContain("Thisistocertifythat林晓楠ofLucheng");
  expect(text).not.toContain("Decision");
  expect(text).not.toContain("公布文号");
});

it.each([1, 2, 3, 4])("has a place for the seal of each of %i issuers", async (count) => {
  const issuers = Array.from({ length: count }, () => ({ zh: "通州区总工会", en: "Tongzhou Federation of Trade Unions" }));
  const file = save(await renderCertificate({ ...INDIVIDUAL, issuers }, PENDING));
  expect(run("pdftotext", ["-raw", file, "-"]).match(/用印处/g)).toHaveLength(count);
  expect(listOverlaps(readWordBoxes(file))).toEqual([]);
});

it("shows names with characters that only other fonts have, as one piece of text", async () => {
  for (const zh of ["李𠮷祥", "欧阳𤰉光", "古丽娜尔·买买提", "㛃䶮", "欧阳娜娜"]) {
    const file = save(await renderCertificate({ ...INDIVIDUAL, holder: { zh, en: null } }, TEXTS));
    expect(run("pdftotext", ["-raw", file, "-"])).toContain(zh);
    expect(listOverlaps(readWordBoxes(file))).toEqual([]);
  }
});

describe("what a certificate cannot show", () => {
  it("is found before issuing, each character once and in order", () => {
    expect(findMissingGlyphs("王小明 · Wang Xiaoming 〔2025〕18号，“中式烹调师”①—…")).toEqual([]);
    expect(findMissingGlyphs("李𠮷祥与𤰉野")).toEqual([]);
    expect(findMissingGlyphs("李𡊠祥与𡊠野")).toEqual(["𡊠"]);
    expect(findMissingGlyphs("a\u200bb\u00adc\nd\u{e0100}\ud842")).toEqual(["\u200b", "\u00ad", "\n", "\u{e0100}", "\ud842"]);
    expect(findMissingGlyphs("")).toEqual([]);
  });

  it("is refused by code point, without the name", async () => {
    const rendering = renderCertificate({ ...INDIVIDUAL, holder: { zh: "李𡊠祥", en: null } }, TEXTS);
    await expect(rendering).rejects.toThrow(/^no glyph for U\+212A0$/);
  });
});

it.each([
  ["a day that is not one", { ...INDIVIDUAL, issuedOn: "2025-13-01" }, TEXTS, "a day is YYYY-MM-DD"],
  ["a day that the month has not", { ...INDIVIDUAL, issuedOn: "2025-02-30" }, TEXTS, "a day is YYYY-MM-DD"],
  ["a day in another form", { ...INDIVIDUAL, issuedOn: "20251120" }, TEXTS, "a day is YYYY-MM-DD"],
  ["no issuer", { ...INDIVIDUAL, issuers: [] }, TEXTS, "1 to 4 issuers, got 0"],
  ["a phrase with an unknown fact", INDIVIDUAL, { ...TEXTS, closing: "{sponsor}" }, "{sponsor}, which is no fact"],
  [
    "a phrase with an absent fact",
    { ...INDIVIDUAL, organisation: null },
    TEXTS,
    "{organisation}, which this certificate has not",
  ],
  ["more text than the page holds", { ...INDIVIDUAL, competition: { zh: "大".repeat(3000), en: null } }, TEXTS, "does not fit"],
])("refuses %s", async (_, facts, texts, message) => {
  await expect(renderCertificate(facts, texts)).rejects.toThrow(message);
});

function save(bytes: Buffer): string {
  saved += 1;
  const file = join(folder, `${saved}.pdf`);
  writeFileSync(file, bytes);
  return file;
}

function run(command: string, parameters: readonly string[]): string {
  return execFileSync(command, parameters, { encoding: "utf8" });
}

function squeeze(text: string): string {
  return text.replace(/[\s\f]+/gu, "");
}

/** Everything that is printed, from the title to the date. */
function listPrinted(facts: CertificateFacts, texts: CertificateTexts): string[] {
  const fill = (phrase: string, language: "zh" | "en"): string => {
    const values: Record<string, string | null | undefined> = {
      holder: facts.holder[language],
      members: facts.members.map((member) => member[language]).join(texts.memberSeparator[language]),
      organisation: facts.organisation?.[language],
      competition: facts.competition[language],
      event: facts.event?.[language],
      award: facts.award?.[language],
      number: facts.number,
      decision: facts.decisionNumber,
    };
    return phrase.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "?");
  };
  const both = (phrase: { zh: string; en: string }): string => fill(phrase.zh, "zh") + fill(phrase.en, "en");
  const inTeam = texts.members && facts.members.length > 0 ? texts.members : { zh: "", en: "" };
  return [
    both(texts.title),
    fill(texts.recipient, "zh"),
    fill(inTeam.zh, "zh"),
    fill(texts.citation, "zh"),
    facts.award?.zh ?? "",
    fill(texts.closing, "zh"),
    fill(texts.statement, "en"),
    fill(inTeam.en, "en"),
    texts.status ? both(texts.status) : "",
    both(texts.number),
    facts.decisionNumber === null ? "" : both(texts.decision),
    both(texts.verify),
    ...facts.issuers.map((issuer) => both(texts.sealPlace) + issuer.zh + (issuer.en ?? "")),
    both(texts.issuedOn),
  ];
}

type WordBox = { word: string; left: number; top: number; right: number; bottom: number };

/** The ink of the words, about: the typeface's boxes are 1.45 times as high as its characters. */
function readWordBoxes(file: string): WordBox[] {
  const rows = run("pdftotext", ["-bbox", file, "-"]).matchAll(
    /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g,
  );
  return [...rows].map(([, left, top, right, bottom, word = ""]) => {
    const height = Number(bottom) - Number(top);
    return {
      word,
      left: Number(left),
      right: Number(right),
      top: Number(top) + height * 0.2,
      bottom: Number(bottom) - height * 0.2,
    };
  });
}

function listOverlaps(boxes: readonly WordBox[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5)
      .map((b) => `${a.word} / ${b.word}`),
  );
}

function readPicture(file: string): { readonly width: number; readonly height: number; readonly grey: Buffer } {
  const bytes = readFileSync(file);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", 0, 40));
  if (!header) throw new Error("not a grey picture");
  return { width: Number(header[1]), height: Number(header[2]), grey: bytes.subarray(header[0].length) };
}

/** The lower third of a rasterised page, as a camera gives it. */
function photograph(file: string): { width: number; height: number; data: Uint8Array } {
  const { width, height, grey } = readPicture(file);
  const top = Math.floor((height * 2) / 3);
  const data = new Uint8Array(width * (height - top) * 4);
  for (const [at, value] of grey.subarray(width * top).entries()) data.set([value, value, value, 255], at * 4);
  return { width, height: height - top, data };
}

/** Finds the code in the lower left of a rasterised page by its ink, and reads the middle of each module; true is dark. */
function readQrCode(file: string, modules: number): boolean[][] {
  const { width, grey } = readPicture(file);
  const perPoint = width / 841.89;
  const isDark = (x: number, y: number): boolean => (grey[Math.floor(y) * width + Math.floor(x)] ?? 255) < 128;
  const area = { left: 62 * perPoint, right: 176 * perPoint, top: 422 * perPoint, bottom: 540 * perPoint };
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let y = Math.ceil(area.top); y < area.bottom; y += 1) {
    for (let x = Math.ceil(area.left); x < area.right; x += 1) {
      if (!isDark(x, y)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  const pitch = (box.right - box.left) / modules;
  return Array.from({ length: modules }, (_, row) =>
    Array.from({ length: modules }, (_, column) => isDark(box.left + (column + 0.5) * pitch, box.top + (row + 0.5) * pitch)),
  );
}
