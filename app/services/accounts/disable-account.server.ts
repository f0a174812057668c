/** Disables an account: its sessions and their sockets stop at once, its links and API tokens do not work, and nobody signs in with it. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type DisableRefusal = "account-unknown" | "account-disabled" | "own-account-disable";

/** Nobody disables himself: so there is always an administrator left. Roles stay on record; API tokens that it made do not come back. */
export function disableAccount(
  runtime: Runtime,
  actor: Actor,
  { userId }: { readonly userId: string },
): Promise<Decision<null, DisableRefusal>> {
  return runtime.database.write<null, DisableRefusal>(async ({ tables, audit, announce }) => {
    const user = await tables.user.findUnique({ where: { id: userId }, select: { id: true } });
    if (!user) return refuse({ code: "account-unknown", params: { field: "userId" } });
    if (userId === actor.userId) return refuse({ code: "own-account-disable" });
    const at = runtime.clock.now();
    const { count } = await tables.user.updateMany({ where: { id: userId, disabledAt: null }, data: { disabledAt: at } });
    if (count === 0) return refuse({ code: "account-disabled" });
    const sessions = await endSessions({ tables, announce }, { userId, at });
    await tables.accountLink.updateMany({ where: { userId, usedAt: null, revokedAt: null }, data: { revokedAt: at } });
    const { count: apiTokens } = await tables.apiToken.updateMany({
      where: { createdById: userId, revokedAt: null },
      data: { revokedAt: at, revokedById: actor.userId },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "disable-account",
      objectKind: "user",
      objectId: userId,
      payload: { sessions, apiTokens },
    });
    return allow(null);
  });
}
