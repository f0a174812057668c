/** The people of a recorded fact: found by their document or added, with the relations and regions of this moment frozen. */
import type { FactPerson, RecordFactRefusal } from "#app/domain/policy/check-recorded-fact.ts";
import { checkDocument } from "#app/domain/registration/document.ts";
import { normaliseName } from "#app/domain/registration/name.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson, sealPerson } from "#app/platform/crypto/person-vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** A person of a draft with what the system knows of him. */
export type KnownPerson = {
  readonly typed: FactPerson;
  readonly documentHash: string;
  /** The normalised number. */
  readonly documentNumber: string;
  readonly personId: string | null;
  /** Whether he was erased, and is known by his document's hash alone. */
  readonly isErased: boolean;
};

export type FoundPeople = {
  readonly people: readonly KnownPerson[];
  readonly refusals: readonly Refusal<RecordFactRefusal>[];
};

/** Whom the documents belong to, and what stands against the names, units and regions beside them. People with a malformed document are left out. */
export async function findPeople(tables: Tables, runtime: Runtime, typed: readonly FactPerson[]): Promise<FoundPeople> {
  const refusals: Refusal<RecordFactRefusal>[] = [];
  const people: KnownPerson[] = [];
  for (const [index, person] of typed.entries()) {
    const position = index + 1;
    refusals.push(...(await checkRelations(tables, person, position)));
    const document = checkDocument(person.documentKind, person.documentNumber);
    if (!document.ok) continue;
    const documentNumber = document.value.text;
    const documentHash = runtime.keys.hashDocument(person.documentKind, documentNumber);
    const known = await tables.person.findUnique({
      where: { documentHash },
      select: { id: true, sealed: true, key: { select: { wrapped: true } } },
    });
    const opened = known && openPerson(runtime.keys, known);
    if (opened && normaliseName(opened.name) !== normaliseName(person.name)) {
      refusals.push({ code: "fact-person-name-differs", params: { position } });
    }
    people.push({
      typed: person,
      documentHash,
      documentNumber,
      personId: known?.id ?? null,
      isErased: known !== null && opened === null,
    });
  }
  return { people, refusals };
}

async function checkRelations(tables: Tables, person: FactPerson, position: number): Promise<Refusal<RecordFactRefusal>[]> {
  const refusals: Refusal<RecordFactRefusal>[] = [];
  const ids = [person.employerId, person.schoolId, person.trainingOrganisationId].filter((id) => id !== null);
  const distinct = [...new Set(ids)];
  if ((await tables.organisation.count({ where: { id: { in: distinct } } })) < distinct.length) {
    refusals.push({ code: "fact-organisation-unknown", params: { position } });
  }
  const { residenceRegion } = person;
  if (residenceRegion !== null && (await tables.region.count({ where: { code: residenceRegion } })) === 0) {
    refusals.push({ code: "fact-region-unknown", params: { position, region: residenceRegion } });
  }
  return refusals;
}

/** Adds those who are new and gives the erased a new key; @returns the rows of the fact's members, in the order given. */
export async function storeMembers(tables: Tables, runtime: Runtime, people: readonly KnownPerson[]) {
  const rows = [];
  for (const [index, { typed, documentHash, documentNumber, personId, isErased }] of people.entries()) {
    const id = personId ?? newId();
    if (personId === null || isErased) {
      const { sealed, wrapped } = sealPerson(runtime.keys, {
        name: normaliseName(typed.name),
        documentKind: typed.documentKind,
        documentNumber,
        telephone: "",
      });
      if (isErased) await tables.person.update({ where: { id }, data: { sealed, key: { create: { wrapped } } } });
      else {
        const createdAt = runtime.clock.now();
        await tables.person.create({ data: { id, documentHash, sealed, createdAt, key: { create: { wrapped } } } });
      }
    }
    const { residenceRegion, employerId, schoolId, trainingOrganisationId } = typed;
    rows.push({
      id: newId(),
      personId: id,
      position: index + 1,
      residenceRegion,
      employerId,
      employerRegion: await findRegion(tables, employerId),
      schoolId,
      schoolRegion: await findRegion(tables, schoolId),
      trainingOrganisationId,
      trainingRegion: await findRegion(tables, trainingOrganisationId),
    });
  }
  return rows;
}

/** The region that the organisation lies in today. */
async function findRegion(tables: Tables, organisationId: string | null): Promise<string | null> {
  if (organisationId === null) return null;
  const { regionCode } = await tables.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { regionCode: true },
  });
  return regionCode;
}
