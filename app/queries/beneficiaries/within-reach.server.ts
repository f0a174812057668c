/** Whom the policy office may look for: people about whom clauses were asked, something was recorded, a promotion is proposed, or who agreed to stand in a bank. */
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** A dropped record and a withdrawn consent make nobody findable. */
const WITHIN_REACH = {
  OR: [
    { members: { some: { entry: { assessments: { some: {} } } } } },
    { recorded: { some: { fact: { droppedAt: null } } } },
    { banked: { some: { withdrawnAt: null } } },
  ],
};

const PERSON = { id: true, sealed: true, key: { select: { wrapped: true } } } as const;

export type SealedPerson = {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly key: { readonly wrapped: Uint8Array } | null;
};

/** How many are read at once: nobody needs all of them in memory. */
const PART = 500;

/** Everyone, some hundred at a time; a person may come twice. */
export async function* readWithinReach(tables: Tables): AsyncGenerator<readonly SealedPerson[]> {
  for (let after = ""; ; ) {
    const people = await tables.person.findMany({
      where: { id: { gt: after }, ...WITHIN_REACH },
      orderBy: { id: "asc" },
      take: PART,
      select: PERSON,
    });
    if (people.length > 0) yield people;
    if (people.length < PART) break;
    after = people.at(-1)?.id ?? "";
  }
  const promotions = await tables.levelPromotion.findMany({
    where: { state: { not: "withdrawn" } },
    select: { memberId: true },
  });
  for (const part of chunk(promotions, PART)) {
    const memberIds = part.map(({ memberId }) => memberId);
    yield await tables.person.findMany({ where: { members: { some: { id: { in: memberIds } } } }, select: PERSON });
  }
}

/** Those of these document hashes who are. */
export async function findWithinReach(tables: Tables, hashes: readonly string[]): Promise<readonly SealedPerson[]> {
  const people = await tables.person.findMany({ where: { documentHash: { in: [...hashes] } }, select: PERSON });
  const within = await Promise.all(people.map(({ id }) => isWithinReach(tables, id)));
  return people.filter((_person, index) => within[index]);
}

export async function isWithinReach(tables: Tables, personId: string): Promise<boolean> {
  if ((await tables.person.count({ where: { id: personId, ...WITHIN_REACH } })) > 0) return true;
  const members = await tables.entryMember.findMany({ where: { personId }, select: { id: true } });
  const memberId = { in: members.map(({ id }) => id) };
  return (await tables.levelPromotion.count({ where: { memberId, state: { not: "withdrawn" } } })) > 0;
}
