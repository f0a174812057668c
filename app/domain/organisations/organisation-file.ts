/** A file of organisations: what each row says, every reason against it by row and column, and what an import would add or change. */
import { checkCreditCode, normaliseCreditCode } from "#app/domain/organisations/credit-code.ts";
import {
  checkOrganisation,
  compareOrganisations,
  type OrganisationFacts,
  type OrganisationField,
  type OrganisationRefusal,
} from "#app/domain/organisations/organisation.ts";
import { type RegionIndex, readRegionLabel } from "#app/domain/organisations/region-label.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { ORGANISATION_KINDS, type OrganisationKind } from "#app/domain/shared/vocabulary.ts";

export const ORGANISATION_COLUMNS = ["name", "nameEn", "kind", "region", "creditCode"] as const;
export type OrganisationColumn = (typeof ORGANISATION_COLUMNS)[number];

/** One cell as the file had it; a known word of a kind arrives as the kind. */
export type OrganisationCell = {
  readonly text: string;
  readonly type: "text" | "number" | "boolean" | "date" | "error" | "uncalculated";
  /** As a spreadsheet names it: "B5". */
  readonly address: string;
};

export type OrganisationFileRow = {
  readonly sheet: string;
  /** As a spreadsheet counts it, from 1. */
  readonly row: number;
  readonly cells: Readonly<Partial<Record<OrganisationColumn, OrganisationCell>>>;
};

export const ORGANISATION_FILE_REFUSALS = [
  "organisation-name-length",
  "organisation-name-en-length",
  "organisation-kind-missing",
  "organisation-kind-unknown",
  "region-missing",
  "region-not-found",
  "region-ambiguous",
  "code-stored-as-number",
  "organisation-twice-in-file",
  "organisation-code-of-other",
  "cell-error",
  "cell-uncalculated",
  "cell-date",
] as const;
export type OrganisationFileCode = (typeof ORGANISATION_FILE_REFUSALS)[number] | OrganisationRefusal;

/** A reason with its place. */
export type OrganisationFileRefusal = Refusal<OrganisationFileCode> & {
  readonly sheet: string;
  readonly row: number;
  readonly column: OrganisationColumn;
  readonly address: string | null;
};

export type KnownOrganisation = OrganisationFacts & {
  readonly id: string;
  /** Accepted entries and recorded facts that it stands in. */
  readonly frozen: number;
};

/** One organisation that an import would add or change. */
export type OrganisationChange = {
  readonly sheet: string;
  readonly row: number;
  /** Null: it is added. */
  readonly organisationId: string | null;
  readonly facts: OrganisationFacts;
  /** What was there before, by field that changes; empty for one that is added. */
  readonly before: Readonly<Partial<Record<OrganisationField, string | null>>>;
};

export type OrganisationFile = {
  readonly changes: readonly OrganisationChange[];
  /** Rows that say what is stored already. */
  readonly unchanged: number;
  readonly refusals: readonly OrganisationFileRefusal[];
};

/** What people look at before an import. */
export type OrganisationPreview = OrganisationFile & {
  readonly fileName: string;
  /** Names of the regions that the changes name, by code. */
  readonly regions: Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>;
  /** Of the file and of what it would do: an import names it, so that what is stored is what was looked at. */
  readonly digest: string;
};

const COLUMN_OF: Readonly<Record<OrganisationField, OrganisationColumn>> = {
  name: "name",
  nameEn: "nameEn",
  kind: "kind",
  regionCode: "region",
  creditCode: "creditCode",
};

type Against = (column: OrganisationColumn, refusal: Refusal<OrganisationFileCode>) => void;

/**
 * Compares a file with the organisations that are known. A row is of the organisation with its credit code, else of the one with
 * its name; a blank cell changes nothing, and a file that was imported once changes nothing the second time.
 */
export function checkOrganisationFile(
  rows: readonly OrganisationFileRow[],
  known: readonly KnownOrganisation[],
  regions: RegionIndex,
): OrganisationFile {
  const byName = new Map(known.map((organisation) => [organisation.name, organisation]));
  const byCode = new Map(known.flatMap((one) => (one.creditCode === null ? [] : [[one.creditCode, one] as const])));
  const taken = new Map<string, number>();
  const changes: OrganisationChange[] = [];
  const refusals: OrganisationFileRefusal[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const before = refusals.length;
    const against: Against = (column, refusal) =>
      refusals.push({ ...refusal, sheet: row.sheet, row: row.row, column, address: row.cells[column]?.address ?? null });
    const typed = readRow(row, regions, against);
    refuseTwice(row.row, typed, taken, against);
    const ofName = byName.get(typed.name) ?? null;
    const ofCode = typed.creditCode === null ? null : (byCode.get(typed.creditCode) ?? null);
    if (ofName !== null && ofCode !== null && ofName.id !== ofCode.id) {
      against("creditCode", { code: "organisation-code-of-other", params: { name: ofName.name, other: ofCode.name } });
      continue;
    }
    const found = ofCode ?? ofName;
    const facts = completeFacts(row, typed, found, against);
    if (facts === null || refusals.length > before) continue;
    const ground = { isNameTaken: false, codeTakenBy: null, isRegionKnown: true, before: found, frozen: found?.frozen ?? 0 };
    const checked = checkOrganisation(facts, ground);
    if (!checked.ok) {
      for (const refusal of checked.refusals) {
        against(COLUMN_OF[(refusal.params?.field ?? "name") as OrganisationField], refusal);
      }
      continue;
    }
    const fields = found === null ? [] : compareOrganisations(found, facts);
    if (found !== null && fields.length === 0) unchanged += 1;
    else {
      const earlier = Object.fromEntries(fields.map((field) => [field, found?.[field] ?? null]));
      changes.push({ sheet: row.sheet, row: row.row, organisationId: found?.id ?? null, facts, before: earlier });
    }
  }
  return { changes, unchanged, refusals };
}

