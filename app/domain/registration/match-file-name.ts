/** Whose a file is by its name: a document number, a name, or a number in the delegation's roster. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { normaliseName } from "#app/domain/registration/name.ts";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import { normaliseDocument } from "#app/domain/registration/resident-id.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";

export type FileNameParts = {
  /** Word by word, of the file itself and then of the folders around it. */
  readonly words: readonly (readonly string[])[];
  /** What it says that it is; null: nothing. */
  readonly kind: AttachmentKind | null;
};

/** One person of the delegation, with his places in its roster. */
export type NamedPerson = {
  readonly personId: string;
  readonly name: string;
  /** As it was normalised. */
  readonly document: string;
  readonly places: readonly { readonly eventCode: string; readonly eventName: string; readonly rosterNumber: string }[];
};

export type MatchCode =
  | "batch-person-unknown"
  | "batch-person-ambiguous"
  | "batch-person-contradicted"
  | "batch-document-unknown"
  | "batch-document-wrong";

export type FileMatch = Decision<string, MatchCode> & {
  /** Ids of those it may be of; of these one is chosen by hand. */
  readonly candidates: readonly string[];
};

/** A resident identity number, perhaps with a digit too few or too many: no telephone and no camera's time is as long. */
const LIKE_DOCUMENT = /^\d{16,18}[\dX]$/;
const LONGEST_RUN = 6;

/**
 * A document number decides, and a name beside it must be the same person's; a name alone decides where one person has it, or the number in
 * the roster tells namesakes apart; a number alone decides where nothing else stands in the name and one person has it.
 * @returns his id; else why not. Nobody but `people` is ever looked at.
 */
export function matchFileName({ words }: FileNameParts, people: readonly NamedPerson[]): FileMatch {
  for (const segment of words) {
    const keys = listKeys(segment);
    const byDocument = people.filter(({ document }) => keys.has(document));
    const byName = people.filter(({ name }) => name !== "" && keys.has(squeeze(name)));
    const strange = segment
      .map(normaliseDocument)
      .find((word) => LIKE_DOCUMENT.test(word) && !byDocument.some(({ document }) => document === word));
    if (strange !== undefined) return refuseMatch(nameStranger(strange), [...byDocument, ...byName]);
    if (byDocument.length > 0) {
      const isSame = byName.length === 0 || byName.some((person) => byDocument.includes(person));
      return isSame ? choose(byDocument) : refuseMatch({ code: "batch-person-contradicted" }, [...byDocument, ...byName]);
    }
    if (byName.length > 0) {
      const narrowed = byName.length > 1 ? findNumbered(segment, byName) : [];
      return choose(narrowed.length === 1 ? narrowed : byName);
    }
  }
  const [own = []] = words;
  const numbered = findNumbered(own, people);
  const isAllSaid = words.every((segment) => isAccountedFor(segment, numbered));
  return choose(isAllSaid ? numbered : []);
}

function choose(found: readonly NamedPerson[]): FileMatch {
  const [first] = found;
  if (first === undefined) return refuseMatch({ code: "batch-person-unknown" }, []);
  if (found.length > 1) return refuseMatch({ code: "batch-person-ambiguous", params: { count: found.length } }, found);
  return { ...allow(first.personId), candidates: [first.personId] };
}

function refuseMatch(refusal: Refusal<MatchCode>, candidates: readonly NamedPerson[]): FileMatch {
  return { ...refuse(refusal), candidates: [...new Set(candidates.map(({ personId }) => personId))] };
}

/** A number with a slip is told from one that is right and nobody's of the delegation. */
function nameStranger(document: string): Refusal<MatchCode> {
  return { code: recogniseDocument(document).ok ? "batch-document-unknown" : "batch-document-wrong" };
}

/** Every run of words that stand one after another, as a document and as a name would be written. */
function listKeys(words: readonly string[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    keys.add(normaliseDocument(words[from] ?? ""));
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_RUN); to += 1) {
      keys.add(squeeze(words.slice(from, to).join(" ")));
    }
  }
  return keys;
}

/** A name without what is often left out of a file's name: blanks, dots, hyphens, capitals. */
function squeeze(name: string): string {
  return normaliseName(name)
    .toLowerCase()
    .replace(/[\s\u00b7'’.-]/gu, "");
}

/** Those whose number in the roster stands there; only of an event that is named, where one is. */
function findNumbered(words: readonly string[], people: readonly NamedPerson[]): readonly NamedPerson[] {
  const keys = new Set(words.map(toNumberKey));
  const isNamed = ({ eventCode, eventName }: NamedPerson["places"][number]) =>
    keys.has(toNumberKey(eventCode)) || keys.has(toNumberKey(eventName));
  const places = people.flatMap((person) => person.places.map((place) => ({ person, place })));
  const numbered = places.filter(({ place }) => keys.has(toNumberKey(place.rosterNumber)));
  const ofEvent = numbered.filter(({ place }) => isNamed(place));
  const isAnyNamed = places.some(({ place }) => isNamed(place));
  return [...new Set((isAnyNamed ? ofEvent : numbered).map(({ person }) => person))];
}

/** Whether every word is a number in the roster or its event. */
function isAccountedFor(words: readonly string[], people: readonly NamedPerson[]): boolean {
  const said = new Set(
    people.flatMap(({ places }) => places.flatMap((place) => Object.values(place).map((text) => toNumberKey(text)))),
  );
  return words.every((word) => said.has(toNumberKey(word)));
}

/** "03" is 3. */
function toNumberKey(text: string): string {
  return normaliseDocument(text).replace(/^0+(?=\d)/, "");
}
