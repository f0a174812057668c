/** Draws one certificate, Chinese with English below, as a PDF of one page, in the design that its competition has. */
import PDFDocument from "pdfkit";
import { type Block, type Box, type CertificateDesign, DEFAULT_DESIGN, PAPER_SIZES } from "#app/domain/certificates/design.ts";
import { findMissingGlyphs } from "./certificate-fonts.server.ts";
import { drawBand, drawFrame, drawQrCode, drawRule, drawSealPlace, THEMES, type Theme } from "./certificate-ornaments.server.ts";
import { collect } from "./collect.server.ts";
import type { Script } from "./shaped-text.server.ts";
import { drawFitted, type Paragraph, type TextRun } from "./text-flow.server.ts";
import { createTextPen, type TextPen, type TextStyle } from "./text-pen.server.ts";

/** A name in both languages; where there is no English one, the Chinese stands in the English text as well. */
export type CertificateName = { readonly zh: string; readonly en: string | null };

/** A phrase in both languages. */
export type CertificatePhrase = { readonly zh: string; readonly en: string };

/** What is certified. */
export type CertificateFacts = {
  readonly number: string;
  /** The day of issue, YYYY-MM-DD; also the creation date of the file, so that the same facts give the same bytes. */
  readonly issuedOn: string;
  /** Who receives it: a person, or a team under its name. */
  readonly holder: CertificateName;
  /** The people of a pair or team; empty for an individual entry. */
  readonly members: readonly CertificateName[];
  /** The holder's unit, for phrases that name it. */
  readonly organisation: CertificateName | null;
  readonly competition: CertificateName;
  /** Null: of the whole competition. */
  readonly event: CertificateName | null;
  /** What stands large; null where nothing is awarded. */
  readonly award: CertificateName | null;
  /** Who issues and seals it, one to four. */
  readonly issuers: readonly CertificateName[];
  /** Number of the decision document, once there is one. */
  readonly decisionNumber: string | null;
  readonly verificationUrl: string;
};

/**
 * Every word around the facts. In the phrases of the body (`recipient`, `citation`, `closing`, `statement`, `members`) and
 * beside the QR code (`number`, `decision`, `verify`, `status`) facts stand as {holder}, {members}, {organisation},
 * {competition}, {event}, {award}, {number}, {decision}.
 */
export type CertificateTexts = {
  /** Title in the properties of the file. */
  readonly documentTitle: string;
  readonly title: CertificatePhrase;
  /** Chinese: the line that addresses the holder. */
  readonly recipient: string;
  /** Chinese: the sentence that leads up to the award, which follows on a line of its own. */
  readonly citation: string;
  /** Chinese: the line after the award. */
  readonly closing: string;
  /** English: the whole statement. */
  readonly statement: string;
  /** The line that names the people of a pair or team; null where the other phrases name them. */
  readonly members: CertificatePhrase | null;
  readonly memberSeparator: CertificatePhrase;
  readonly number: CertificatePhrase;
  readonly decision: CertificatePhrase;
  /** Next to the QR code. */
  readonly verify: CertificatePhrase;
  readonly sealPlace: CertificatePhrase;
  /** The day of issue as it is printed. */
  readonly issuedOn: CertificatePhrase;
  /** While the certificate is not yet in force; null when it is. */
  readonly status: CertificatePhrase | null;
};

const MOST_ISSUERS = 4;
const LARGER = 1.22;
const POINTS_PER_MM = 72 / 25.4;

type Doc = typeof PDFDocument.prototype;

/** What every block is drawn with; boxes are in points here. */
type Sheet = {
  readonly doc: Doc;
  readonly pen: TextPen;
  readonly facts: CertificateFacts;
  readonly texts: CertificateTexts;
  readonly design: CertificateDesign;
  readonly theme: Theme;
  readonly isBilingual: boolean;
};

/**
 * Renders a certificate. The same arguments give the same bytes, after whatever other certificates (the compression is
 * Node's, so another release of Node may pack the same content differently).
 * @param background a JPEG that fills the page under the text
 * @throws RangeError for a day that is not YYYY-MM-DD, no issuer or more than four, characters the fonts lack (see
 * `findMissingGlyphs`), a phrase that names an unknown or absent fact, or text too long for its block at its smallest size.
 */
export function renderCertificate(
  facts: CertificateFacts,
  texts: CertificateTexts,
  design: CertificateDesign = DEFAULT_DESIGN,
  background: Buffer | null = null,
): Promise<Buffer> {
  return renderCertificates([{ facts, texts }], design, background);
}

