/** Where people belong as far as it was registered or recorded last: their unit and region. */
import type { Tables } from "#app/platform/db/database.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

export type Tie = { readonly organisation: Named | null; readonly region: Named | null };

const UNITS = { employerId: true, employerRegion: true, schoolId: true, schoolRegion: true } as const;

/** By person id: the last entry counts, else what was recorded last, else what stands in a bank. */
export async function listTies(tables: Tables, personIds: readonly string[]): Promise<ReadonlyMap<string, Tie>> {
  const people = await tables.person.findMany({
    where: { id: { in: [...personIds] } },
    select: {
      id: true,
      members: { orderBy: { entry: { createdAt: "desc" } }, take: 1, select: { ...UNITS, delegationRegion: true } },
      recorded: {
        where: { fact: { droppedAt: null } },
        orderBy: { fact: { recordedAt: "desc" } },
        take: 1,
        select: { ...UNITS, residenceRegion: true },
      },
      banked: {
        where: { withdrawnAt: null },
        orderBy: { createdAt: "desc" },
        take: 1,
        select: { organisationId: true, regionCode: true },
      },
    },
  });
  const keys = people.map(({ id, members: [member], recorded: [recorded], banked: [banked] }) => {
    const units = member ?? recorded;
    return {
      id,
      organisationId: units?.employerId ?? units?.schoolId ?? banked?.organisationId ?? null,
      regionCode:
        (units?.employerId ? units.employerRegion : units?.schoolRegion) ??
        member?.delegationRegion ??
        recorded?.residenceRegion ??
        banked?.regionCode ??
        null,
    };
  });
  const organisations = await tables.organisation.findMany({
    where: { id: { in: keys.flatMap(({ organisationId }) => organisationId ?? []) } },
    select: { id: true, name: true, nameEn: true },
  });
  const regions = await tables.region.findMany({
    where: { code: { in: keys.flatMap(({ regionCode }) => regionCode ?? []) } },
    select: { code: true, name: true, nameEn: true },
  });
  const organisationOf = new Map(organisations.map(({ id, ...named }) => [id, named]));
  const regionOf = new Map(regions.map(({ code, ...named }) => [code, named]));
  return new Map(
    keys.map(({ id, organisationId, regionCode }) => [
      id,
      { organisation: organisationOf.get(organisationId ?? "") ?? null, region: regionOf.get(regionCode ?? "") ?? null },
    ]),
  );
}
