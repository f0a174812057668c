/** A request for export or erasure: of the person himself on his results page, or recorded for him by the office. */
import type { DataRequestKind, DataRequestRefusal } from "#app/domain/people/data-request.ts";
import { coachByName } from "#app/domain/registration/coach-by-name.ts";
import { recogniseDocument } from "#app/domain/registration/recognise-document.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isPersonWithinReach, listReachedCompetitions } from "#app/queries/people/person-reach.server.ts";

/** Whom it is about: by id, or by a document number as typed at the office's desk, where a coach without one is named: "姓名", or "姓名 代表队". */
export type RequestSubject = { readonly personId: string } | { readonly documentNumber: string };

/** @param actor null: the person himself. @returns the request's id. */
export async function requestData(
  runtime: Runtime,
  actor: Actor | null,
  input: { readonly kind: DataRequestKind; readonly subject: RequestSubject },
): Promise<Decision<{ readonly requestId: string }, DataRequestRefusal>> {
  const { kind, subject } = input;
  return runtime.database.write<{ requestId: string }, DataRequestRefusal>(async ({ tables, audit }) => {
    const found = await findSubjects(tables, runtime, actor, subject);
    if (found.length > 1) {
      const delegations = found.map(({ delegation }) => delegation).join("、");
      return refuse({ code: "coach-in-several", params: { field: "documentNumber", delegations } });
    }
    const [person = null] = found;
    const isReached = person !== null && (actor === null || (await isPersonWithinReach(tables, actor.grants, person.id)));
    if (!person || !isReached) return refuse({ code: "person-unknown", params: { field: "documentNumber" } });
    if (person.erasedAt !== null) return refuse({ code: "person-erased" });
    const personId = person.id;
    if ((await tables.dataRequest.count({ where: { personId, kind, state: "open" } })) > 0) {
      return refuse({ code: "request-open" });
    }
    const requestId = newId();
    await tables.dataRequest.create({
      data: {
        id: requestId,
        personId,
        kind,
        state: "open",
        reason: "",
        requestedById: actor?.userId ?? null,
        requestedAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor?.userId ?? null,
      act: "request-data",
      objectKind: "person",
      objectId: personId,
      payload: { requestId, kind },
    });
    return allow({ requestId });
  });
}

type Subject = { readonly id: string; readonly erasedAt: Date | null; readonly delegation: string };

/** One person; or every coach of whom a delegation gave this name and nothing else. */
async function findSubjects(
  tables: Tables,
  runtime: Runtime,
  actor: Actor | null,
  subject: RequestSubject,
): Promise<readonly Subject[]> {
  const select = { id: true, erasedAt: true } as const;
  const where = "personId" in subject ? { id: subject.personId } : { documentHash: { in: hashesOf(runtime, subject) } };
  const person = await tables.person.findFirst({ where, select });
  if (person) return [{ ...person, delegation: "" }];
  if ("personId" in subject || actor === null) return [];
  const [name = "", ...of] = subject.documentNumber.trim().split(/\s+/u);
  const competitions = listReachedCompetitions(actor.grants);
  const delegations = await tables.delegation.findMany({
    where: {
      ...(competitions === null ? {} : { competitionId: { in: [...competitions] } }),
      ...(of.length === 0 ? {} : { name: of.join(" ") }),
    },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  const found: Subject[] = [];
  for (const { id, name: delegation } of delegations) {
    const coach = coachByName(id, name);
    const documentHash = runtime.keys.hashDocument(coach.documentKind, coach.documentNumber);
    const known = await tables.person.findUnique({ where: { documentHash }, select });
    if (known) found.push({ ...known, delegation });
  }
  return found;
}

function hashesOf(runtime: Runtime, { documentNumber }: { readonly documentNumber: string }): string[] {
  const recognised = recogniseDocument(documentNumber);
  return recognised.ok ? recognised.value.map(({ kind, text }) => runtime.keys.hashDocument(kind, text)) : [];
}
