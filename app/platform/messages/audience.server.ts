/** The accounts that a message goes to: who holds a role in a competition now. */
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type Audience = {
  readonly competitionId: string;
  /** Null: any role. */
  readonly roles: readonly Role[] | null;
  /** Duties in this event only; null: in any, and over the whole competition. */
  readonly eventId?: string | null;
  /** Of these delegations only; null: of any. */
  readonly delegationIds?: readonly string[] | null;
};

/** Each account once; none that is disabled, and none that holds roles over the whole system only. */
export async function listAudience(
  tables: Tables,
  { competitionId, roles, eventId = null, delegationIds = null }: Audience,
): Promise<readonly string[]> {
  const grants = await tables.roleGrant.findMany({
    where: {
      competitionId,
      revokedAt: null,
      user: { disabledAt: null },
      ...(roles === null ? {} : { role: { in: [...roles] } }),
      ...(eventId === null ? {} : { eventId }),
      ...(delegationIds === null ? {} : { delegationId: { in: [...delegationIds] } }),
    },
    distinct: ["userId"],
    orderBy: { userId: "asc" },
    select: { userId: true },
  });
  return grants.map(({ userId }) => userId);
}
