/** Ends the session that the request came with. */
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function signOut(runtime: Runtime, actor: Actor): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit, announce }) => {
    await tables.session.updateMany({
      where: { id: actor.sessionId, revokedAt: null },
      data: { revokedAt: runtime.clock.now() },
    });
    announce({ kind: "sessions-changed", sessionIds: [actor.sessionId] });
    await audit({ chain: SYSTEM_CHAIN, actorId: actor.userId, act: "sign-out", objectKind: "user", objectId: actor.userId });
    return allow(null);
  });
}
