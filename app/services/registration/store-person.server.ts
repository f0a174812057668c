/** One person of an entry's page: found by his document or added, with what was typed of him; a step of its caller's write. */
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson, type PersonData, resealPerson, sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** @returns his id. Blank telephones and dates of birth leave what is known. */
export async function storePerson(tables: Tables, runtime: Runtime, typed: PersonData): Promise<string> {
  const documentHash = runtime.keys.hashDocument(typed.documentKind, typed.documentNumber);
  const found = await tables.person.findUnique({
    where: { documentHash },
    select: { id: true, sealed: true, key: { select: { wrapped: true } } },
  });
  const known = found && openPerson(runtime.keys, found);
  if (found?.key && known) {
    const telephone = typed.telephone || known.telephone;
    const birthDate = typed.birthDate ?? known.birthDate ?? null;
    const isSame = known.name === typed.name && known.telephone === telephone && (known.birthDate ?? null) === birthDate;
    if (!isSame) {
      const sealed = resealPerson(runtime.keys, found.key.wrapped, { ...typed, telephone, birthDate });
      await tables.person.update({ where: { id: found.id }, data: { sealed } });
    }
    return found.id;
  }
  const { sealed, wrapped } = sealPerson(runtime.keys, typed);
  if (found) {
    await tables.person.update({ where: { id: found.id }, data: { sealed, key: { create: { wrapped } } } });
    return found.id;
  }
  const id = newId();
  const createdAt = runtime.clock.now();
  await tables.person.create({ data: { id, documentHash, sealed, createdAt, key: { create: { wrapped } } } });
  return id;
}
