/** What an import of a file of organisations would add and change, or every reason against it by row and column; stores nothing. */
import {
  checkOrganisationFile,
  type KnownOrganisation,
  type OrganisationFileRow,
  type OrganisationPreview,
} from "#app/domain/organisations/organisation-file.ts";
import { makeRegionIndex } from "#app/domain/organisations/region-label.ts";
import { toRegionOption } from "#app/domain/policy/region-option.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { type OrganisationFileReadCode, readOrganisations } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { ORGANISATION_FACTS } from "#app/queries/organisations/get-organisation-ground.server.ts";

export type OrganisationFileInput = { readonly fileName: string; readonly bytes: Uint8Array };

/** A mistake of the whole file refuses the preview itself; mistakes in rows are part of it. */
export async function previewOrganisationFile(
  runtime: Runtime,
  file: OrganisationFileInput,
): Promise<Decision<OrganisationPreview, OrganisationFileReadCode>> {
  const rows = await readOrganisationRows(file);
  return rows.ok ? allow(await planOrganisationImport(runtime.database.read, file, rows.value)) : rows;
}

/** The rows of a file, or why it cannot be read at all. */
export async function readOrganisationRows({
  bytes,
}: OrganisationFileInput): Promise<Decision<readonly OrganisationFileRow[], OrganisationFileReadCode>> {
  const rows = await readOrganisations(bytes);
  if (rows.ok) return rows;
  return refuse(
    ...rows.refusals.map(({ code, params, sheet, address }): Refusal<OrganisationFileReadCode> => {
      return { code, params: { ...params, ...(sheet === null ? {} : { sheet }), ...(address === null ? {} : { address }) } };
    }),
  );
}

/** The rows beside what the tables hold now: inside a transaction, what an import stores. */
export async function planOrganisationImport(
  tables: Tables,
  { fileName, bytes }: OrganisationFileInput,
  rows: readonly OrganisationFileRow[],
): Promise<OrganisationPreview> {
  const regions = await tables.region.findMany({ select: { code: true, name: true, nameEn: true, parentCode: true } });
  const byCode = new Map(regions.map((region) => [region.code, region]));
  const index = makeRegionIndex(regions.map((region) => toRegionOption(region, byCode)));
  const checked = checkOrganisationFile(rows, await listKnown(tables), index);
  const codes = checked.changes.flatMap(({ facts, before }) => [facts.regionCode, before.regionCode ?? null]);
  return {
    ...checked,
    fileName,
    regions: Object.fromEntries(
      codes.flatMap((code) => {
        const region = code === null ? undefined : byCode.get(code);
        return region === undefined ? [] : [[region.code, { name: region.name, nameEn: region.nameEn }]];
      }),
    ),
    digest: sha256(JSON.stringify([sha256(bytes), checked.changes])),
  };
}

async function listKnown(tables: Tables): Promise<readonly KnownOrganisation[]> {
  const organisations = await tables.organisation.findMany({
    orderBy: { id: "asc" },
    select: { ...ORGANISATION_FACTS, id: true },
  });
  const frozen = await countAllFrozen(tables);
  return organisations.map(({ kind, ...organisation }) => {
    return { ...organisation, kind: kind as OrganisationKind, frozen: frozen.get(organisation.id) ?? 0 };
  });
}

/** Accepted members and recorded facts by organisation. */
async function countAllFrozen(tables: Tables): Promise<ReadonlyMap<string, number>> {
  const relations = { employerId: true, schoolId: true, trainingOrganisationId: true } as const;
  const members = [
    ...(await tables.entryMember.findMany({ where: { frozenAt: { not: null } }, select: relations })),
    ...(await tables.recordedMember.findMany({ select: relations })),
  ];
  const facts = await tables.recordedFact.findMany({
    where: { organisationId: { not: null } },
    select: { organisationId: true },
  });
  const counts = new Map<string, number>();
  const units = [
    ...members.map((member) => new Set([member.employerId, member.schoolId, member.trainingOrganisationId])),
    ...facts.map(({ organisationId }) => new Set([organisationId])),
  ];
  for (const ids of units) for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
