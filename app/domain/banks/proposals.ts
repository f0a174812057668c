/** Whom results propose for the banks of winners and of promising young competitors (青苗选手); consent alone makes a member. */
import { computeAge } from "#app/domain/registration/resident-id.ts";
import type { Award, Group } from "#app/domain/shared/vocabulary.ts";

/** A promising competitor is under this age on the day that the competition ended, or competes in the students' group. */
export const PROMISING_UNDER = 23;

export type ProposedResult = {
  /** From 1. */
  readonly place: number | null;
  /** How many entries of the event have a place. */
  readonly ranked: number;
  readonly award: Award | null;
  readonly group: Group;
  /** YYYY-MM-DD in Shanghai. */
  readonly endedOn: string;
};

/** Everyone with an award. */
export function isWinner({ award }: Pick<ProposedResult, "award">): boolean {
  return award !== null;
}

/** Among those with a place: the third of nine is, of two nobody. */
export function isInTopThird({ place, ranked }: Pick<ProposedResult, "place" | "ranked">): boolean {
  return place !== null && place * 3 <= ranked;
}

/**
 * In the top third of those with a place, and a student or under 23 by the document's date.
 * @param birthDate YYYY-MM-DD; null where the document does not tell it: then only the group decides
 */
export function isPromising(result: Omit<ProposedResult, "award">, birthDate: string | null): boolean {
  const { group, endedOn } = result;
  if (!isInTopThird(result)) return false;
  return group === "students" || (birthDate !== null && computeAge(birthDate, endedOn) < PROMISING_UNDER);
}
