/** The address and the dates of the next edition of a competition, by default: years move on. */

/** The code of the next edition's address: tongzhou-2026 → tongzhou-2027; one without a year ends in the year. */
export function advanceCode(code: string, years: number, year: number): string {
  const advanced = code.replace(YEAR, (text) => String(Number(text) + years));
  return advanced === code ? `${code.slice(0, 35)}-${year}` : advanced;
}

/** Four figures of this and the next century that stand alone. */
const YEAR = /(?<!\d)2[01]\d{2}(?!\d)/g;

/** The same day and time so many years later in Shanghai, which has no summer time; 29 February becomes the 28th. */
export function addYears(time: Date, years: number): Date {
  const moved = new Date(time.getTime() + OFFSET_MS);
  const month = moved.getUTCMonth();
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  if (moved.getUTCMonth() !== month) moved.setUTCDate(0);
  return new Date(moved.getTime() - OFFSET_MS);
}

const OFFSET_MS = 8 * 60 * 60 * 1000;
