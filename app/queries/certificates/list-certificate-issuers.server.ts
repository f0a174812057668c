/** Who issues a competition's certificates: its host authorities, each by its organisation, else by its region. */
import type { Tables } from "#app/platform/db/database.server.ts";

export type Issuer = { readonly zh: string; readonly en: string | null };

/** A certificate has room for the seals of so many. */
const MOST_ISSUERS = 4;

/** In the order in which the hosts were named; at most four. */
export async function listCertificateIssuers(tables: Tables, competitionId: string): Promise<readonly Issuer[]> {
  const hosts = await tables.competitionHost.findMany({
    where: { competitionId, relation: "host-authority" },
    orderBy: { id: "asc" },
    take: MOST_ISSUERS,
    select: {
      region: { select: { name: true, nameEn: true } },
      organisation: { select: { name: true, nameEn: true } },
    },
  });
  return hosts.map(({ organisation, region }) => {
    const { name, nameEn } = organisation ?? region;
    return { zh: name, en: nameEn === "" ? null : nameEn };
  });
}
