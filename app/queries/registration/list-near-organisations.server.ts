/** Organisations that are offered while one types where somebody works or learns: the nearest to a delegation first. */
import { compareText } from "#app/domain/shared/order.ts";
import type { OrganisationKind } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** So many names are offered; others are typed in full. */
const MOST_ORGANISATIONS = 1500;

export type OfferedOrganisation = { readonly name: string; readonly kind: OrganisationKind };

/** @param regionCode of the delegation */
export async function listNearOrganisations(tables: Tables, regionCode: string): Promise<readonly OfferedOrganisation[]> {
  const organisations = await tables.organisation.findMany({ select: { name: true, kind: true, regionCode: true } });
  return organisations
    .map(({ name, kind, regionCode: region }) => ({ name, kind: kind as OrganisationKind, far: distance(region, regionCode) }))
    .sort((left, right) => left.far - right.far || compareText(left.name, right.name))
    .slice(0, MOST_ORGANISATIONS)
    .map(({ name, kind }) => ({ name, kind }));
}

/** Fewer of the code's places in common is further away. */
function distance(code: string, from: string): number {
  if (code === from) return 0;
  if (code.slice(0, 4) === from.slice(0, 4)) return 1;
  return code.slice(0, 2) === from.slice(0, 2) ? 2 : 3;
}
