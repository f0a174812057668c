/** Gives a person a role over the whole system. */
import { type DutyRefusal, decideSystemWideGrant, type SystemWideRole } from "#app/domain/access/duties.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { announceRights } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Duties in a competition that was archived exclude nothing any more. */
export function grantSystemRole(
  runtime: Runtime,
  actor: Actor,
  { userId, role }: { readonly userId: string; readonly role: SystemWideRole },
): Promise<Decision<{ grantId: string }, DutyRefusal | "account-unknown">> {
  return runtime.database.write<{ grantId: string }, DutyRefusal | "account-unknown">(async ({ tables, audit, announce }) => {
    const user = await tables.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!user) return refuse({ code: "account-unknown", params: { field: "userId" } });
    const held = await tables.roleGrant.findMany({
      where: {
        userId,
        revokedAt: null,
        OR: [{ competitionId: null }, { competition: { phase: { not: "archived" } } }],
      },
      select: { role: true, competitionId: true, eventId: true, delegationId: true },
    });
    const decision = decideSystemWideGrant({
      role,
      held: held.map((grant) => ({ ...grant, role: grant.role as Role })),
      isDisabled: user.disabledAt !== null,
      isOwnAccount: userId === actor.userId,
    });
    if (!decision.ok) return decision;
    const grantId = newId();
    await tables.roleGrant.create({ data: { id: grantId, userId, role, createdAt: runtime.clock.now() } });
    await announceRights({ tables, announce }, userId);
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "grant-system-role",
      objectKind: "user",
      objectId: userId,
      payload: { grant: grantId, role },
    });
    return allow({ grantId });
  });
}
