/** Draws one award certificate, Chinese with English below, as a PDF of one A4 page across. */
import PDFDocument from "pdfkit";
import { findMissingGlyphs } from "./certificate-fonts.server.ts";
import { COLOURS, drawFrame, drawQrCode, drawRule, drawSealPlace } from "./certificate-ornaments.server.ts";
import { collect } from "./collect.server.ts";
import { drawFitted, type Paragraph, type TextRun } from "./text-flow.server.ts";
import { createTextPen, type Script, type TextPen, type TextStyle } from "./text-pen.server.ts";

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
  readonly event: CertificateName;
  readonly award: CertificateName;
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

const PAGE_MARGIN = 68;
const MOST_ISSUERS = 4;
const FOOT_TOP = 430;
const QR_SIZE = 88;
const ISSUERS_WIDTH = 390;
const LARGER = 1.22;

type Doc = typeof PDFDocument.prototype;

/**
 * Renders a certificate. The same arguments give the same bytes, after whatever other certificates (the compression is
 * Node's, so another release of Node may pack the same content differently).
 * @throws RangeError for a day that is not YYYY-MM-DD, no issuer or more than four, characters the fonts lack (see
 * `findMissingGlyphs`), a phrase that names an unknown or absent fact, or text too long for the page at its smallest size.
 */
export async function renderCertificate(facts: CertificateFacts, texts: CertificateTexts): Promise<Buffer> {
  const createdAt = readDay(facts.issuedOn);
  if (facts.issuers.length < 1 || facts.issuers.length > MOST_ISSUERS)
    throw new RangeError(`1 to ${MOST_ISSUERS} issuers, got ${facts.issuers.length}`);
  assertShowable(facts, texts);
  const doc = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: 0,
    // Without this, PDFKit loads Helvetica before anything is drawn.
    font: "",
    lang: "zh-CN",
    displayTitle: true,
    // The number makes the file's identifier, a hash of these, its own.
    info: { Title: texts.documentTitle, Subject: facts.number, CreationDate: createdAt },
  });
  const bytes = collect(doc);
  const pen = createTextPen(doc);
  drawFrame(doc);
  drawHeading(doc, pen, texts);
  drawBody(doc, pen, facts, texts);
  drawVerification(doc, pen, facts, texts);
  drawIssuers(doc, pen, facts, texts);
  doc.end();
  return bytes;
}

function drawHeading(doc: Doc, pen: TextPen, texts: CertificateTexts): void {
  const { width } = doc.page;
  const centred = { leading: 1, align: "centre" } as const;
  const title = { runs: [run(texts.title.zh, "zh", "display", COLOURS.red)], size: 46, ...centred };
  drawFitted(pen, [title], { x: PAGE_MARGIN, y: 66, width: width - 2 * PAGE_MARGIN, height: 48 }, "middle");
  const subtitle = { runs: [run(texts.title.en, "en", "display", COLOURS.gold)], size: 12.5, ...centred };
  drawFitted(pen, [subtitle], { x: PAGE_MARGIN, y: 123, width: width - 2 * PAGE_MARGIN, height: 14 }, "middle");
  drawRule(doc, width / 2, 151, 150);
}

function drawBody(doc: Doc, pen: TextPen, facts: CertificateFacts, texts: CertificateTexts): void {
  const zh = listFacts(facts, texts, "zh");
  const en = listFacts(facts, texts, "en");
  const sentence = { size: 18.5, leading: 1.62, align: "justified", indent: 2 } as const;
  const paragraphs: Paragraph[] = [
    {
      runs: fillPhrase(texts.recipient, zh, {
        script: "zh",
        colour: COLOURS.ink,
        thick: ["holder", "members"],
        larger: ["holder", "members"],
      }),
      size: 18.5,
      leading: 1.7,
      align: "left",
    },
  ];
  if (texts.members && facts.members.length > 0) {
    const runs = fillPhrase(texts.members.zh, zh, { script: "zh", colour: COLOURS.ink, thick: ["members"] });
    paragraphs.push({ runs, size: 14.5, leading: 1.6, align: "left" });
  }
  paragraphs.push(
    { runs: fillPhrase(texts.citation, zh, { script: "zh", colour: COLOURS.ink, thick: ["competition", "event"] }), ...sentence },
    {
      runs: [run(facts.award.zh, "zh", "display", COLOURS.red)],
      size: 33,
      leading: 1.25,
      align: "centre",
      spaceBefore: 3,
    },
    { runs: fillPhrase(texts.closing, zh, { script: "zh", colour: COLOURS.ink }), ...sentence, spaceBefore: 1 },
    {
      runs: fillPhrase(texts.statement, en, { script: "en", colour: COLOURS.muted, thick: ["holder", "members", "award"] }),
      size: 11.5,
      leading: 1.5,
      align: "centre",
      spaceBefore: 8,
    },
  );
  if (texts.members && facts.members.length > 0) {
    const runs = fillPhrase(texts.members.en, en, { script: "en", colour: COLOURS.muted });
    paragraphs.push({ runs, size: 10.5, leading: 1.45, align: "centre" });
  }
  drawFitted(
    pen,
    paragraphs,
    { x: PAGE_MARGIN + 12, y: 162, width: doc.page.width - 2 * PAGE_MARGIN - 24, height: 256 },
    "middle",
  );
}

