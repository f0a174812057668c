/** The text in the QR code of a paper form, and what is typed instead of it: which form it is. */

/** Which form of which round of an event. */
export type PaperLabel = {
  readonly competition: string;
  readonly event: string;
  readonly round: number;
  readonly subCriterionId: string;
  /** The blind code. */
  readonly code: string;
};

const MARK = "JJ";
const SEPARATOR = "/";

/** A compact text, because a scanner types it into a field: "JJ/tz2026/ELE/1/A1/R900". */
export function writePaperLabel({ competition, event, round, subCriterionId, code }: PaperLabel): string {
  return [MARK, competition, event, String(round), subCriterionId, code].join(SEPARATOR);
}

/** A form as somebody asked for it; null where the text does not say. */
export type AskedForm = {
  readonly competition: string | null;
  readonly event: string | null;
  readonly round: number | null;
  readonly words: readonly [string, string];
};

/**
 * Reads a scanned label, or a code and a sub-criterion as they are typed, in either order: "R900 A1", "a1-r900". Which of the
 * two words is the code only the round knows. Null when it is neither.
 */
export function readPaperLabel(text: string): AskedForm | null {
  const written = text.normalize("NFKC").trim();
  const [mark, competition, event, round, subCriterionId, code, ...rest] = written.split(SEPARATOR);
  if (mark === MARK && code !== undefined && rest.length === 0) {
    if (!competition || !event || !/^\d{1,3}$/.test(round ?? "") || !subCriterionId || !code) return null;
    return { competition, event, round: Number(round), words: [subCriterionId, code] };
  }
  const typed = written.toUpperCase().split(/[\s,;·-]+/);
  const [left, right] = typed;
  if (typed.length !== 2 || !left || !right) return null;
  return { competition: null, event: null, round: null, words: [left, right] };
}
