/** Tokens of the API: what one may read, until when, and why another may not. */
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

export const API_SCOPES = ["results", "boards", "schedule", "awards"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** A token begins so: whoever finds one somewhere knows what it opens. */
export const TOKEN_PREFIX = "slk_";
export const LONGEST_TOKEN_DAYS = 366;
/** How many requests one token has in five minutes. */
export const REQUESTS_PER_TOKEN = 600;
/** The same for an address that shows no token that is known. */
export const REQUESTS_WITHOUT_TOKEN = 60;

export type StoredToken = {
  readonly scopes: readonly ApiScope[];
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export const TOKEN_USES = [
  "allowed",
  "token-missing",
  "token-unknown",
  "token-revoked",
  "token-expired",
  "scope-missing",
] as const;
export type TokenUse = (typeof TOKEN_USES)[number];

/** @param scope null: any token will do */
export function checkTokenUse(token: StoredToken | null, scope: ApiScope | null, now: Date): TokenUse {
  if (token === null) return "token-unknown";
  if (token.revokedAt !== null) return "token-revoked";
  if (token.expiresAt.getTime() <= now.getTime()) return "token-expired";
  return scope === null || token.scopes.includes(scope) ? "allowed" : "scope-missing";
}

export type CreateTokenRefusal = "scopes-missing" | "token-days-out-of-range";

export function decideCreateToken(input: {
  readonly scopes: readonly ApiScope[];
  readonly days: number;
}): Decision<null, CreateTokenRefusal> {
  const refusals: Refusal<CreateTokenRefusal>[] = [];
  if (input.scopes.length === 0) refusals.push({ code: "scopes-missing", params: { field: "scopes" } });
  if (input.days < 1 || input.days > LONGEST_TOKEN_DAYS) {
    refusals.push({ code: "token-days-out-of-range", params: { field: "days", most: LONGEST_TOKEN_DAYS } });
  }
  return decide(refusals, null);
}
