/** Refuses a request about data with its reason, which the person reads on his results page. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findOpenRequest } from "#app/services/people/find-open-request.server.ts";

export async function refuseDataRequest(
  runtime: Runtime,
  actor: Actor,
  input: { readonly requestId: string; readonly decision: string },
): Promise<Decision<null>> {
  const { requestId } = input;
  const decision = input.decision.trim();
  return runtime.database.write(async (write) => {
    const { tables, audit } = write;
    const request = await findOpenRequest(tables, actor, requestId);
    if (!request.ok) return request;
    if (decision === "") return refuse({ code: "decision-missing", params: { field: "decision" } });
    const decided = { state: "refused", decidedById: actor.userId, decidedAt: runtime.clock.now(), decision };
    await tables.dataRequest.update({ where: { id: requestId }, data: decided });
    await sendMessage(write, {
      competitionId: null,
      kind: "data-request-refused",
      params: {},
      path: null,
      sentById: null,
      at: runtime.clock.now(),
      to: { personIds: [request.value.personId] },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "refuse-data-request",
      objectKind: "person",
      objectId: request.value.personId,
      payload: { requestId, kind: request.value.kind },
    });
    return allow(null);
  });
}
