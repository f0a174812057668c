/** Ends every session of one's own account but the one that asks. */
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function endOtherSessions(runtime: Runtime, actor: Actor): Promise<Decision<{ readonly ended: number }>> {
  const { userId, sessionId } = actor;
  return runtime.database.write(async ({ tables, audit, announce }) => {
    const at = runtime.clock.now();
    const ended = await endSessions({ tables, announce }, { userId, at, except: sessionId });
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
