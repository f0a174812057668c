/** The skills that were ever held, by occupation code, under the name of the latest event of each. */
import type { Tables } from "#app/platform/db/database.server.ts";

export async function listOccupations(
  tables: Tables,
): Promise<ReadonlyMap<string, { readonly name: string; readonly nameEn: string }>> {
  const events = await tables.event.findMany({
    where: { occupationCode: { not: "" } },
    orderBy: [{ competition: { startsOn: "asc" } }, { code: "asc" }],
    select: { occupationCode: true, name: true, nameEn: true },
  });
  return new Map(events.map(({ occupationCode, ...named }) => [occupationCode, named]));
}
