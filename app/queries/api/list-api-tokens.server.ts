/** The tokens of the API, for administrators: everything but the tokens themselves. */
import { type ApiScope, checkTokenUse } from "#app/domain/access/api-token.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getUserNames } from "#app/queries/accounts/get-user-names.server.ts";

export type ApiTokenRow = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly createdBy: string;
  /** Times ISO. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly state: "in-force" | "expired" | "revoked";
};

/** Newest first. */
export async function listApiTokens(runtime: Runtime): Promise<readonly ApiTokenRow[]> {
  const tokens = await runtime.database.read.apiToken.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  const names = await getUserNames(
    runtime,
    tokens.map(({ createdById }) => createdById),
  );
  const now = runtime.clock.now();
  return tokens.map(({ id, name, scopes, createdById, createdAt, expiresAt, revokedAt }) => {
    const use = checkTokenUse({ scopes: scopes as ApiScope[], expiresAt, revokedAt }, null, now);
    return {
      id,
      name,
      scopes: scopes as ApiScope[],
      createdBy: names.get(createdById) ?? "",
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      state: use === "token-revoked" ? "revoked" : use === "token-expired" ? "expired" : "in-force",
    };
  });
}
