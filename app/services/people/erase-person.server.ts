/**
 * Erases a person on request (DOMAIN 3): his key is destroyed, so that what was sealed under it says nothing any more; his
 * files and accounts are emptied, and his document finds nobody. Results and the audit chain remain, with ids only.
 */
import { decideErasure } from "#app/domain/people/data-request.ts";
import { coachByName, NAME_ONLY } from "#app/domain/registration/coach-by-name.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import { redactTexts } from "#app/platform/db/redact-texts.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getErasureFacts } from "#app/queries/people/get-erasure-facts.server.ts";
import { findOpenRequest } from "#app/services/people/find-open-request.server.ts";
import { forgetTaker } from "#app/services/people/forget-taker.server.ts";

const NOTHING = new Uint8Array();
/** Where keys and sealed bytes were. */
const SEALED_TABLES = [
  "PersonKey",
  "Person",
  "Attachment",
  "Consent",
  "PayeeAccount",
  "BankMember",
  "AspectNote",
  "RosterImport",
  "BatchFile",
  "CertificateName",
  "CertificateHandOut",
  "HallRecord",
  "RecordedFact",
];
/** Shorter ones stand in other numbers. */
const SHORTEST_NUMBER = 7;

export async function erasePerson(
  runtime: Runtime,
  actor: Actor,
  { requestId }: { readonly requestId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit, enqueue }) => {
    const request = await findOpenRequest(tables, actor, requestId);
    if (!request.ok) return request;
    const { personId, kind, erasedAt } = request.value;
    if (kind !== "erasure") return refuse({ code: "not-found" });
    if (erasedAt !== null) return refuse({ code: "person-erased" });
    const decision = decideErasure(await getErasureFacts(tables, personId));
    if (!decision.ok) return decision;

    const now = runtime.clock.now();
    const namesakes = await findNamesakes(tables, runtime, personId);
    const redacted = await forgetWords(tables, runtime, personId);
    let files = 0;
    for (const id of [personId, ...namesakes]) files += await destroy(tables, id, now);
    await tables.dataRequest.updateMany({
      where: { personId: { in: [personId, ...namesakes] }, state: "open" },
      data: { state: "done", decidedById: actor.userId, decidedAt: now },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "erase-person",
      objectKind: "person",
      objectId: personId,
      payload: { requestId, files, namesakes, redacted },
    });
    // What a database keeps of it in its files goes with a job: it cannot be done in a transaction, and must not be forgotten.
    await enqueue({ kind: "sweep-erased", payload: { tables: [...new Set([...SEALED_TABLES, ...redacted])].join(",") } });
    return allow(null);
  });
}

/** His key, his files and accounts; his rows stay, with ids only. @returns how many files there were */
async function destroy(tables: Tables, personId: string, now: Date): Promise<number> {
  await forgetImports(tables, personId, now);
  await tables.attachment.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt: now } });
  const files = await tables.attachment.updateMany({ where: { personId }, data: { sealed: NOTHING } });
  const photos = await erasePhotos(tables, personId);
  await tables.consent.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt: now } });
  await tables.consent.updateMany({ where: { personId }, data: { guardian: null } });
  await tables.payeeAccount.updateMany({ where: { personId }, data: { sealed: NOTHING, wrapped: null } });
  const withdrawn = { withdrawnAt: now, lastDuty: "", conflicts: "" };
  await tables.bankMember.updateMany({ where: { personId }, data: withdrawn });
  const own = { members: { some: { personId } } };
  await tables.hallRecord.updateMany({ where: { entry: own }, data: { signature: NO_JSON } });
  await tables.certificateName.updateMany({ where: { personId }, data: { sealed: NOTHING, wrapped: null } });
  // Papers about several people stay until the last of them is erased.
  const others = { some: { personId: { not: personId }, person: { erasedAt: null } } };
  await tables.recordedFact.updateMany({
    where: { members: { some: { personId } }, evidence: { not: null }, NOT: { members: others } },
    data: { evidence: NOTHING },
  });
  // Overwritten before it goes: what a database keeps of a deleted row is zeros.
  await tables.personKey.updateMany({ where: { personId }, data: { wrapped: new Uint8Array(64) } });
  await tables.personKey.deleteMany({ where: { personId } });
  await tables.person.update({
    where: { id: personId },
    data: { sealed: NOTHING, documentHash: `erased ${newId()}`, erasedAt: now },
  });
  return files.count + photos;
}

