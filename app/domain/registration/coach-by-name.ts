/** A coach of whom a delegation gave the name only: one person of that delegation, found again by its name in the place of a document. */
import { normaliseName } from "#app/domain/registration/name.ts";

/** In the place of a kind of document; no document kind is called so. */
export const NAME_ONLY = "name-only";

export type CoachByName = {
  readonly name: string;
  readonly documentKind: typeof NAME_ONLY;
  /** Tells him from a coach of the same name in another delegation. */
  readonly documentNumber: string;
};

export function coachByName(delegationId: string, typed: string): CoachByName {
  const name = normaliseName(typed);
  return { name, documentKind: NAME_ONLY, documentNumber: `${delegationId}/${name}` };
}

/** The names of a text that lists several, each once, as people write them. */
export function splitCoachNames(text: string): readonly string[] {
  const names = text.split(/[、,，;；/\n]/u).map((part) => normaliseName(part));
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Between names where several are printed. */
export const COACH_SEPARATOR = "、";
