/** The entries of a competition as its papers name them: people with masked documents, units, and seats once they are drawn. */

import { checkDocument, type DocumentKind, maskDocument } from "#app/domain/registration/document.ts";
import type { Sex } from "#app/domain/registration/resident-id.ts";
import { compareRosterNumbers } from "#app/domain/registration/roster-number.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RegistrationStatus, SkillLevel } from "#app/domain/shared/vocabulary.ts";
import { COACHES, nameCoaches } from "#app/platform/crypto/coach-names.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type PaperMember = {
  readonly personId: string;
  /** Empty when the person was erased. */
  readonly name: string;
  /** Null where the document does not tell it. */
  readonly sex: Sex | null;
  readonly maskedDocument: string;
  readonly telephone: string;
  readonly level: SkillLevel | null;
  readonly yearsOfService: number | null;
  /** Names; empty where there is none. */
  readonly employer: string;
  readonly school: string;
  readonly trainingOrganisation: string;
  readonly residence: { readonly name: string; readonly nameEn: string } | null;
};

export type PaperEntry = {
  readonly id: string;
  readonly eventCode: string;
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly rosterNumber: string;
  readonly entrantNumber: string | null;
  readonly coach: string;
  readonly status: RegistrationStatus;
  readonly members: readonly PaperMember[];
};

export type PaperEntryFilter = {
  readonly competitionId: string;
  readonly eventId?: string;
  readonly delegationId?: string;
  readonly statuses: readonly RegistrationStatus[];
};

/** By event, then entrant number; who has none yet follows by delegation and roster number. */
export async function listPaperEntries(runtime: Runtime, filter: PaperEntryFilter): Promise<readonly PaperEntry[]> {
  const tables = runtime.database.read;
  const { competitionId, eventId, delegationId, statuses } = filter;
  const entries = await tables.entry.findMany({
    where: {
      event: { competitionId },
      status: { in: [...statuses] },
      ...(eventId === undefined ? {} : { eventId }),
      ...(delegationId === undefined ? {} : { delegationId }),
    },
    select: ENTRY,
  });
  const nameOf = await readUnitNames(
    tables,
    entries.flatMap(({ members }) =>
      members.flatMap(({ employerId, schoolId, trainingOrganisationId }) => [employerId, schoolId, trainingOrganisationId]),
    ),
  );
  const regions = await readRegions(
    tables,
    entries.flatMap(({ members }) => members.map(({ residenceRegion }) => residenceRegion)),
  );
  const unit = (id: string | null) => (id === null ? "" : (nameOf.get(id) ?? ""));
  return entries
    .map(({ event, members, coaches, status, ...entry }) => ({
      ...entry,
      coach: nameCoaches(runtime.keys, coaches),
      eventCode: event.code,
      status: status as RegistrationStatus,
      members: members.map(({ person, personId, levelHeld, yearsOfService, ...units }): PaperMember => {
        const data = openPerson(runtime.keys, person);
        const document = data && checkDocument(data.documentKind as DocumentKind, data.documentNumber);
        return {
          personId,
          yearsOfService,
          name: data?.name ?? "",
          sex: document?.ok ? document.value.sex : null,
          maskedDocument: maskDocument(data?.documentNumber ?? ""),
          telephone: data?.telephone ?? "",
          level: levelHeld as SkillLevel | null,
          employer: unit(units.employerId),
          school: unit(units.schoolId),
          trainingOrganisation: unit(units.trainingOrganisationId),
          residence: regions.get(units.residenceRegion ?? "") ?? null,
        };
      }),
    }))
    .sort(
      (left, right) =>
        compareText(left.eventCode, right.eventCode) ||
        compareText(left.entrantNumber ?? "\uffff", right.entrantNumber ?? "\uffff") ||
        compareText(left.delegation.name, right.delegation.name) ||
        compareRosterNumbers(left.rosterNumber, right.rosterNumber),
    );
}

const ENTRY = {
  id: true,
  rosterNumber: true,
  entrantNumber: true,
  coaches: COACHES,
  status: true,
  event: { select: { code: true } },
  delegation: { select: { name: true, nameEn: true } },
  members: {
    orderBy: { position: "asc" },
    select: {
      personId: true,
      levelHeld: true,
      yearsOfService: true,
      residenceRegion: true,
      employerId: true,
      schoolId: true,
      trainingOrganisationId: true,
      person: { select: { sealed: true, key: { select: { wrapped: true } } } },
    },
  },
} as const;

async function readUnitNames(tables: Tables, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const part of chunk([...new Set(ids.filter((id) => id !== null))])) {
    const rows = await tables.organisation.findMany({ where: { id: { in: part } }, select: { id: true, name: true } });
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

async function readRegions(
  tables: Tables,
  codes: readonly (string | null)[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>> {
  const wanted = [...new Set(codes.filter((code) => code !== null))];
  if (wanted.length === 0) return new Map();
  const regions = await tables.region.findMany({
    where: { code: { in: wanted } },
    select: { code: true, name: true, nameEn: true },
  });
  return new Map(regions.map(({ code, ...named }) => [code, named]));
}
