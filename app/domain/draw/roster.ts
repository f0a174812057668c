/** The frozen roster of a draw: opaque signs only, and the hash by which it is published before the draw (DOMAIN 4). */
import type { Sha256 } from "#app/domain/draw/stream.ts";

export type RosterLine = {
  /** The opaque sign of an entry, of this draw only. */
  readonly ref: string;
  /** The opaque sign of its delegation, of this draw only; null for one that has no other entry here: it is nobody's neighbour. */
  readonly group: string | null;
};

/** A session and how many seats it has; null: as many as are needed. */
export type DrawnSession = { readonly number: number; readonly seats: number | null };

export const DRAW_KINDS = ["session", "seat"] as const;
export type DrawKind = (typeof DRAW_KINDS)[number];

/** Everything that is fixed when a roster is frozen: nothing of it can be chosen afterwards. */
export type FrozenDraw = {
  /** Of the text that is hashed: 1 before draws could be of sessions; refs and groups were ids then. */
  readonly format: number;
  readonly id: string;
  readonly kind: DrawKind;
  readonly module: string | null;
  /** Whether neighbours from one delegation are avoided as far as possible. */
  readonly avoidNeighbours: boolean;
  /** Those that are drawn among, or the one whose seats are drawn; none: the seats of the whole round. */
  readonly sessions: readonly DrawnSession[];
  readonly roster: readonly RosterLine[];
};

/** The hash by which a frozen roster is published; the order of the input does not matter. */
export function computeRosterHash(frozen: FrozenDraw, sha256: Sha256): string {
  const lines = sortRoster(frozen.roster).map(({ ref, group }) => [ref, group]);
  if (frozen.format === 1) return sha256(JSON.stringify(["roster", ...lines]));
  const sessions = frozen.sessions.map(({ number, seats }) => [number, seats]);
  const { id, kind, module, avoidNeighbours } = frozen;
  return sha256(JSON.stringify(["draw", frozen.format, id, kind, module, avoidNeighbours, sessions, lines]));
}

/** By ref. @throws RangeError for an entry that stands twice. */
export function sortRoster(roster: readonly RosterLine[]): RosterLine[] {
  const sorted = [...roster].sort((one, other) => (one.ref < other.ref ? -1 : one.ref > other.ref ? 1 : 0));
  const twice = sorted.find((entry, index) => entry.ref === sorted[index + 1]?.ref);
  if (twice !== undefined) throw new RangeError(`entry ${twice.ref} stands in the roster twice`);
  return sorted;
}

/** An entry without a group is a group of its own. */
export function groupOf({ ref, group }: RosterLine): string {
  return group === null ? `entry ${ref}` : `group ${group}`;
}

export type EntryOfDelegation = { readonly entryId: string; readonly delegationId: string };

/**
 * Gives each entry an opaque sign, and each delegation with several of them one too, so that whoever reads the roster learns
 * neither who takes part nor which delegation has how many places.
 * @param newSign another text at each call, that tells nothing
 */
export function makeOpaque(
  entries: readonly EntryOfDelegation[],
  newSign: () => string,
): readonly (RosterLine & { readonly entryId: string })[] {
  const counts = new Map<string, number>();
  for (const { delegationId } of entries) counts.set(delegationId, (counts.get(delegationId) ?? 0) + 1);
  const taken = new Set<string>();
  const newDistinct = (): string => {
    let sign = newSign();
    while (taken.has(sign)) sign = newSign();
    taken.add(sign);
    return sign;
  };
  const groups = new Map<string, string>();
  for (const [delegationId, count] of counts) if (count > 1) groups.set(delegationId, newDistinct());
  return entries.map(({ entryId, delegationId }) => ({
    entryId,
    ref: newDistinct(),
    group: groups.get(delegationId) ?? null,
  }));
}
