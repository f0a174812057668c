/** Finds people for the policy office by a part of the name or by the exact document number; who was shown to whom is on record (DOMAIN 3). */
import { isNameFound, type PeopleQuery, type PeopleRefusal, readPeopleQuery } from "#app/domain/policy/find-people.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { compareNames } from "#app/platform/names/name-order.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listTies, type Tie } from "#app/queries/beneficiaries/list-ties.server.ts";
import { findWithinReach, readWithinReach, type SealedPerson } from "#app/queries/beneficiaries/within-reach.server.ts";

export type PersonHit = Tie & { readonly personId: string; readonly name: string; readonly maskedDocument: string };

export type PeopleFound = {
  /** The part of a name that was looked for, to ask for the next page with; empty: a document alone. */
  readonly name: string;
  readonly hits: readonly PersonHit[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly found: number;
  /** There are more than are counted: the search has to be narrower. */
  readonly isCut: boolean;
};

const PAGE = 20;
/** More people than that tell nobody anything. */
const MOST = 200;

/** @param asked as typed; both fields given, both must be met. @returns a page of people by name, or what cannot be asked. */
export async function searchPeople(
  runtime: Runtime,
  actor: Actor,
  asked: { readonly name: string; readonly documentNumber: string; readonly page: number },
): Promise<Decision<PeopleFound, PeopleRefusal>> {
  const query = readPeopleQuery(asked);
  if (!query.ok) return query;
  const people = await findPeople(runtime, query.value);
  const listed = people.slice(0, MOST);
  const pages = Math.max(1, Math.ceil(listed.length / PAGE));
  const page = Math.min(Math.max(1, asked.page), pages);
  const shown = listed.slice((page - 1) * PAGE, page * PAGE);
  const personIds = shown.map(({ personId }) => personId);
  const ties = await listTies(runtime.database.read, personIds);
  const hits = shown.map((one) => ({ ...one, ...(ties.get(one.personId) ?? NOWHERE) }));
  return runtime.database.write<PeopleFound, PeopleRefusal>(async ({ audit }) => {
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "search-people",
      objectKind: "people-search",
      objectId: newId(),
      payload: {
        by: [...(query.value.name === null ? [] : ["name"]), ...(query.value.documents === null ? [] : ["document"])],
        found: listed.length,
        page,
        people: personIds,
      },
    });
    return allow({ name: asked.name.trim(), hits, page, pages, found: listed.length, isCut: people.length > MOST });
  });
}

type Found = Pick<PersonHit, "personId" | "name" | "maskedDocument">;

const NOWHERE: Tie = { organisation: null, region: null };

/** By name, one more than are listed at the most; an erased person has none and is not found. */
async function findPeople(runtime: Runtime, { name, documents }: PeopleQuery): Promise<readonly Found[]> {
  const { database, keys } = runtime;
  const found = new Map<string, Found>();
  const take = (people: readonly SealedPerson[]) => {
    for (const person of people) {
      const opened = openPerson(keys, person);
      if (!opened || (name !== null && !isNameFound(opened.name, name))) continue;
      found.set(person.id, {
        personId: person.id,
        name: opened.name,
        maskedDocument: maskDocument(opened.documentNumber),
      });
    }
  };
  if (documents !== null) {
    const hashes = documents.map(({ kind, text }) => keys.hashDocument(kind, text));
    take(await findWithinReach(database.read, hashes));
  } else {
    for await (const part of readWithinReach(database.read)) {
      take(part);
      if (found.size > MOST) break;
    }
  }
  return [...found.values()].sort(
    (left, right) => compareNames(left.name, right.name) || (left.personId < right.personId ? -1 : 1),
  );
}
