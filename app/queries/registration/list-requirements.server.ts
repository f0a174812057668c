/** What is on record of the people of entries, and what their events ask for and is missing. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { findBirthDate } from "#app/domain/registration/birth-date.ts";
import { listMissing, type RequirementRefusal } from "#app/domain/registration/requirements.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** By entry id; an entry whose event asks for nothing, or that has everything, has an empty list. */
export async function listRequirements(
  tables: Tables,
  keys: Keys,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Refusal<RequirementRefusal>[]>> {
  const missing = new Map<string, readonly Refusal<RequirementRefusal>[]>();
  for (const part of chunk(entryIds)) {
    const entries = await tables.entry.findMany({
      where: { id: { in: part } },
      select: {
        id: true,
        rosterNumber: true,
        event: {
          select: {
            rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
            competition: { select: { startsOn: true } },
          },
        },
        members: {
          orderBy: { position: "asc" },
          select: {
            person: {
              select: {
                sealed: true,
                key: { select: { wrapped: true } },
                attachments: { where: { withdrawnAt: null }, select: { kind: true } },
                consents: { where: { withdrawnAt: null }, select: { version: true, guardian: true } },
              },
            },
          },
        },
      },
    });
    for (const { id, rosterNumber, event, members } of entries) {
      const { requires } = toEventRules(event.rules[0]?.content);
      if (requires.attachments.length === 0 && !requires.consent) {
        missing.set(id, []);
        continue;
      }
      const people = members.map(({ person }) => {
        const data = openPerson(keys, person);
        return {
          who: data?.name ?? rosterNumber,
          birthDate: data && findBirthDate(data),
          attachments: new Set(person.attachments.map(({ kind }) => kind as AttachmentKind)),
          consents: person.consents.map(({ version, guardian }) => ({ version, hasGuardian: guardian !== null })),
        };
      });
      missing.set(id, listMissing(requires, people, shanghaiDay(event.competition.startsOn)));
    }
  }
  return missing;
}
