/** Grants a person the file of everything that is stored about him. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findOpenRequest } from "#app/services/people/find-open-request.server.ts";

export async function grantDataExport(
  runtime: Runtime,
  actor: Actor,
  { requestId }: { readonly requestId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const request = await findOpenRequest(tables, actor, requestId);
    if (!request.ok) return request;
    if (request.value.kind !== "export") return refuse({ code: "not-found" });
    if (request.value.erasedAt !== null) return refuse({ code: "person-erased" });
    await tables.dataRequest.update({
      where: { id: requestId },
      data: { state: "done", decidedById: actor.userId, decidedAt: runtime.clock.now() },
    });
    await sendMessage(write, {
      competitionId: null,
      kind: "data-request-granted",
      params: {},
      path: null,
      sentById: null,
      at: runtime.clock.now(),
      to: { personIds: [request.value.personId] },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "grant-data-export",
      objectKind: "person",
      objectId: request.value.personId,
      payload: { requestId },
    });
    return allow(null);
  });
}
