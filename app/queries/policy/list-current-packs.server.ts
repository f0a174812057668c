/** The pack version of each document that counts now: the highest that an officer confirmed, or that founded the installation. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type CurrentPack = { readonly id: string; readonly content: PolicyPack };

/** In the order of the names. @param names only these; left out: all documents */
export async function listCurrentPacks(tables: Tables, names?: readonly string[]): Promise<readonly CurrentPack[]> {
  const confirmed = await listConfirmedPacks(tables, names);
  return confirmed.filter(({ content: { name } }, index) => confirmed[index - 1]?.content.name !== name);
}

/** Every version that counts or counted, in the order of the names, the latest first. */
export async function listConfirmedPacks(tables: Tables, names?: readonly string[]): Promise<readonly CurrentPack[]> {
  const confirmed = await tables.policyPack.findMany({
    where: { state: "confirmed", ...(names === undefined ? {} : { name: { in: [...names] } }) },
    orderBy: [{ name: "asc" }, { version: "desc" }],
    select: { id: true, content: true },
  });
  return confirmed.map(({ id, content }) => ({ id, content: content as unknown as PolicyPack }));
}