/**
 * Renders certificates as the pages of one document, for a printer; title, number and day of the file are those of the first.
 * @throws RangeError as `renderCertificate` does, and without certificates
 */
export async function renderCertificates(
  certificates: readonly { readonly facts: CertificateFacts; readonly texts: CertificateTexts }[],
  design: CertificateDesign,
  background: Buffer | null,
): Promise<Buffer> {
  const [first] = certificates;
  if (!first) throw new RangeError("no certificate");
  const size = toPoints(design.paper);
  const doc = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    // The number makes the file's identifier, a hash of these, its own.
    info: { Title: first.texts.documentTitle, Subject: first.facts.number, CreationDate: readDay(first.facts.issuedOn) },
  });
  const bytes = collect(doc);
  const pen = createTextPen(doc);
  for (const { facts, texts } of certificates) {
    doc.addPage({ size, margin: 0 });
    drawCertificate(
      { doc, pen, facts, texts, design, theme: THEMES[design.template], isBilingual: design.languages === "both" },
      background,
    );
  }
  doc.end();
  return bytes;
}

function drawCertificate(sheet: Sheet, background: Buffer | null): void {
  const { doc, facts, texts, design } = sheet;
  readDay(facts.issuedOn);
  if (facts.issuers.length < 1 || facts.issuers.length > MOST_ISSUERS)
    throw new RangeError(`1 to ${MOST_ISSUERS} issuers, got ${facts.issuers.length}`);
  assertShowable(facts, texts);
  if (background) doc.image(background, 0, 0, { width: doc.page.width, height: doc.page.height });
  else drawGround(sheet);
  const draws = { heading: drawHeading, body: drawBody, verification: drawVerification, issuers: drawIssuers } as const;
  for (const block of Object.keys(draws) as Block[]) {
    const box = design.blocks[block];
    if (box !== null) draws[block](sheet, place(box, design));
  }
}

function toPoints(paper: CertificateDesign["paper"]): [number, number] {
  const [width, height] = PAPER_SIZES[paper];
  return [toHundredths(width * POINTS_PER_MM), toHundredths(height * POINTS_PER_MM)];
}

/** As others write the size of A4: 841.89 by 595.28. */
function toHundredths(points: number): number {
  return Math.round(points * 100) / 100;
}

/** In points, and where this printer puts it. */
function place({ x, y, width, height }: Box, { template, offset }: CertificateDesign): Box {
  const off = template === "preprinted" ? offset : { x: 0, y: 0 };
  return {
    x: (x + off.x) * POINTS_PER_MM,
    y: (y + off.y) * POINTS_PER_MM,
    width: width * POINTS_PER_MM,
    height: height * POINTS_PER_MM,
  };
}

function drawGround({ doc, design }: Sheet): void {
  if (design.template === "modern") drawBand(doc);
  else if (design.template !== "preprinted") drawFrame(doc);
}

/** The title, the English one below it, and a rule. */
function drawHeading({ doc, pen, texts, theme, isBilingual }: Sheet, box: Box): void {
  const align = theme.isCentred ? ("centre" as const) : ("left" as const);
  const title = { runs: [run(texts.title.zh, "zh", "display", theme.title)], size: 46, leading: 1, align };
  drawFitted(pen, [title], { ...box, height: box.height * 0.52 }, "middle");
  if (isBilingual) {
    const subtitle = { runs: [run(texts.title.en, "en", "text", theme.accent, true)], size: 12.5, leading: 1, align };
    drawFitted(pen, [subtitle], { ...box, y: box.y + box.height * 0.6, height: box.height * 0.16 }, "middle");
  }
  if (theme.isCentred) drawRule(doc, box.x + box.width / 2, box.y + box.height * 0.92, 150);
  else doc.rect(box.x, box.y + box.height * 0.9, 56, 2.4).fill(theme.title);
}

