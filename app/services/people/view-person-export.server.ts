/** Opens the file of a granted export for the office that hands it over; each time on record. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPersonExport, type PersonExport } from "#app/queries/people/find-person-export.server.ts";
import { findGrantedExport } from "#app/queries/people/list-data-requests.server.ts";

export async function viewPersonExport(
  runtime: Runtime,
  actor: Actor,
  { requestId }: { readonly requestId: string },
): Promise<Decision<PersonExport>> {
  const personId = await findGrantedExport(runtime, actor, requestId);
  const file = personId === null ? null : await findPersonExport(runtime, personId);
  if (personId === null || file === null) return refuse({ code: "not-found" });
  return runtime.database.write(async ({ audit }) => {
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "view-person-export",
      objectKind: "person",
      objectId: personId,
      payload: { requestId },
    });
    return allow(file);
  });
}
