/** What the form of a recommendation shows of the result that was chosen for it: the people who won, with their units of then. */
import { doesBasisStand } from "#app/domain/honours/honour-acts.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type BasisMember, type FoundBasis, findHonourBasis, type HonourBasisReference } from "./find-honour-basis.server.ts";

export type Nomination = Pick<FoundBasis, "entryId" | "factId" | "competition" | "event" | "award" | "place"> & {
  /** Whether it can be rested on. */
  readonly doesStand: boolean;
  readonly members: readonly (Omit<BasisMember, "personId"> & { readonly name: string })[];
};

/** Null where there is no such result. */
export async function findNomination(runtime: Runtime, reference: HonourBasisReference): Promise<Nomination | null> {
  const { read } = runtime.database;
  const basis = await findHonourBasis(read, reference);
  if (!basis) return null;
  const people = new Map(
    (
      await read.person.findMany({
        where: { id: { in: basis.members.map(({ personId }) => personId) } },
        select: { id: true, sealed: true, key: { select: { wrapped: true } } },
      })
    ).map(({ id, ...person }) => [id, openPerson(runtime.keys, person)?.name ?? ""]),
  );
  const { entryId, factId, competition, event, award, place } = basis;
  return {
    entryId,
    factId,
    competition,
    event,
    award,
    place,
    doesStand: doesBasisStand(basis),
    members: basis.members.map(({ personId, ...member }) => ({ ...member, name: people.get(personId) ?? "" })),
  };
}