function drawBody({ pen, facts, texts, design, theme, isBilingual }: Sheet, box: Box): void {
  const zh = listFacts(facts, texts, "zh");
  const en = listFacts(facts, texts, "en");
  const { ink, muted } = theme;
  const sentence = { size: 18.5, leading: 1.62, align: "justified", indent: 2 } as const;
  const holder = ["holder", "members"];
  const paragraphs: Paragraph[] = [
    {
      runs: fillPhrase(texts.recipient, zh, { script: "zh", colour: ink, thick: holder, larger: holder }),
      size: 18.5,
      leading: 1.7,
      align: "left",
    },
  ];
  const members = design.fields.members && facts.members.length > 0 ? texts.members : null;
  if (members) {
    const runs = fillPhrase(members.zh, zh, { script: "zh", colour: ink, thick: ["members"] });
    paragraphs.push({ runs, size: 14.5, leading: 1.6, align: "left" });
  }
  paragraphs.push({
    runs: fillPhrase(texts.citation, zh, { script: "zh", colour: ink, thick: ["competition", "event"] }),
    ...sentence,
  });
  if (facts.award) {
    const runs = [run(facts.award.zh, "zh", "display", theme.title)];
    paragraphs.push({ runs, size: 33, leading: 1.25, align: theme.isCentred ? "centre" : "left", spaceBefore: 3 });
  }
  paragraphs.push({ runs: fillPhrase(texts.closing, zh, { script: "zh", colour: ink }), ...sentence, spaceBefore: 1 });
  if (isBilingual) {
    paragraphs.push({
      runs: fillPhrase(texts.statement, en, { script: "en", colour: muted, thick: ["holder", "members", "award"] }),
      size: 11.5,
      leading: 1.5,
      align: theme.isCentred ? "centre" : "left",
      spaceBefore: 8,
    });
    if (members) {
      const runs = fillPhrase(members.en, en, { script: "en", colour: muted });
      paragraphs.push({ runs, size: 10.5, leading: 1.45, align: theme.isCentred ? "centre" : "left" });
    }
  }
  drawFitted(pen, paragraphs, box, "middle");
}

/** The QR code with what it is for, the numbers, and the status while there is one. */
function drawVerification({ doc, pen, facts, texts, design, theme, isBilingual }: Sheet, box: Box): void {
  const { fields } = design;
  const size = fields.qr ? Math.min(box.height, box.width / 2) : 0;
  if (fields.qr) {
    drawQrCode(doc, facts.verificationUrl, box.x, box.y, size, "L");
    doc.link(box.x, box.y, size, size, facts.verificationUrl);
  }
  const zh = listFacts(facts, texts, "zh");
  const en = listFacts(facts, texts, "en");
  const paragraphs: Paragraph[] = [];
  const add = (phrase: CertificatePhrase, look: { size: number; colour: string; thick: readonly string[] }): void => {
    const spaceBefore = paragraphs.length > 0 ? 3.5 : 0;
    paragraphs.push({
      runs: fillPhrase(phrase.zh, zh, { script: "zh", ...look }),
      size: look.size,
      leading: 1.35,
      align: "left",
      spaceBefore,
    });
    if (!isBilingual) return;
    const english = look.colour === theme.ink ? theme.muted : look.colour;
    paragraphs.push({
      runs: fillPhrase(phrase.en, en, { script: "en", colour: english }),
      size: 7.5,
      leading: 1.3,
      align: "left",
    });
  };
  if (texts.status) add(texts.status, { size: 11.5, colour: theme.title, thick: [] });
  if (fields.number) add(texts.number, { size: 9.5, colour: theme.ink, thick: ["number"] });
  if (fields.decision && facts.decisionNumber !== null) add(texts.decision, { size: 9.5, colour: theme.ink, thick: [] });
  if (fields.qr) add(texts.verify, { size: 9, colour: theme.muted, thick: [] });
  const gap = size > 0 ? size + 6 : 0;
  if (paragraphs.length > 0) drawFitted(pen, paragraphs, { ...box, x: box.x + gap, width: box.width - gap }, "middle");
}

