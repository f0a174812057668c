/** Ends every session of an account, for an administrator: a lost device, a shared computer. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function endAccountSessions(
  runtime: Runtime,
  actor: Actor,
  { userId }: { readonly userId: string },
): Promise<Decision<{ readonly ended: number }, "account-unknown">> {
  return runtime.database.write<{ ended: number }, "account-unknown">(async ({ tables, audit, announce }) => {
    const user = await tables.user.findUnique({ where: { id: userId }, select: { id: true } });
    if (!user) return refuse({ code: "account-unknown", params: { field: "userId" } });
    const at = runtime.clock.now();
    const ended = await endSessions({ tables, announce }, { userId, at, except: actor.sessionId });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "end-account-sessions",
      objectKind: "user",
      objectId: userId,
      payload: { ended },
    });
    return allow({ ended });
  });
}
