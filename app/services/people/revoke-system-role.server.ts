/** Takes a role over the whole system back; that of administrators is not given here, and not taken. */
import { SYSTEM_WIDE_ROLES } from "#app/domain/access/duties.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { announceRights } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function revokeSystemRole(
  runtime: Runtime,
  actor: Actor,
  { grantId }: { readonly grantId: string },
): Promise<Decision<null, "not-found">> {
  return runtime.database.write<null, "not-found">(async ({ tables, audit, announce }) => {
    const wide = { id: grantId, competitionId: null, revokedAt: null, role: { in: [...SYSTEM_WIDE_ROLES] } };
    const grant = await tables.roleGrant.findFirst({ where: wide, select: { role: true, userId: true } });
    if (!grant) return refuse({ code: "not-found" });
    const { count } = await tables.roleGrant.updateMany({ where: wide, data: { revokedAt: runtime.clock.now() } });
    if (count === 0) return refuse({ code: "not-found" });
    await announceRights({ tables, announce }, grant.userId);
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "revoke-system-role",
      objectKind: "user",
      objectId: grant.userId,
      payload: { grant: grantId, role: grant.role },
    });
    return allow(null);
  });
}