/** Who issues it and when, at the right of the block over the places of their seals; as many as there are issuers. */
function drawIssuers({ doc, pen, facts, texts, design, theme, isBilingual }: Sheet, box: Box): void {
  const alone = facts.issuers.length === 1;
  const pitch = alone ? Math.min(230, box.width) : Math.min(165, box.width / facts.issuers.length);
  const radius = alone ? Math.min(57, box.height / 2) : Math.min(49, pitch / 2 - 3, box.height / 2 - 9);
  const middle = box.y + (alone ? box.height / 2 : radius + 1);
  const width = pitch * facts.issuers.length;
  const left = box.x + box.width - width;
  for (const [index, issuer] of facts.issuers.entries()) {
    const x = left + pitch * index;
    if (design.fields.sealPlace) {
      drawSealPlace(doc, x + pitch / 2, middle, radius);
      const caption = [line(texts.sealPlace.zh, "zh", theme.seal, 8)];
      if (isBilingual) caption.push(line(texts.sealPlace.en, "en", theme.seal, 6));
      drawFitted(pen, caption, { x, y: middle - radius + 6, width: pitch, height: 20 }, "top");
    }
    const names: Paragraph[] = [
      { ...line(issuer.zh, "zh", theme.ink, 13.5), runs: [run(issuer.zh, "zh", "text", theme.ink, true)] },
    ];
    if (isBilingual && issuer.en !== null) names.push(line(issuer.en, "en", theme.muted, 8));
    drawFitted(pen, names, { x: x + 3, y: middle - (alone ? 28 : 21), width: pitch - 6, height: alone ? 48 : 54 }, "middle");
  }
  if (!design.fields.issuedOn) return;
  const zh = line(texts.issuedOn.zh, "zh", theme.ink, 12);
  const en = isBilingual ? [line(texts.issuedOn.en, "en", theme.muted, 8)] : [];
  // A single seal is set over the date as is the custom; between several seals the date stands below them.
  if (alone) drawFitted(pen, [zh, ...en], { x: left, y: middle + 23, width, height: 29 }, "top");
  else {
    const gap = run("\u2003", "zh", "text", theme.ink);
    const runs = [...zh.runs, ...en.flatMap((one) => [gap, ...one.runs.map((item) => ({ ...item, grow: 0.7 }))])];
    drawFitted(pen, [{ ...zh, runs }], { x: left, y: middle + radius + 4, width, height: 16 }, "top");
  }
}

type FactRuns = Readonly<Record<string, readonly { readonly text: string; readonly keep: boolean }[] | null>>;

function listFacts(facts: CertificateFacts, texts: CertificateTexts, script: Script): FactRuns {
  const one = (name: CertificateName, keep = false) => [{ text: name[script] ?? name.zh, keep }];
  return {
    holder: one(facts.holder, true),
    members: facts.members.flatMap((member, index) => [
      ...(index > 0 ? [{ text: texts.memberSeparator[script], keep: false }] : []),
      ...one(member, true),
    ]),
    organisation: facts.organisation && one(facts.organisation),
    competition: one(facts.competition),
    event: facts.event && one(facts.event),
    award: facts.award && one(facts.award, true),
    number: [{ text: facts.number, keep: true }],
    decision: facts.decisionNumber === null ? null : [{ text: facts.decisionNumber, keep: true }],
  };
}

/** How a phrase is set, and which of its facts stand out and how. */
type PhraseLook = {
  readonly script: Script;
  readonly colour: string;
  readonly thick?: readonly string[];
  readonly larger?: readonly string[];
};

function fillPhrase(phrase: string, facts: FactRuns, look: PhraseLook): TextRun[] {
  return phrase.split(/(\{\w+\})/u).flatMap((part): TextRun[] => {
    const name = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (name === undefined) return part === "" ? [] : [run(part, look.script, "text", look.colour)];
    const values = facts[name];
    if (!values)
      throw new RangeError(`the phrase names {${name}}, which ${values === null ? "this certificate has not" : "is no fact"}`);
    const thick = look.thick?.includes(name) ?? false;
    const grow = look.larger?.includes(name) ? LARGER : 1;
    return values.map(({ text, keep }) => ({ ...run(text, look.script, "text", look.colour, thick), keep, grow }));
  });
}

function run(text: string, script: Script, font: TextStyle["font"], colour: string, thick = false): TextRun {
  return { text, style: { font, script, colour, thick } };
}

function line(text: string, script: Script, colour: string, size: number): Paragraph {
  return { runs: [run(text, script, "text", colour)], size, leading: 1.32, align: "centre" };
}

function assertShowable(facts: CertificateFacts, texts: CertificateTexts): void {
  const missing = findMissingGlyphs(listStrings([facts, texts]).join(""));
  if (missing.length === 0) return;
  // The code points, not the text: a message may reach a log, and names may not.
  const codes = missing.map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
  throw new RangeError(`no glyph for ${codes.join(", ")}`);
}

function listStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(listStrings) : [];
}

/** Midnight of that day in China. */
function readDay(day: string): Date {
  const noon = new Date(`${day}T12:00:00Z`);
  // A date such as 30 February would otherwise roll over into March.
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day)
    throw new RangeError(`a day is YYYY-MM-DD, got ${day}`);
  return new Date(`${day}T00:00:00+08:00`);
}
