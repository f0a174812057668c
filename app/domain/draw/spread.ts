/** The draw of sessions: which entry competes in which, balanced over delegations, computed again by anyone (DOMAIN 4). */
import { type DrawnSession, groupOf, type RosterLine, sortRoster } from "#app/domain/draw/roster.ts";
import { createStream, type Sha256, shuffle } from "#app/domain/draw/stream.ts";

export type SpreadInput = {
  readonly roster: readonly RosterLine[];
  readonly sessions: readonly DrawnSession[];
  /** 64 hexadecimal digits, see computeSeed. */
  readonly seed: string;
  readonly sha256: Sha256;
};

/**
 * How many entries each session takes: one after another each goes to the session that has fewest and a seat left, the lower
 * number first. Sizes differ by 1 at most unless seats do not allow it.
 * @returns in the order of the sessions. @throws RangeError when there are fewer seats than entries
 */
export function computeSessionSizes(entries: number, sessions: readonly DrawnSession[]): readonly number[] {
  const sizes = sessions.map(() => 0);
  for (let entry = 0; entry < entries; entry += 1) {
    let chosen = -1;
    for (const [index, { seats }] of sessions.entries()) {
      const size = sizes[index] ?? 0;
      const hasRoom = seats === null || size < seats;
      if (hasRoom && (chosen < 0 || size < (sizes[chosen] ?? 0))) chosen = index;
    }
    if (chosen < 0) throw new RangeError("there are fewer seats than entries");
    sizes[chosen] = (sizes[chosen] ?? 0) + 1;
  }
  return sizes;
}

/**
 * Distributes a roster over sessions. The roster is sorted by ref and shuffled; delegations follow in descending size, equal ones
 * in the order in which the shuffle brought them. Each entry goes to a session with room that has fewest of its delegation, among
 * those to one with most room left, among those to a drawn one. So no delegation has two entries more in one session than in
 * another wherever the sizes of sessions allow that (Gale and Ryser: filling where most room is left never closes a way).
 * @returns the number of the session by ref. @throws RangeError as computeSessionSizes, or for an entry that stands twice
 */
export function computeSpread({ roster, sessions, seed, sha256 }: SpreadInput): ReadonlyMap<string, number> {
  const drawBelow = createStream(seed, sha256);
  const room = [...computeSessionSizes(roster.length, sessions)];
  const groups = new Map<string, RosterLine[]>();
  for (const entry of shuffle(sortRoster(roster), drawBelow)) {
    groups.set(groupOf(entry), [...(groups.get(groupOf(entry)) ?? []), entry]);
  }
  const spread = new Map<string, number>();
  for (const entries of [...groups.values()].sort((one, other) => other.length - one.length)) {
    const own = sessions.map(() => 0);
    for (const { ref } of entries) {
      const open = sessions.map((_, index) => index).filter((index) => (room[index] ?? 0) > 0);
      const fewest = Math.min(...open.map((index) => own[index] ?? 0));
      const fair = open.filter((index) => own[index] === fewest);
      const most = Math.max(...fair.map((index) => room[index] ?? 0));
      const best = fair.filter((index) => room[index] === most);
      const chosen = best[drawBelow(best.length)] ?? 0;
      own[chosen] = (own[chosen] ?? 0) + 1;
      room[chosen] = (room[chosen] ?? 0) - 1;
      spread.set(ref, sessions[chosen]?.number ?? 0);
    }
  }
  return spread;
}