/** What others wrote of him, and the register of those who took certificates. @returns the tables in which something was taken out */
async function forgetWords(tables: Tables, runtime: Runtime, personId: string): Promise<readonly string[]> {
  const person = await tables.person.findUniqueOrThrow({
    where: { id: personId },
    select: { sealed: true, key: { select: { wrapped: true } } },
  });
  const data = openPerson(runtime.keys, person);
  if (data === null) return [];
  const { competitionIds } = await listPlaces(tables, personId);
  await forgetTaker(tables, runtime, { name: data.name, competitionIds });
  const numbers = [...(data.documentKind === NAME_ONLY ? [] : [data.documentNumber]), data.telephone];
  return redactTexts(tables, {
    personId,
    competitionIds,
    name: data.name,
    numbers: [...new Set(numbers.filter(({ length }) => length >= SHORTEST_NUMBER))],
    isPostgresql: runtime.database.provider === "postgresql",
  });
}

/** Photos that judges took of his work may show him; the comments beside them name nobody, and stay with the marks. */
async function erasePhotos(tables: Tables, personId: string): Promise<number> {
  const works = await tables.blindMapping.findMany({
    where: { entry: { members: { some: { personId } } } },
    select: { subjectId: true },
  });
  const erased = await tables.aspectNote.updateMany({
    where: { photoKey: { not: null }, form: { subjectId: { in: works.map(({ subjectId }) => subjectId) } } },
    data: { photo: NOTHING, photoKey: null },
  });
  return erased.count;
}

/** In a delegation that he competed or coached in, a coach by his name and without a document is taken to be him. */
async function findNamesakes(tables: Tables, { keys }: Runtime, personId: string): Promise<readonly string[]> {
  const person = await tables.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      sealed: true,
      key: { select: { wrapped: true } },
      members: { select: { entry: { select: { delegationId: true } } } },
      coached: { select: { entry: { select: { delegationId: true } } } },
    },
  });
  const data = openPerson(keys, person);
  if (data === null || data.documentKind === NAME_ONLY) return [];
  const delegations = new Set([...person.members, ...person.coached].map(({ entry }) => entry.delegationId));
  const hashes = [...delegations].map((delegationId) => {
    const coach = coachByName(delegationId, data.name);
    return keys.hashDocument(coach.documentKind, coach.documentNumber);
  });
  const found = await tables.person.findMany({ where: { documentHash: { in: hashes } }, select: { id: true } });
  return found.map(({ id }) => id);
}

/** Where he was entered or coached. */
async function listPlaces(tables: Tables, personId: string) {
  const entries = await tables.entry.findMany({
    where: { OR: [{ members: { some: { personId } } }, { coaches: { some: { personId } } }] },
    select: { delegationId: true, event: { select: { competitionId: true } } },
  });
  return {
    competitionIds: [...new Set(entries.map(({ event }) => event.competitionId))],
    delegationIds: [...new Set(entries.map(({ delegationId }) => delegationId))],
  };
}

/** The files of rosters that he stood in, and those on their way to a record, hold his data as they were typed and named. */
async function forgetImports(tables: Tables, personId: string, now: Date): Promise<void> {
  const { competitionIds, delegationIds } = await listPlaces(tables, personId);
  const competitionId = { in: competitionIds };
  // A batch holds files of one delegation's people: what others have uploaded is not his.
  const delegationId = { in: delegationIds };
  await tables.rosterImport.updateMany({
    where: { competitionId },
    data: { file: NOTHING, preview: NO_JSON, refusals: NO_JSON },
  });
  // Overwritten before they go, as keys are.
  await tables.batchFile.updateMany({ where: { batch: { delegationId } }, data: { name: NOTHING, sealed: NOTHING } });
  await tables.batchFile.deleteMany({ where: { batch: { delegationId } } });
  await tables.attachmentBatch.updateMany({
    where: { delegationId, state: "open" },
    data: { state: "cancelled", finishedAt: now },
  });
}
