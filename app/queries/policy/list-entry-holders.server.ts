/** The people of entries by name, for readers who may see names. */
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** By entry id, in the order of positions; a person who was erased has an empty name. */
export async function listEntryHolders(
  runtime: Runtime,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, { memberId: string; name: string }[]>> {
  const members = await runtime.database.read.entryMember.findMany({
    where: { entryId: { in: [...entryIds] } },
    orderBy: [{ entryId: "asc" }, { position: "asc" }],
    select: { id: true, entryId: true, person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  });
  const byEntry = new Map<string, { memberId: string; name: string }[]>();
  for (const { id, entryId, person } of members) {
    const list = byEntry.get(entryId) ?? [];
    list.push({ memberId: id, name: openPerson(runtime.keys, person)?.name ?? "" });
    byEntry.set(entryId, list);
  }
  return byEntry;
}
