/** Versions of policy packs by id, as what used them pinned them. */
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export async function getPacks(tables: Tables, ids: readonly string[]): Promise<ReadonlyMap<string, PolicyPack>> {
  const found = await tables.policyPack.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, content: true },
  });
  return new Map(found.map(({ id, content }) => [id, content as unknown as PolicyPack]));
}
