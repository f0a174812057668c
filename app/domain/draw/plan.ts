/** What is drawn for a round and in which order: its sessions, then seats by session and module (DOMAIN 4). */
import type { DrawKind } from "#app/domain/draw/roster.ts";
import type { DrawRule } from "#app/domain/draw/rule.ts";

/** One thing that is drawn; a re-draw is another version of it. */
export type DrawSlot = {
  /** "session", "seat", "seat-2", "seat-2-B", "seat-all-B": fits into an address. */
  readonly key: string;
  readonly kind: DrawKind;
  /** The session whose seats are drawn; null: of the whole round. */
  readonly session: number | null;
  /** The module whose seats are drawn; null: of the whole event. */
  readonly module: string | null;
  /** Whether the entry is found at this seat first: that of the first module. */
  readonly isMain: boolean;
};

/** @param sessions their numbers; without any set up only the sessions themselves can be drawn where the rule asks for them */
export function listSlots(
  rule: Pick<DrawRule, "sessions" | "seats">,
  sessions: readonly number[],
  modules: readonly string[],
): readonly DrawSlot[] {
  const ofModules = rule.seats === "per-module" && modules.length > 0 ? modules : [null];
  const ofSessions = rule.sessions ? [...sessions].sort((one, other) => one - other) : [null];
  const seats = ofSessions.flatMap((session) =>
    ofModules.map(
      (module, index): DrawSlot => ({ key: seatKey(session, module), kind: "seat", session, module, isMain: index === 0 }),
    ),
  );
  return rule.sessions ? [{ key: "session", kind: "session", session: null, module: null, isMain: false }, ...seats] : seats;
}

function seatKey(session: number | null, module: string | null): string {
  if (session === null && module === null) return "seat";
  return ["seat", session ?? "all", ...(module === null ? [] : [module])].join("-");
}

/**
 * 工位号: the place in the drawn order, from "01"; as many digits as the last one needs, so that codes sort as numbers. Behind the
 * number of the session, where there are several: a code is found once in a round.
 */
export function computeSeatCodes(count: number, session: number | null = null): readonly string[] {
  const digits = Math.max(2, String(count).length);
  const prefix = session === null ? "" : `${session}-`;
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(digits, "0")}`);
}
