/** The step of an erasure that reaches names sealed apart from a person: on certificates of accounts, and of those who took a certificate for somebody. */
import { unseal } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

const NOTHING = new Uint8Array();

/**
 * A name in the register of these competitions is taken to be his: it says nothing else of whoever took a certificate.
 * @returns how many names were destroyed
 */
export async function forgetTaker(
  tables: Tables,
  { keys }: Pick<Runtime, "keys">,
  { name, competitionIds }: { readonly name: string; readonly competitionIds: readonly string[] },
): Promise<number> {
  const handOuts = await tables.certificateHandOut.findMany({
    where: { wrapped: { not: null }, certificate: { competitionId: { in: [...competitionIds] } } },
    select: { id: true, sealed: true, wrapped: true },
  });
  const named = handOuts.filter(
    ({ sealed, wrapped }) => sealed && unseal<{ name: string }>(keys, sealed, wrapped)?.name === name,
  );
  const { count } = await tables.certificateHandOut.updateMany({
    where: { id: { in: named.map(({ id }) => id) } },
    data: { sealed: NOTHING, wrapped: null },
  });
  return count;
}

/** The names on certificates of an account: of a judge, who is no person here. @returns how many were destroyed */
export async function forgetHolder(tables: Tables, userId: string): Promise<number> {
  const { count } = await tables.certificateName.updateMany({
    where: { personId: null, wrapped: { not: null }, certificate: { kind: "judge", holderId: userId } },
    data: { sealed: NOTHING, wrapped: null },
  });
  return count;
}
