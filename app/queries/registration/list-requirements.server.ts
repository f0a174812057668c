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
        event: EVENT,
        members: { orderBy: { position: "asc" }, select: { person: PERSON } },
      },
    });
    for (const { id, rosterNumber, event, members } of entries) {
      missing.set(
        id,
        listMissingOf(
          keys,
          event,
          members.map(({ person }) => ({ person, otherwise: rosterNumber })),
        ),
      );
    }
  }
  return missing;
}

/** What an entry's event asks of one person who is to stand in it, and is missing of him. */
export async function listSubstituteRequirements(
  tables: Tables,
  keys: Keys,
  { entryId, personId }: { readonly entryId: string; readonly personId: string },
): Promise<readonly Refusal<RequirementRefusal>[]> {
  const { rosterNumber, event } = await tables.entry.findUniqueOrThrow({
    where: { id: entryId },
    select: { rosterNumber: true, event: EVENT },
  });
  const person = await tables.person.findUniqueOrThrow({ where: { id: personId }, ...PERSON });
  return listMissingOf(keys, event, [{ person, otherwise: rosterNumber }]);
}

const EVENT = {
  select: {
    rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } },
    competition: { select: { startsOn: true } },
  },
} as const;
const PERSON = {
  select: {
    sealed: true,
    key: { select: { wrapped: true } },
    attachments: { where: { withdrawnAt: null }, select: { kind: true } },
    consents: { where: { withdrawnAt: null }, select: { version: true, guardian: true } },
  },
} as const;

type LoadedEvent = {
  readonly rules: readonly { readonly content: unknown }[];
  readonly competition: { readonly startsOn: Date };
};
type LoadedPerson = Parameters<typeof openPerson>[1] & {
  readonly attachments: readonly { readonly kind: string }[];
  readonly consents: readonly { readonly version: string; readonly guardian: unknown }[];
};

/** @param people `otherwise` names who was erased */
function listMissingOf(
  keys: Keys,
  event: LoadedEvent,
  people: readonly { readonly person: LoadedPerson; readonly otherwise: string }[],
): readonly Refusal<RequirementRefusal>[] {
  const { requires } = toEventRules(event.rules[0]?.content);
  if (requires.attachments.length === 0 && !requires.consent) return [];
  const facts = people.map(({ person, otherwise }) => {
    const data = openPerson(keys, person);
    return {
      who: data?.name ?? otherwise,
      birthDate: data && findBirthDate(data),
      attachments: new Set(person.attachments.map(({ kind }) => kind as AttachmentKind)),
      consents: person.consents.map(({ version, guardian }) => ({ version, hasGuardian: guardian !== null })),
    };
  });
  return listMissing(requires, facts, shanghaiDay(event.competition.startsOn));
}
