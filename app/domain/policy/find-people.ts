/** Looking for a person by name or by document: what is asked for, and what cannot be asked. */

import { normaliseName } from "#app/domain/registration/name.ts";
import { type RecognisedDocument, recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import type { ResidentIdCode } from "#app/domain/registration/resident-id.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const PEOPLE_REFUSALS = ["people-search-empty", "people-search-short", "person-unknown", "person-erased"] as const;
export type PeopleRefusal = (typeof PEOPLE_REFUSALS)[number] | ResidentIdCode | "document-malformed";

/** A name of one character would list half a city. */
export const SHORTEST_NAME = 2;

/** What to look for: a part of the name, compared in one spelling; every document that the number may be of. Null: not asked. */
export type PeopleQuery = {
  readonly name: string | null;
  readonly documents: readonly RecognisedDocument[] | null;
};

/** @param typed as people type it; an empty field is not asked */
export function readPeopleQuery(typed: {
  readonly name: string;
  readonly documentNumber: string;
}): Decision<PeopleQuery, PeopleRefusal> {
  const name = toNameKey(typed.name);
  const number = typed.documentNumber.trim();
  const refusals: Refusal<PeopleRefusal>[] = [];
  if (name === "" && number === "") refusals.push({ code: "people-search-empty" });
  if (name !== "" && [...name].length < SHORTEST_NAME) {
    refusals.push({ code: "people-search-short", params: { field: "name", shortest: SHORTEST_NAME } });
  }
  const recognised = number === "" ? null : recogniseDocument(number);
  if (recognised?.ok === false) {
    refusals.push(...recognised.refusals.map(({ code, params }) => ({ code, params: { ...params, field: "documentNumber" } })));
  }
  return decide(refusals, { name: name === "" ? null : name, documents: recognised?.ok ? recognised.value : null });
}

/** Whether a known name holds what was asked for, in one spelling and any case. */
export function isNameFound(known: string, asked: string): boolean {
  return toNameKey(known).includes(asked);
}

function toNameKey(name: string): string {
  return normaliseName(name).toUpperCase();
}
