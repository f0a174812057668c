/** Makes a token of the API; it is shown this once. */
import { type ApiScope, type CreateTokenRefusal, decideCreateToken, TOKEN_PREFIX } from "#app/domain/access/api-token.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import { newSecret, sha256 } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type MadeToken = { readonly token: string; readonly name: string; readonly expiresAt: string };

const DAY_MS = 86_400_000;

export function createApiToken(
  runtime: Runtime,
  actor: Actor,
  input: { readonly name: string; readonly scopes: readonly ApiScope[]; readonly days: number },
): Promise<Decision<MadeToken, CreateTokenRefusal>> {
  return runtime.database.write<MadeToken, CreateTokenRefusal>(async ({ tables, audit }) => {
    const { name, days } = input;
    const scopes = [...new Set(input.scopes)];
    const decision = decideCreateToken({ scopes, days });
    if (!decision.ok) return decision;
    const token = `${TOKEN_PREFIX}${newSecret()}`;
    const id = sha256(token);
    const createdAt = runtime.clock.now();
    const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
    await tables.apiToken.create({ data: { id, name, scopes, createdById: actor.userId, createdAt, expiresAt } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "create-api-token",
      objectKind: "api-token",
      objectId: id,
      payload: { scopes, days },
    });
    return allow({ token, name, expiresAt: expiresAt.toISOString() });
  });
}
