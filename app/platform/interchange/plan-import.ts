/** What an import would write, in full and without a database: the rows under new ids, or every fault. */
import { canonicalJson, type Json } from "#app/domain/audit/canonical-json.ts";
import { type InterchangeFault, MOST_FAULTS } from "#app/domain/interchange/faults.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { checkDocument } from "./check-document.ts";
import { competitionPart } from "./competition-part.ts";
import type { CompetitionDocument } from "./document.ts";
import type { Children, Fields, Part, Path, Row } from "./field.ts";
import { type Written, writePart } from "./to-rows.ts";

/** What the installation has already and the document names too, by ids of the document. */
export type KnownHere = {
  readonly organisations: ReadonlyMap<string, string>;
  readonly persons: ReadonlyMap<string, string>;
};

export const NOBODY_KNOWN: KnownHere = { organisations: new Map(), persons: new Map() };

export type ImportPlan = {
  readonly competitionId: string;
  /** By table; sealed columns, accounts and people are left to who writes. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** Ids of the rows to come, by ids of the document. */
  readonly ids: Readonly<Record<"organisation" | "official" | "person", ReadonlyMap<string, string>>>;
  readonly regions: Written["regions"];
  readonly packs: Written["packs"];
};

export type PlannedImport =
  | { readonly ok: true; readonly value: ImportPlan }
  | { readonly ok: false; readonly faults: readonly InterchangeFault[] };

/** The order in which tables refer to one another. */
export const TABLES = [
  "competition",
  "competitionHost",
  "competitionPack",
  "event",
  "eventRules",
  "markingScheme",
  "round",
  "delegation",
  "roleGrant",
  "entry",
  "entryMember",
  "entryCoach",
  "substitution",
  "registrationReview",
  "roundSession",
  "roundEntry",
  "roundSeat",
  "blindSubject",
  "blindMapping",
  "draw",
  "drawLine",
  "drawContribution",
  "redrawRefusal",
  "panel",
  "panelJudge",
  "markingForm",
  "markRevision",
  "aspectNote",
  "markConflict",
  "conflictSettlement",
  "signOff",
  "formConfirmation",
  "correction",
  "paperKeying",
  "mediumChange",
  "componentImport",
  "hallRecord",
  "tieDecision",
  "board",
  "roundFreeze",
  "unblinding",
  "unblindingPresence",
  "recheck",
  "recheckItem",
  "publication",
  "conflict",
  "appeal",
  "objection",
  "ruling",
  "rescoreSet",
  "reopening",
  "notice",
  "meeting",
  "meetingAttendee",
  "programmeItem",
] as const;
export type TableName = (typeof TABLES)[number];

/** @param document of the right shape (`readDocument`) */
export function planImport(
  document: CompetitionDocument,
  { newId, here = NOBODY_KNOWN }: { readonly newId: () => string; readonly here?: KnownHere },
): PlannedImport {
  const ids = {
    organisation: new Map(document.organisations.map(({ id }) => [id, here.organisations.get(id) ?? newId()])),
    official: new Map(document.officials.map(({ id }) => [id, newId()])),
    person: new Map(document.persons.map(({ id }) => [id, here.persons.get(id) ?? newId()])),
  };
  const given = (["organisation", "official", "person"] as const).flatMap((kind) =>
    document[`${kind}s` as const].map(({ id }, index) => ({
      kind,
      fileId: id,
      id: ids[kind].get(id) ?? "",
      path: [`${kind}s`, index] as Path,
    })),
  );
  const written = writePart(
    competitionPart as unknown as Part<Fields, Children>,
    document.competition as unknown as Record<string, unknown>,
    { newId, path: ["competition"], given },
  );
  const faults: InterchangeFault[] = [...written.faults, ...checkBeside(document)];
  if (faults.length === 0) faults.push(...checkDocument(document));
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MOST_FAULTS) };
  const regions = new Map(written.regions);
  for (const [index, { region }] of document.organisations.entries()) {
    if (!regions.has(region)) regions.set(region, ["organisations", index, "region"]);
  }
  const rows = completeRows(written, document.exportedAt, newId);
  const competitionId = rows.get("competition")?.[0]?.id as string;
  return { ok: true, value: { competitionId, rows, ids, regions, packs: written.packs } };
}

/** What stands beside the competition: nobody and nothing twice, and officials of organisations that are there. */
function checkBeside({ organisations, officials, persons, certificates, competition }: CompetitionDocument): InterchangeFault[] {
  const faults: InterchangeFault[] = [];
  const twice = (list: string, what: string, keys: readonly (string | null)[]) => {
    const seen = new Set<string>();
    for (const [index, key] of keys.entries()) {
      if (key !== null && seen.has(key)) faults.push({ path: [list, index], code: "stands-twice", params: { what } });
      if (key !== null) seen.add(key);
    }
  };
  twice(
    "organisations",
    "name",
    organisations.map(({ name }) => name),
  );
  twice(
    "organisations",
    "creditCode",
    organisations.map(({ creditCode }) => creditCode),
  );
  twice(
    "persons",
    "document",
    persons.map(({ document }) => document && `${document.kind}:${document.number.toUpperCase()}`),
  );
  const units = new Set(organisations.map(({ id }) => id));
  for (const [index, { organisation }] of officials.entries()) {
    if (organisation === null || units.has(organisation)) continue;
    faults.push({ path: ["officials", index, "organisation"], code: "reference-unknown", params: { id: organisation } });
  }
  const entries = new Map(competition.events.map((event) => [event.id ?? "", new Set(event.entries.map(({ id }) => id))]));
  for (const [index, { event, entry }] of certificates.entries()) {
    const path = ["certificates", index];
    if (!entries.has(event)) faults.push({ path: [...path, "event"], code: "reference-unknown", params: { id: event } });
    else if (!entries.get(event)?.has(entry)) {
      faults.push({ path: [...path, "entry"], code: "reference-unknown", params: { id: entry } });
    }
  }
  return faults;
}

/** What a row has and the document does not say: hashes over new ids, keys of devices that are not here, a board to start from. */
function completeRows(written: Written, at: string, newId: () => string): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map([...written.rows].map(([table, list]) => [table, list.map(({ row }) => row)]));
  const change = (table: TableName, edit: (row: Row) => Row) => {
    const list = rows.get(table);
    if (list) rows.set(table, list.map(edit));
  };
  const roundIds = new Map((rows.get("round") ?? []).map(({ id, eventId, number }) => [`${eventId}/${number}`, id]));
  change("hallRecord", (row) => ({ ...row, key: newId() }));
  change("publication", (row) => ({ ...row, resultsHash: sha256(canonicalJson(row.results as Json)) }));
  change("appeal", (row) => ({ ...row, roundId: roundIds.get(row.roundId as string) }));
  rows.set(
    "board",
    (rows.get("round") ?? [])
      .filter(({ phase }) => phase !== "draw")
      .map(({ id }) => ({ roundId: id, version: 1, changedAt: new Date(at) })),
  );
  return rows;
}
