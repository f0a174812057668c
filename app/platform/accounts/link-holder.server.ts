/** Reads whose account a link is to, as the rule on links asks for it. */
import type { LinkHolder } from "#app/domain/access/account-link.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export const GRANTS = {
  where: { revokedAt: null },
  select: { role: true, competitionId: true, eventId: true, delegationId: true },
} as const;

/** Null when there is no such account. */
export async function findLinkHolder(tables: Tables, userId: string): Promise<LinkHolder | null> {
  const user = await tables.user.findUnique({
    where: { id: userId },
    select: { disabledAt: true, passwordHash: true, totpConfirmedAt: true, grants: GRANTS },
  });
  if (!user) return null;
  return {
    grants: user.grants.map((grant) => ({ ...grant, role: grant.role as Role })),
    isDisabled: user.disabledAt !== null,
    hasPassword: user.passwordHash !== null,
    hasSecondFactor: user.totpConfirmedAt !== null,
  };
}
