/** The accounts that may draw by hand for entries that are absent, and how those who did are named. */
import { decideSight } from "#app/domain/blinding/sight.ts";
import { type DrawnBy, type DrawProxy, readDrawnBy, readProxyReach } from "#app/domain/draw/proxy.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";

/** By name. @throws Error when there is no such round */
export async function listDrawProxies(
  tables: Tables,
  { roundId, eventId, competitionId }: { readonly roundId: string; readonly eventId: string; readonly competitionId: string },
): Promise<readonly DrawProxy[]> {
  const sight = decideSight({ ...(await getBlindRound(tables, roundId)), roles: ["supervisor"] });
  const grants = await tables.roleGrant.findMany({
    where: { competitionId, revokedAt: null, user: { disabledAt: null }, OR: [{ eventId: null }, { eventId }] },
    select: { userId: true, role: true, delegationId: true, user: { select: { displayName: true } } },
  });
  const users = new Map<string, { readonly name: string; readonly roles: Role[]; readonly delegations: string[] }>();
  for (const { userId, role, delegationId, user } of grants) {
    const known = users.get(userId) ?? { name: user.displayName, roles: [], delegations: [] };
    known.roles.push(role as Role);
    if (role === "team-leader" && delegationId !== null) known.delegations.push(delegationId);
    users.set(userId, known);
  }
  return [...users]
    .flatMap(([userId, { name, roles, delegations }]): DrawProxy[] => {
      const reach = readProxyReach(roles, sight);
      if (reach === "none") return [];
      return (reach === "all" ? [null] : delegations).map((delegationId) => ({ userId, name, delegationId }));
    })
    .sort((one, other) => compareText(one.name, other.name) || compareText(one.userId, other.userId));
}

/**
 * Names those who drew for others, also where their duties have ended since.
 * @returns how one of them is called on a line
 */
export async function readProxyNames(
  tables: Tables,
  of: {
    readonly competitionId: string;
    /** Null where leaders are named anyway. */
    readonly eventId: string | null;
    readonly userIds: readonly (string | null)[];
    readonly showsLeaders: boolean;
  },
): Promise<(proxyId: string | null) => DrawnBy | null> {
  const ids = [...new Set(of.userIds.filter((id) => id !== null))];
  if (ids.length === 0) return () => null;
  const users = await tables.user.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      displayName: true,
      grants: { where: { competitionId: of.competitionId }, select: { role: true, eventId: true, revokedAt: true } },
    },
  });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  // An official of this event who leads a delegation as well drew as an official; one of another event, or of once, as its leader.
  const leaders = new Set(
    users
      .filter(({ grants }) => {
        const isOfficial = grants.some(
          ({ role, eventId, revokedAt }) =>
            (role === "organiser" || role === "supervisor") && revokedAt === null && (eventId ?? of.eventId) === of.eventId,
        );
        return grants.some(({ role }) => role === "team-leader") && !isOfficial;
      })
      .map(({ id }) => id),
  );
  return (proxyId) => readDrawnBy(proxyId, { nameOf, leaders, showsLeaders: of.showsLeaders });
}
