/** The cells of a roster's row one by one: which hold nothing, and the documents, days, years and names that can be read out of the others. */
import { tellsBirthDate } from "#app/domain/registration/birth-date.ts";
import { checkDocument, DOCUMENT_KINDS, type DocumentKind, type IdentityDocument } from "#app/domain/registration/document.ts";
import {
  ROSTER_COLUMNS,
  type RosterCode,
  type RosterColumn,
  type RosterContext,
  type RosterRefusal,
  type RosterRow,
} from "#app/domain/registration/roster-facts.ts";
import { HIGHEST_YEARS_OF_SERVICE } from "#app/domain/registration/years-of-service.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

/** Takes a refusal about a column of the row that is being read. */
export type Against = (column: RosterColumn, refusal: Refusal<RosterCode>) => void;

/** A name of an event or organisation for comparison: width, spaces and line breaks do not count. */
export function normaliseLabel(text: string): string {
  return text.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

/** A refusal with its place in the file. */
export function place(source: RosterRow, column: RosterColumn, refusal: Refusal<RosterCode>): RosterRefusal {
  const { sheet, row, cells, letters } = source;
  const letter = cells[column] === undefined ? undefined : letters?.[column];
  return { ...refusal, sheet, row, column, address: letter === undefined ? null : `${letter}${row}` };
}

/** Whether the sheet of the row has the column. */
export function hasColumn({ letters }: RosterRow, column: RosterColumn): boolean {
  return letters === undefined || letters[column] !== undefined;
}

/** Cells whose content is no content; they are refused once, and are not reported as missing as well. */
export function findBrokenCells(source: RosterRow, against: Against): ReadonlySet<RosterColumn> {
  const broken = new Set<RosterColumn>();
  for (const column of ROSTER_COLUMNS) {
    const cell = source.cells[column];
    if (cell === undefined) continue;
    if (cell.type === "error") against(column, { code: "cell-error", params: { value: cell.text } });
    else if (cell.type === "uncalculated") against(column, { code: "cell-uncalculated" });
    else if (cell.type === "date" && column === "birthDate") continue;
    else if (cell.type === "date") against(column, { code: "cell-date" });
    else continue;
    broken.add(column);
  }
  return broken;
}

/** Of one delegation's roster: its own, whatever the column says of it; else the one that the row names. */
export function readDelegation(
  label: string,
  isBroken: boolean,
  context: Pick<RosterContext, "delegationId" | "delegations">,
  against: Against,
): string | null {
  const { delegationId, delegations } = context;
  const found = delegations.find(({ name }) => normaliseLabel(name) === normaliseLabel(label)) ?? null;
  if (delegationId !== null) {
    if (label !== "" && found === null) against("delegation", { code: "delegation-other", params: { delegation: label } });
    return delegationId;
  }
  if (label === "" && !isBroken) against("delegation", { code: "delegation-missing" });
  else if (label !== "" && found === null) against("delegation", { code: "delegation-unknown", params: { delegation: label } });
  return found?.id ?? null;
}

/** The document of a row; null where it cannot be read, with every reason. Without a kind it is a resident identity number. */
export function readDocument(
  source: RosterRow,
  text: (column: RosterColumn) => string,
  broken: ReadonlySet<RosterColumn>,
  against: Against,
): IdentityDocument | null {
  if (broken.has("documentNumber") || broken.has("documentKind")) return null;
  const kindText = text("documentKind");
  const kind = kindText === "" ? "resident-id" : (DOCUMENT_KINDS.find((known) => known === kindText) ?? null);
  if (kind === null) against("documentKind", { code: "document-kind-unknown", params: { kind: kindText } });
  const number = text("documentNumber");
  if (number === "") {
    against("documentNumber", { code: "document-missing" });
    return null;
  }
  if (hasLostDigits(kind, number, source.cells.documentNumber?.type === "number")) {
    against("documentNumber", { code: "id-stored-as-number" });
    return null;
  }
  if (kind === null) return null;
  const checked = checkDocument(kind, number);
  if (checked.ok) return checked.value;
  for (const refusal of checked.refusals) against("documentNumber", refusal);
  return null;
}

/** A spreadsheet keeps 15 digits of a number: 18 typed as a number are gone for good, and no check can bring them back. */
function hasLostDigits(kind: DocumentKind | null, number: string, isNumber: boolean): boolean {
  if (/^\d(?:\.\d+)?e\+\d+$/i.test(number)) return true;
  return isNumber && (kind === null || kind === "resident-id" || kind === "residence-permit" || number.length > 15);
}

/**
 * The date of birth beside a document that tells none, as YYYY-MM-DD; null where there is none to read. Beside one that tells it
 * nothing is looked at, because the document outweighs a statement.
 */
export function readBirthDate(
  source: RosterRow,
  text: (column: RosterColumn) => string,
  broken: ReadonlySet<RosterColumn>,
  { onDate }: Pick<RosterContext, "onDate">,
  against: Against,
): string | null {
  const kind = DOCUMENT_KINDS.find((known) => known === text("documentKind"));
  if (kind === undefined || tellsBirthDate(kind, text("documentNumber")) || broken.has("birthDate")) return null;
  const typed = text("birthDate");
  if (typed === "") {
    // A sheet without the column leaves what is known: see refuseUnknownBirthDate.
    if (hasColumn(source, "birthDate")) against("birthDate", { code: "birth-date-needed" });
    return null;
  }
  const day = normaliseDay(typed);
  if (day !== null && day <= onDate) return day;
  against("birthDate", { code: "birth-date-impossible" });
  return null;
}

/** "1990-03-07", "1990/3/7", "1990.3.7", "1990年3月7日" and "19900307" as YYYY-MM-DD; null for what is no day of these centuries. */
function normaliseDay(text: string): string | null {
  const plain = text.normalize("NFKC").replace(/\s+/gu, "");
  const parts = /^((?:19|20)\d{2})([-/.\u5e74])(\d{1,2})[-/.\u6708](\d{1,2})\u65e5?$/u.exec(plain);
  const digits = /^((?:19|20)\d{2})()(\d{2})(\d{2})$/.exec(plain);
  const [, year = "", , month = "", day = ""] = parts ?? digits ?? [];
  const normal = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${normal}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(normal) ? normal : null;
}

/** "12", "12年" and blank (null); undefined for what is no whole number of years that a person can have worked. */
export function readYears(text: string): number | null | undefined {
  const digits = text
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/\u5e74$/u, "");
  if (digits === "") return null;
  const years = /^\d{1,2}$/.test(digits) ? Number(digits) : null;
  return years !== null && years <= HIGHEST_YEARS_OF_SERVICE ? years : undefined;
}
