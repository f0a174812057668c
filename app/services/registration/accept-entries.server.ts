/** The step that makes entries accepted ones, by a reviewer's act or a leader's answer to an offer; takes the write of its caller. */
import { computeEntrantNumber } from "#app/domain/registration/acceptance.ts";
import type { FrozenMember } from "#app/domain/registration/review.ts";
import type { Tables, Write } from "#app/platform/db/database.server.ts";
import type { AcceptanceEntry } from "#app/queries/registration/load-acceptance.server.ts";

/**
 * Gives each entry its number, in the order given, and freezes its members. A number once given stays with its entry, also when
 * it is withdrawn.
 * @param frozen what is kept of each member, by id
 * @returns the numbers by entry @throws Error when an entry is not as it was loaded any more
 */
export async function acceptEntries(
  write: Write,
  entries: readonly AcceptanceEntry[],
  frozen: ReadonlyMap<string, FrozenMember>,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const { tables } = write;
  const numbers = new Map<string, string>();
  const serials = new Map<string, number>();
  for (const entry of entries) {
    const { id, eventId, status, updatedAt } = entry;
    const serial = (serials.get(eventId) ?? (await countNumbered(tables, eventId))) + 1;
    serials.set(eventId, serial);
    const entrantNumber = computeEntrantNumber(entry.event.code, serial);
    const { count } = await tables.entry.updateMany({
      where: { id, status, updatedAt },
      data: { status: "accepted", entrantNumber, offeredAt: null, offerEndsAt: null, updatedAt: now },
    });
    if (count === 0) throw new Error(`Entry ${id} changed inside a transaction.`);
    numbers.set(id, entrantNumber);
    await freezeMembers(write, entry, frozen, now);
  }
  return numbers;
}

/**
 * Keeps the regions of each member's relations as they are at this moment; the residence is a region itself and stays as registered.
 * @param frozen what is kept of each member, by id
 */
export async function freezeMembers(
  { tables }: Write,
  entry: AcceptanceEntry,
  frozen: ReadonlyMap<string, FrozenMember>,
  now: Date,
): Promise<void> {
  for (const member of entry.members) {
    const { employer, school, trainingOrganisation } = frozen.get(member.id) ?? {};
    await tables.entryMember.update({
      where: { id: member.id },
      data: {
        employerRegion: employer?.regionCode ?? null,
        schoolRegion: school?.regionCode ?? null,
        trainingRegion: trainingOrganisation?.regionCode ?? null,
        delegationRegion: entry.delegation.regionCode,
        frozenAt: now,
      },
    });
  }
}

function countNumbered(tables: Tables, eventId: string): Promise<number> {
  return tables.entry.count({ where: { eventId, entrantNumber: { not: null } } });
}
