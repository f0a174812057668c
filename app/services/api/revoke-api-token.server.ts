/** Revokes a token of the API: it opens nothing from then on. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type RevokeTokenRefusal = "token-not-in-force";

export function revokeApiToken(
  runtime: Runtime,
  actor: Actor,
  { tokenId }: { readonly tokenId: string },
): Promise<Decision<null, RevokeTokenRefusal>> {
  return runtime.database.write<null, RevokeTokenRefusal>(async ({ tables, audit }) => {
    const { count } = await tables.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: runtime.clock.now(), revokedById: actor.userId },
    });
    if (count === 0) return refuse({ code: "token-not-in-force" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "revoke-api-token",
      objectKind: "api-token",
      objectId: tokenId,
    });
    return allow(null);
  });
}
