/**
 * Erases a person on request (DOMAIN 3): his key is destroyed, so that what was sealed under it says nothing any more; his
 * files and accounts are emptied, and his document finds nobody. Results and the audit chain remain, with ids only.
 */
import { decideErasure } from "#app/domain/people/data-request.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getErasureFacts } from "#app/queries/people/get-erasure-facts.server.ts";
import { findOpenRequest } from "#app/services/people/find-open-request.server.ts";

const NOTHING = new Uint8Array();
const COACH_SEPARATOR = "、";

export async function erasePerson(
  runtime: Runtime,
  actor: Actor,
  { requestId }: { readonly requestId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const request = await findOpenRequest(tables, actor, requestId);
    if (!request.ok) return request;
    const { personId, kind, erasedAt } = request.value;
    if (kind !== "erasure") return refuse({ code: "not-found" });
    if (erasedAt !== null) return refuse({ code: "person-erased" });
    const decision = decideErasure(await getErasureFacts(tables, personId));
    if (!decision.ok) return decision;

    const now = runtime.clock.now();
    await forgetCoach(tables, runtime, personId);
    await forgetImports(tables, personId);
    await tables.attachment.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt: now } });
    const files = await tables.attachment.updateMany({ where: { personId }, data: { sealed: NOTHING } });
    await tables.consent.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt: now } });
    await tables.consent.updateMany({ where: { personId }, data: { guardian: null } });
    await tables.payeeAccount.updateMany({ where: { personId }, data: { sealed: NOTHING, wrapped: null } });
    const withdrawn = { withdrawnAt: now, lastDuty: "", conflicts: "" };
    await tables.bankMember.updateMany({ where: { personId }, data: withdrawn });
    // Overwritten before it goes: what a database keeps of a deleted row is zeros.
    await tables.personKey.updateMany({ where: { personId }, data: { wrapped: new Uint8Array(64) } });
    await tables.personKey.deleteMany({ where: { personId } });
    await tables.person.update({
      where: { id: personId },
      data: { sealed: NOTHING, documentHash: `erased ${newId()}`, erasedAt: now },
    });
    await tables.dataRequest.updateMany({
      where: { personId, state: "open" },
      data: { state: "done", decidedById: actor.userId, decidedAt: now },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "erase-person",
      objectKind: "person",
      objectId: personId,
      payload: { requestId, files: files.count },
    });
    return allow(null);
  });
}

/** Coaches are printed by name: where the person is one of them, his name goes and the others stay. */
async function forgetCoach(tables: Tables, runtime: Runtime, personId: string): Promise<void> {
  const coached = await tables.entryCoach.findMany({
    where: { personId },
    select: {
      id: true,
      entry: { select: { id: true, coach: true } },
      person: { select: { sealed: true, key: { select: { wrapped: true } } } },
    },
  });
  for (const { id, entry, person } of coached) {
    const name = openPerson(runtime.keys, person)?.name;
    const others = entry.coach.split(COACH_SEPARATOR).filter((coach) => coach !== name);
    await tables.entry.update({ where: { id: entry.id }, data: { coach: others.join(COACH_SEPARATOR) } });
    await tables.entryCoach.delete({ where: { id } });
  }
}

/** The files of rosters that he stood in are not needed after the competition, and hold his data as they were typed. */
async function forgetImports(tables: Tables, personId: string): Promise<void> {
  const entries = await tables.entry.findMany({
    where: { OR: [{ members: { some: { personId } } }, { coaches: { some: { personId } } }] },
    select: { event: { select: { competitionId: true } } },
  });
  await tables.rosterImport.updateMany({
    where: { competitionId: { in: entries.map(({ event }) => event.competitionId) } },
    data: { file: NOTHING, preview: NO_JSON, refusals: NO_JSON },
  });
}
