/** Ends one session of one's own account: a device that was lost, or left signed in. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @param input.session as the list of one's own sessions names it; the one that asks is signed out instead */
export function endOwnSession(
  runtime: Runtime,
  actor: Actor,
  input: { readonly session: string },
): Promise<Decision<null, "session-over">> {
  const { userId, sessionId } = actor;
  return runtime.database.write<null, "session-over">(async ({ tables, audit, announce }) => {
    const at = runtime.clock.now();
    const others = await tables.session.findMany({
      where: { userId, revokedAt: null, expiresAt: { gt: at }, id: { not: sessionId } },
      select: { id: true },
    });
    const meant = others.find(({ id }) => sha256(id) === input.session);
    if (!meant) return refuse({ code: "session-over" });
    await endSessions({ tables, announce }, { userId, at, only: meant.id });
    await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "end-own-session", objectKind: "user", objectId: userId });
    return allow(null);
  });
}
