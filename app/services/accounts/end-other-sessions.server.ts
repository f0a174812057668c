/** Ends every session of one's own account but the one that asks. */
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function endOtherSessions(runtime: Runtime, actor: Actor): Promise<Decision<{ readonly ended: number }>> {
  const { userId, sessionId } = actor;
  return runtime.database.write(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    const { count: ended } = await tables.session.updateMany({
      where: { userId, revokedAt: null, expiresAt: { gt: at }, id: { not: sessionId } },
      data: { revokedAt: at },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: userId,
      act: "end-other-sessions",
      objectKind: "user",
      objectId: userId,
      payload: { ended },
    });
    return allow({ ended });
  });
}