type Typed = {
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: OrganisationKind | null;
  readonly regionCode: string | null;
  readonly creditCode: string | null;
};

function readRow({ cells }: OrganisationFileRow, regions: RegionIndex, against: Against): Typed {
  const read = (column: OrganisationColumn): string | null => {
    const cell = cells[column];
    if (!cell) return null;
    if (cell.type === "error" || cell.type === "uncalculated" || cell.type === "date") {
      against(column, { code: `cell-${cell.type}`, params: { value: cell.text } });
      return null;
    }
    return cell.text;
  };
  const name = (read("name") ?? "").replace(/\s+/gu, " ").trim();
  const nameEn = read("nameEn");
  const kind = read("kind");
  const region = read("region");
  if (cells.name?.type !== "error" && !isLength(name, 60)) {
    against("name", { code: "organisation-name-length", params: { length: [...name].length } });
  }
  if (nameEn !== null && !isLength(nameEn, 120)) {
    against("nameEn", { code: "organisation-name-en-length", params: { length: [...nameEn].length } });
  }
  const isKind = (ORGANISATION_KINDS as readonly (string | null)[]).includes(kind);
  if (kind !== null && !isKind) against("kind", { code: "organisation-kind-unknown", params: { value: kind } });
  return {
    name,
    nameEn,
    kind: isKind ? (kind as OrganisationKind) : null,
    regionCode: region === null ? null : readRegion(region, regions, against),
    creditCode: readCreditCode(cells.creditCode?.type === "number", read("creditCode"), against),
  };
}

function isLength(text: string, longest: number): boolean {
  const { length } = [...text];
  return length >= 2 && length <= longest;
}

function readRegion(text: string, regions: RegionIndex, against: Against): string | null {
  const read = readRegionLabel(text, regions);
  if (read.ok) return read.value;
  for (const refusal of read.refusals) against("region", refusal);
  return null;
}

/** A spreadsheet keeps 15 digits of a number: a code of digits only has to be text. */
function readCreditCode(isNumber: boolean, text: string | null, against: Against): string | null {
  const code = normaliseCreditCode(text ?? "");
  if (code === "") return null;
  if (isNumber) {
    against("creditCode", { code: "code-stored-as-number" });
    return null;
  }
  const checked = checkCreditCode(code);
  if (!checked.ok) for (const refusal of checked.refusals) against("creditCode", refusal);
  return code;
}

/** One organisation stands in one row: by name and by code. */
function refuseTwice(row: number, { name, creditCode }: Typed, taken: Map<string, number>, against: Against): void {
  const keys = [["name", name] as const, ["creditCode", creditCode] as const];
  for (const [column, value] of keys) {
    if (value === null || value === "") continue;
    const key = `${column} ${value}`;
    const first = taken.get(key);
    if (first === undefined) taken.set(key, row);
    else against(column, { code: "organisation-twice-in-file", params: { value, first } });
  }
}

/** What the row says, with what is known where it says nothing; null when a new one lacks something. */
function completeFacts(
  { cells }: OrganisationFileRow,
  { name, nameEn, kind, regionCode, creditCode }: Typed,
  found: KnownOrganisation | null,
  against: Against,
): OrganisationFacts | null {
  const facts = {
    name,
    nameEn: nameEn ?? found?.nameEn ?? name,
    kind: kind ?? found?.kind ?? null,
    regionCode: regionCode ?? found?.regionCode ?? null,
    creditCode: creditCode ?? found?.creditCode ?? null,
  };
  // A cell that could not be read was refused for that already.
  if (facts.kind === null && !cells.kind) against("kind", { code: "organisation-kind-missing" });
  if (facts.regionCode === null && !cells.region) against("region", { code: "region-missing" });
  return facts.kind === null || facts.regionCode === null ? null : { ...facts, kind: facts.kind, regionCode: facts.regionCode };
}
