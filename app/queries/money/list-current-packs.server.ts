/** The current version of every policy pack: the highest that was confirmed. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** In the order of names. */
export async function listCurrentPacks(
  tables: Tables,
): Promise<readonly { readonly id: string; readonly content: PolicyPack }[]> {
  const packs = await tables.policyPack.findMany({
    where: { state: "confirmed" },
    orderBy: [{ name: "asc" }, { version: "desc" }],
    select: { id: true, name: true, version: true },
  });
  const ids = packs.filter(({ name }, index) => packs[index - 1]?.name !== name).map(({ id }) => id);
  const found = await tables.policyPack.findMany({
    where: { id: { in: ids } },
    orderBy: { name: "asc" },
    select: { id: true, content: true },
  });
  return found.map(({ id, content }) => ({ id, content: content as unknown as PolicyPack }));
}

/** Versions by id, as what used them pinned them. */
export async function getPacks(tables: Tables, ids: readonly string[]): Promise<ReadonlyMap<string, PolicyPack>> {
  const found = await tables.policyPack.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, content: true },
  });
  return new Map(found.map(({ id, content }) => [id, content as unknown as PolicyPack]));
}
