/** How many bytes a certificate has at most, without drawing it: what the length of an archive is told by before its files are made. */
import type { CertificateFont } from "#app/platform/pdf/certificate-fonts.server.ts";
import { getTypeface, splitByFont } from "#app/platform/pdf/certificate-fonts.server.ts";
import type { CertificateJob } from "#app/platform/pdf/certificate-threads.server.ts";

/** What every certificate has: tables of two fonts, ornaments, the QR code, the structure of the file. */
const COMMON = 12_500;
/** Outlines compress to some two thirds; no thousand of them was seen to compress less than this. */
const COMPRESSED = 0.85;
/** Of each further font that a rare character asks for. */
const FURTHER_FONT = 4_000;
/** Width, place and code of a character in the tables of its font, and what its text takes on the page. */
const EACH_CHARACTER = 40;

/** The outlines of its characters are most of what it has. */
export function boundLength({ facts, texts }: CertificateJob, background: Buffer | null): number {
  const { verificationUrl: _url, ...printed } = facts;
  const text = listStrings([printed, texts]).join("");
  const displayed = [texts.title.zh, texts.title.en, facts.award?.zh ?? ""].join("");
  return COMMON + sumOutlines("text", text) + sumOutlines("display", displayed) + (background?.length ?? 0);
}

const known = new Map<string, number>();

function sumOutlines(use: CertificateFont, text: string): number {
  let sum = 0;
  let furthest = 0;
  for (const character of new Set(text)) {
    const key = `${use} ${character}`;
    const rank = splitByFont(use, character)[0]?.rank ?? 0;
    furthest = Math.max(furthest, rank);
    const length = known.get(key) ?? measureOutline(use, rank, character);
    known.set(key, length);
    sum += length * COMPRESSED + EACH_CHARACTER;
  }
  return Math.ceil(sum) + furthest * FURTHER_FONT;
}

/** A Latin letter may stand twice, in full and in proportional width. */
function measureOutline(use: CertificateFont, rank: number, character: string): number {
  const { font, outlines } = getTypeface(use, rank);
  const codePoint = character.codePointAt(0) ?? 0;
  const length = outlines.lengthOf(font.glyphForCodePoint(codePoint).id);
  return codePoint < 0x2e80 ? 2 * length : length;
}

function listStrings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(listStrings) : [];
}
