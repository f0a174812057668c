/** The people of appeals and rulings in a scene, and what its delegation is. */
import { allow } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import type { Scene } from "./judging-steps.ts";

/** Someone with one more role in the scene's competition; of no organisation unless one is named. */
export async function addOfficial(
  runtime: Runtime,
  { competitionId }: Scene,
  role: Role,
  { organisationId = null, delegationId = null }: { organisationId?: string | null; delegationId?: string | null } = {},
): Promise<Actor> {
  const userId = newId();
  const scope = { competitionId, eventId: null, delegationId };
  await runtime.database.write(async ({ tables, audit }) => {
    const createdAt = runtime.clock.now();
    await tables.user.create({
      data: {
        id: userId,
        username: `${role}-${userId}`,
        displayName: `${role} ${userId.slice(-4)}`,
        passwordHash: null,
        organisationId,
        createdAt,
        grants: { create: { id: newId(), role, ...scope, createdAt } },
      },
    });
    await audit({ chain: SYSTEM_CHAIN, actorId: null, act: "plant", objectKind: "user", objectId: userId });
    return allow(null);
  });
  return { userId, displayName: role, organisationId, sessionId: userId, grants: [{ role, ...scope }] };
}

/** The one delegation of a scene. */
export async function findDelegationId({ database }: Runtime, { competitionId }: Scene): Promise<string> {
  return (await database.read.delegation.findFirstOrThrow({ where: { competitionId }, select: { id: true } })).id;
}
