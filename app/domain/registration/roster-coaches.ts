/** The coaches that a row names (指导教师), and which of them are known by document. */
import { checkDocument, type DocumentCode, type IdentityDocument } from "#app/domain/registration/document.ts";
import { checkName, type NameCode, normaliseName } from "#app/domain/registration/name.ts";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export type RosterCoach = { readonly name: string; readonly document: IdentityDocument };

export type CoachCode =
  | NameCode
  | DocumentCode
  | "coach-document-unknown"
  | "coach-document-count"
  | "coach-is-competitor"
  | "id-stored-as-number";

type CoachColumn = "coach" | "coachDocument";

/**
 * Names and documents are lists in the same order, divided by 、 or a comma; documents may be left out altogether. The kind of a
 * document is told by its form: 18 digits are a resident identity number.
 * @param cells `isNumber`: the cell of documents is a number, in which a spreadsheet keeps 15 digits only
 */
export function readCoaches(
  cells: { readonly names: string; readonly documents: string; readonly isNumber: boolean },
  against: (column: CoachColumn, refusal: Refusal<CoachCode>) => void,
): { readonly names: readonly string[]; readonly known: readonly RosterCoach[] } {
  const names = splitList(cells.names).map((name) => normaliseName(name));
  for (const name of names) {
    const checked = checkName(name);
    if (!checked.ok) for (const refusal of checked.refusals) against("coach", refusal);
  }
  const numbers = splitList(cells.documents);
  if (numbers.length === 0) return { names, known: [] };
  if (cells.isNumber && cells.documents.length > 10) {
    against("coachDocument", { code: "id-stored-as-number" });
    return { names, known: [] };
  }
  if (numbers.length !== names.length) {
    against("coachDocument", { code: "coach-document-count", params: { documents: numbers.length, coaches: names.length } });
    return { names, known: [] };
  }
  const known = numbers.flatMap((number, index): RosterCoach[] => {
    const document = readCoachDocument(number, against);
    return document === null ? [] : [{ name: names[index] ?? "", document }];
  });
  return { names, known };
}

/** Those of all rows of a team, each document once. */
export function listSharedCoaches(lists: readonly (readonly RosterCoach[])[]): readonly RosterCoach[] {
  const byDocument = new Map<string, RosterCoach>();
  for (const coach of lists.flat()) {
    const key = `${coach.document.kind} ${coach.document.text}`;
    if (!byDocument.has(key)) byDocument.set(key, coach);
  }
  return [...byDocument.values()];
}

function readCoachDocument(
  number: string,
  against: (column: CoachColumn, refusal: Refusal<CoachCode>) => void,
): IdentityDocument | null {
  const recognised = recogniseDocument(number);
  if (!recognised.ok) {
    for (const { code, params } of recognised.refusals) {
      const own = code === "document-malformed" ? ("coach-document-unknown" as const) : code;
      against("coachDocument", params === undefined ? { code: own } : { code: own, params });
    }
    return null;
  }
  const [found] = recognised.value;
  const document = found === undefined ? null : checkDocument(found.kind, found.text);
  return document?.ok ? document.value : null;
}

function splitList(text: string): readonly string[] {
  return text
    .split(/[、,，;；/\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
