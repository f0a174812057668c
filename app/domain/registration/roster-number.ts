/** The numbers that entries have in their delegation's roster: kept for good, and no two alike in one event. */
import { compareText } from "#app/domain/shared/order.ts";

const LONGEST = 8;

/**
 * The number of a new entry: the one that the file gives its team where it is free, else the next free whole number.
 * `taken` are the numbers of the delegation's entries in the event, withdrawn ones too.
 */
export function computeRosterNumber(taken: ReadonlySet<string>, teamNumber: string | null): string {
  if (teamNumber !== null && teamNumber.length <= LONGEST && !taken.has(teamNumber)) return teamNumber;
  let number = taken.size + 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** Whole numbers by their value, before all other texts. */
export function compareRosterNumbers(left: string, right: string): number {
  const [one, other] = [left, right].map((text) => (/^\d{1,15}$/.test(text) ? Number(text) : null));
  if (one != null && other != null) return one - other || compareText(left, right);
  if (one != null || other != null) return one != null ? -1 : 1;
  return compareText(left, right);
}
