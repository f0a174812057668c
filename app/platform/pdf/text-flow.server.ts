/** Breaks styled text into lines by the rules of Chinese and English setting, and shrinks paragraphs until they fit their box. */
import { type Script, TRACKING } from "./shaped-text.server.ts";
import type { TextPen, TextStyle } from "./text-pen.server.ts";

/** A stretch of text in one style. */
export type TextRun = {
  readonly text: string;
  readonly style: TextStyle;
  /** Size relative to the paragraph's; 1 when left out. */
  readonly grow?: number;
  /** Not broken between lines where a line has room for it: a person's name. */
  readonly keep?: boolean;
};

/** A paragraph; sizes and gaps in points at scale 1. */
export type Paragraph = {
  readonly runs: readonly TextRun[];
  readonly size: number;
  /** Height of a line, as a multiple of the size. */
  readonly leading: number;
  readonly align: "left" | "centre" | "right" | "justified";
  /** Of the first line, in characters. */
  readonly indent?: number;
  readonly spaceBefore?: number;
};

/** A rectangle on the page in points, from the top left corner. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

type Atom = { readonly text: string; readonly run: TextRun; readonly width: number; readonly space: boolean };
type Unit = { readonly atoms: readonly Atom[]; readonly width: number };
type Line = { readonly atoms: readonly Atom[]; readonly width: number; readonly indent: number };
type SetParagraph = { readonly paragraph: Paragraph; readonly size: number; readonly lines: readonly Line[] };

const SCALES = Array.from({ length: 66 }, (_, step) => 1 - step / 100);
// Wider gaps are taken for word spaces when the text is copied.
const LARGEST_STRETCH = 0.06;
// Where the baseline stands in a Chinese character's square.
const BASELINE = 0.86;
const ROUNDING = 0.01;
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;
const WIDE: Readonly<Record<Script, string>> = { zh: "\\u2010-\\u2027\\u2e80-\\u{3ffff}", en: "\\u2e80-\\u{3ffff}" };
const PIECES: Readonly<Record<Script, RegExp>> = { zh: piecesOf("zh"), en: piecesOf("en") };

/**
 * Draws paragraphs below each other into a box, at the largest scale from 1 down to 0.35 at which they fit.
 * @param standing where the block stands in a box that is taller.
 * @throws RangeError when they do not fit at the smallest scale.
 */
export function drawFitted(pen: TextPen, paragraphs: readonly Paragraph[], box: Box, standing: "top" | "middle"): void {
  for (const scale of SCALES) {
    const block = paragraphs.map((paragraph) => setParagraph(pen, paragraph, box.width, scale));
    const height = block.reduce((sum, item, index) => sum + heightOf(item) + (index > 0 ? gapBefore(item, scale) : 0), 0);
    if (height > box.height || block.some(({ lines }) => lines.some((line) => isTooWide(line, box.width)))) continue;
    let top = standing === "middle" ? box.y + (box.height - height) / 2 : box.y;
    for (const [index, item] of block.entries()) {
      if (index > 0) top += gapBefore(item, scale);
      drawParagraph(pen, item, box, top);
      top += heightOf(item);
    }
    return;
  }
  throw new RangeError(`the text does not fit a box of ${box.width} by ${box.height} points`);
}

/** A line that can stand anywhere: what a paragraph becomes that may go on over the page. */
export type LaidLine = { readonly height: number; draw(x: number, top: number): void };

/** Breaks a paragraph into lines of a width, at its own size. */
export function layLines(pen: TextPen, paragraph: Paragraph, width: number): readonly LaidLine[] {
  const set = setParagraph(pen, paragraph, width, 1);
  const height = set.size * paragraph.leading;
  return set.lines.map((line) => ({
    height,
    draw: (x, top) => drawParagraph(pen, { ...set, lines: [line] }, { x, y: top, width, height }, top),
  }));
}

/** The height that paragraphs take below each other in this width, in points, at their own size. */
export function measureHeight(pen: TextPen, paragraphs: readonly Paragraph[], width: number): number {
  return paragraphs.reduce((sum, paragraph, index) => {
    const item = setParagraph(pen, paragraph, width, 1);
    return sum + heightOf(item) + (index > 0 ? gapBefore(item, 1) : 0);
  }, 0);
}

function heightOf({ lines, size, paragraph }: SetParagraph): number {
  return lines.length * size * paragraph.leading;
}

function isTooWide({ indent, width }: Line, room: number): boolean {
  return indent + width > room + ROUNDING;
}

function gapBefore({ paragraph }: SetParagraph, scale: number): number {
  return (paragraph.spaceBefore ?? 0) * scale;
}

function setParagraph(pen: TextPen, paragraph: Paragraph, width: number, scale: number): SetParagraph {
  const size = paragraph.size * scale;
  const indent = (paragraph.indent ?? 0) * size;
  const units = joinUnits(
    paragraph.runs.flatMap((run) => splitRun(pen, run, size, width)),
    width,
  );
  const lines = breakLines(units, width, indent);
  return { paragraph, size, lines: paragraph.align === "centre" ? balanceLines(units, width, lines) : lines };
}