/** Lower left: the QR code with what it is for, the numbers, and the status while there is one. */
function drawVerification(doc: Doc, pen: TextPen, facts: CertificateFacts, texts: CertificateTexts): void {
  drawQrCode(doc, facts.verificationUrl, PAGE_MARGIN - 2, FOOT_TOP + 6, QR_SIZE);
  const zh = listFacts(facts, texts, "zh");
  const en = listFacts(facts, texts, "en");
  const paragraphs: Paragraph[] = [];
  const add = (phrase: CertificatePhrase, look: { size: number; colour: string; thick: readonly string[] }): void => {
    const spaceBefore = paragraphs.length > 0 ? 3.5 : 0;
    const english = look.colour === COLOURS.ink ? COLOURS.muted : look.colour;
    paragraphs.push(
      { runs: fillPhrase(phrase.zh, zh, { script: "zh", ...look }), size: look.size, leading: 1.35, align: "left", spaceBefore },
      { runs: fillPhrase(phrase.en, en, { script: "en", colour: english }), size: 7.5, leading: 1.3, align: "left" },
    );
  };
  if (texts.status) add(texts.status, { size: 11.5, colour: COLOURS.red, thick: [] });
  add(texts.number, { size: 9.5, colour: COLOURS.ink, thick: ["number"] });
  if (facts.decisionNumber !== null) add(texts.decision, { size: 9.5, colour: COLOURS.ink, thick: [] });
  add(texts.verify, { size: 9, colour: COLOURS.muted, thick: [] });
  const box = { x: PAGE_MARGIN + QR_SIZE + 4, y: FOOT_TOP, width: 215, height: QR_SIZE + 16 };
  drawFitted(pen, paragraphs, box, "middle");
}

/** Lower right: who issues it and when, over the places of their seals; as many as there are issuers. */
function drawIssuers(doc: Doc, pen: TextPen, facts: CertificateFacts, texts: CertificateTexts): void {
  const alone = facts.issuers.length === 1;
  const pitch = alone ? 230 : Math.min(165, ISSUERS_WIDTH / facts.issuers.length);
  const radius = alone ? 57 : Math.min(49, pitch / 2 - 3);
  const middle = FOOT_TOP + (alone ? 54 : 42);
  const width = pitch * facts.issuers.length;
  const left = doc.page.width - PAGE_MARGIN - width;
  for (const [index, issuer] of facts.issuers.entries()) {
    const x = left + pitch * index;
    drawSealPlace(doc, x + pitch / 2, middle, radius);
    const caption = [line(texts.sealPlace.zh, "zh", COLOURS.seal, 8), line(texts.sealPlace.en, "en", COLOURS.seal, 6)];
    drawFitted(pen, caption, { x, y: middle - radius + 6, width: pitch, height: 20 }, "top");
    const names: Paragraph[] = [
      { ...line(issuer.zh, "zh", COLOURS.ink, 13.5), runs: [run(issuer.zh, "zh", "text", COLOURS.ink, true)] },
    ];
    if (issuer.en !== null) names.push(line(issuer.en, "en", COLOURS.muted, 8));
    drawFitted(pen, names, { x: x + 3, y: middle - (alone ? 28 : 21), width: pitch - 6, height: alone ? 48 : 54 }, "middle");
  }
  const zh = line(texts.issuedOn.zh, "zh", COLOURS.ink, 12);
  const en = line(texts.issuedOn.en, "en", COLOURS.muted, 8);
  // A single seal is set over the date as is the custom; between several seals the date stands below them.
  if (alone) drawFitted(pen, [zh, en], { x: left, y: middle + 23, width, height: 29 }, "top");
  else {
    const gap = run("\u2003", "zh", "text", COLOURS.ink);
    const runs = [...zh.runs, gap, ...en.runs.map((item) => ({ ...item, grow: 0.7 }))];
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
    event: one(facts.event),
    award: one(facts.award, true),
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
