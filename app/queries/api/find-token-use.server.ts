/** What a request to the API may do with the token that it shows. */
import {
  type ApiScope,
  checkTokenUse,
  REQUESTS_PER_TOKEN,
  REQUESTS_WITHOUT_TOKEN,
  type TokenUse,
} from "#app/domain/access/api-token.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/**
 * Counts the request against the token before anything is read; guesses are counted together, so that they slow each other down.
 * @param scope null: any token will do
 */
export async function findTokenUse(
  runtime: Runtime,
  authorization: string | null,
  scope: ApiScope | null,
): Promise<TokenUse | "too-many-requests"> {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) return "token-missing";
  const id = sha256(token);
  const stored = await runtime.database.read.apiToken.findUnique({
    where: { id },
    select: { scopes: true, expiresAt: true, revokedAt: true },
  });
  const key = stored === null ? "api:unknown" : `api:${id}`;
  const isWithin = await runtime.throttle.attempt(key, stored === null ? REQUESTS_WITHOUT_TOKEN : REQUESTS_PER_TOKEN);
  if (!isWithin) return "too-many-requests";
  return checkTokenUse(stored && { ...stored, scopes: stored.scopes as ApiScope[] }, scope, runtime.clock.now());
}