/** Spaces, words of alphabetic script, single characters of Chinese; a word longer than a line falls into characters. */
function splitRun(pen: TextPen, run: TextRun, size: number, lineWidth: number): Atom[] {
  const toAtom = (text: string): Atom => {
    return { text, run, width: pen.measure(text, run.style) * size * (run.grow ?? 1), space: text.trim() === "" };
  };
  const atoms = (run.text.match(PIECES[run.style.script]) ?? []).map(toAtom);
  return atoms.flatMap((atom) => (atom.width > lineWidth ? [...atom.text].map(toAtom) : [atom]));
}

/** Glues punctuation to its neighbour and a kept run together, unless that would be longer than a line. */
function joinUnits(atoms: readonly Atom[], lineWidth: number): Unit[] {
  const units: Unit[] = [];
  for (const atom of atoms) {
    const last = units.at(-1);
    const before = last?.atoms.at(-1);
    if (last && before && isGlued(before, atom) && last.width + atom.width <= lineWidth) {
      units[units.length - 1] = { atoms: [...last.atoms, atom], width: last.width + atom.width };
    } else units.push({ atoms: [atom], width: atom.width });
  }
  return units;
}

function isGlued(before: Atom, after: Atom): boolean {
  if (before.run === after.run && before.run.keep) return true;
  return !before.space && !after.space && (CLOSES.test(after.text) || OPENS.test(before.text));
}

function breakLines(units: readonly Unit[], width: number, indent: number): Line[] {
  const lines: Line[] = [];
  let current: Unit[] = [];
  let used = indent;
  const close = (): void => {
    const atoms = trimSpaces(current.flatMap((unit) => unit.atoms));
    lines.push({ atoms, width: sumWidths(atoms), indent: lines.length === 0 ? indent : 0 });
    current = [];
    used = 0;
  };
  for (const unit of units) {
    const blank = unit.atoms.every((atom) => atom.space);
    if (current.length > 0 && !blank && used + unit.width > width) close();
    current.push(unit);
    used += unit.width;
  }
  close();
  return lines;
}

/** Centred lines look torn when the last holds one word: the narrowest measure with the same number of lines evens them out. */
function balanceLines(units: readonly Unit[], width: number, lines: Line[]): Line[] {
  if (lines.length < 2) return lines;
  let best = lines;
  for (let share = 0.98; share > 0.4; share -= 0.02) {
    const narrower = breakLines(units, width * share, 0);
    if (narrower.length > lines.length) break;
    best = narrower;
  }
  return best;
}

function drawParagraph(pen: TextPen, { paragraph, size, lines }: SetParagraph, box: Box, top: number): void {
  for (const [index, line] of lines.entries()) {
    const free = box.width - line.indent - line.width;
    const gaps = [...line.atoms.map((atom) => atom.text).join("")].length - 1;
    const share = free / Math.max(1, gaps);
    const isLast = index === lines.length - 1;
    const stretch = paragraph.align === "justified" && !isLast && share <= size * LARGEST_STRETCH ? share : 0;
    // The letter spacing after the last character is not seen, so it does not count for the middle.
    const unseen = TRACKING[line.atoms.at(-1)?.run.style.font ?? "text"] * size;
    const aside = paragraph.align === "centre" ? (free + unseen) / 2 : paragraph.align === "right" ? free + unseen : 0;
    let x = box.x + line.indent + aside;
    const baseline = top + size * (index * paragraph.leading + (paragraph.leading - 1) / 2 + BASELINE);
    for (const { text, run, width } of joinSegments(line.atoms)) {
      pen.draw(text, run.style, { x, baseline, size: size * (run.grow ?? 1), stretch });
      x += width + stretch * [...text].length;
    }
  }
}

/** Neighbouring atoms of one run are drawn as one piece of text. */
function joinSegments(atoms: readonly Atom[]): { text: string; run: TextRun; width: number }[] {
  const segments: { text: string; run: TextRun; width: number }[] = [];
  for (const atom of atoms) {
    const last = segments.at(-1);
    if (last?.run === atom.run) {
      last.text += atom.text;
      last.width += atom.width;
    } else segments.push({ text: atom.text, run: atom.run, width: atom.width });
  }
  return segments;
}

function trimSpaces(atoms: readonly Atom[]): Atom[] {
  const first = atoms.findIndex((atom) => !atom.space);
  const last = atoms.findLastIndex((atom) => !atom.space);
  return first < 0 ? [] : atoms.slice(first, last + 1);
}

function sumWidths(atoms: readonly Atom[]): number {
  return atoms.reduce((sum, atom) => sum + atom.width, 0);
}

function piecesOf(script: Script): RegExp {
  const wide = WIDE[script];
  return new RegExp(`\\s+|[${wide}]|[^\\s${wide}]+`, "gu");
}
