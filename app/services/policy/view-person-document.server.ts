/** Shows the policy office the whole document number of a person; each view is on record (DOMAIN 3). */
import type { PeopleRefusal } from "#app/domain/policy/find-people.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { isWithinReach } from "#app/queries/beneficiaries/within-reach.server.ts";

/** @returns `person-unknown` of somebody whom policy does not look at. */
export function viewPersonDocument(
  runtime: Runtime,
  actor: Actor,
  { personId }: { readonly personId: string },
): Promise<Decision<{ readonly documentNumber: string }, PeopleRefusal>> {
  return runtime.database.write<{ documentNumber: string }, PeopleRefusal>(async ({ tables, audit }) => {
    const person = await tables.person.findUnique({
      where: { id: personId },
      select: { sealed: true, key: { select: { wrapped: true } } },
    });
    if (!person || !(await isWithinReach(tables, personId))) return refuse({ code: "person-unknown" });
    const opened = openPerson(runtime.keys, person);
    if (opened === null) return refuse({ code: "person-erased" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "view-person-document",
      objectKind: "person",
      objectId: personId,
    });
    return allow({ documentNumber: opened.documentNumber });
  });
}
