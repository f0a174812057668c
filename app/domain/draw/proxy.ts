/** Who draws by hand for an entry that is absent (代抽): an official who may know who sits where, or the leader of its own delegation (DOMAIN 4). */
import { type BlindSight, MARKING_ROLES } from "#app/domain/blinding/sight.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** One account that may draw for others. */
export type DrawProxy = {
  readonly userId: string;
  readonly name: string;
  /** Of whose entries alone; null: of all. */
  readonly delegationId: string | null;
};

/**
 * For which entries somebody with these roles over the event may draw: "all" of them, his own delegation's, or none. Whoever marks or
 * counts draws for nobody; a supervisor draws where seats are not the codes of the works.
 * @param sight what a supervisor sees of the round
 */
export function readProxyReach(roles: readonly Role[], sight: Pick<BlindSight, "entrantsBySeat">): "all" | "own" | "none" {
  if (roles.some((role) => MARKING_ROLES.includes(role))) return "none";
  if (roles.includes("organiser") || (roles.includes("supervisor") && sight.entrantsBySeat)) return "all";
  return roles.includes("team-leader") ? "own" : "none";
}

/** Those who may draw for an entry of this delegation: its leaders first. */
export function listProxiesFor(proxies: readonly DrawProxy[], delegationId: string): readonly DrawProxy[] {
  const own = proxies.filter((proxy) => proxy.delegationId === delegationId);
  return [...own, ...proxies.filter((proxy) => proxy.delegationId === null)];
}

/** Who drew for an entry, as a page or a paper says it. */
export type DrawnBy = {
  readonly isLeader: boolean;
  /** Null of a leader, for whoever may not know of which delegation the entry is. */
  readonly name: string | null;
};

/** @param proxyId who drew; null: the entry itself @param showsLeaders whether the reader may know of which delegation an entry is */
export function readDrawnBy(
  proxyId: string | null,
  of: { readonly nameOf: ReadonlyMap<string, string>; readonly leaders: ReadonlySet<string>; readonly showsLeaders: boolean },
): DrawnBy | null {
  if (proxyId === null) return null;
  const isLeader = of.leaders.has(proxyId);
  return { isLeader, name: isLeader && !of.showsLeaders ? null : (of.nameOf.get(proxyId) ?? "") };
}
