/** The names of accounts by id, for who did what. */
import type { Runtime } from "#app/platform/runtime.server.ts";

/** An id that names nobody, and null, are left out. */
export async function getUserNames(runtime: Runtime, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const found = await runtime.database.read.user.findMany({
    where: { id: { in: [...new Set(ids.filter((id) => id !== null))] } },
    select: { id: true, displayName: true },
  });
  return new Map(found.map(({ id, displayName }) => [id, displayName]));
}
