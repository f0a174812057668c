/** Everything that is drawn for a round, where each draw stands, and who takes part in it: what the acts of a draw are decided by. */
import { type DrawSlot, listSlots } from "#app/domain/draw/plan.ts";
import type { RedrawState } from "#app/domain/draw/redraw.ts";
import type { DrawnSession, EntryOfDelegation, RosterLine } from "#app/domain/draw/roster.ts";
import type { DrawRule, DrawWay } from "#app/domain/draw/rule.ts";
import type { SessionsState } from "#app/domain/draw/sessions.ts";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";

export type SlotState = {
  readonly slot: DrawSlot;
  readonly state: RedrawState;
  /** The draw in force; null before its roster is frozen. */
  readonly drawId: string | null;
  readonly sessionId: string | null;
  /** How many draws of this were frozen, those that were replaced among them. */
  readonly versions: number;
  /** Those that are drawn among, or the one whose seats are drawn. */
  readonly sessions: readonly DrawnSession[];
  /** Those of the frozen roster; before it those who would be in it. */
  readonly entries: readonly EntryOfDelegation[];
};

export type RoundSlots = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly isFirst: boolean;
  readonly rule: DrawRule;
  readonly sessions: readonly (DrawnSession & { readonly id: string })[];
  readonly slots: readonly SlotState[];
};

/** @throws Error when there is no such round. */
export async function getDrawSlots(tables: Tables, roundId: string): Promise<RoundSlots> {
  const { eventId, competitionId, isFirst, state, rules } = await getDrawState(tables, roundId);
  const newest = await tables.markingScheme.findFirst({
    where: { eventId },
    orderBy: { version: "desc" },
    select: { content: true },
  });
  const sessions = await tables.roundSession.findMany({
    where: { roundId },
    orderBy: { number: "asc" },
    select: { id: true, number: true, seats: true },
  });
  const parts = await tables.roundEntry.findMany({
    where: { roundId },
    orderBy: { entryId: "asc" },
    select: { entryId: true, sessionId: true, participation: true, entry: { select: { delegationId: true } } },
  });
  const draws = await tables.draw.findMany({
    where: { roundId },
    orderBy: { version: "asc" },
    include: {
      contributions: { orderBy: { number: "asc" }, select: { userId: true, by: true } },
      lines: { orderBy: { entryId: "asc" }, select: { entryId: true, entry: { select: { delegationId: true } } } },
    },
  });
  const mappings = await tables.blindMapping.findMany({ where: { roundId }, select: { entryId: true } });
  const rule = rules.draw;
  const scheme = newest?.content as unknown as MarkingScheme | undefined;
  const sessionOf = new Map(parts.map(({ entryId, sessionId }) => [entryId, sessionId]));
  // A first round takes whoever is accepted when a roster is frozen, after a re-draw too.
  const taking = isFirst
    ? await tables.entry.findMany({
        where: { eventId, status: "accepted" },
        orderBy: { id: "asc" },
        select: { id: true, delegationId: true },
      })
    : parts.map(({ entryId, entry }) => ({ id: entryId, delegationId: entry.delegationId }));
  const entries = taking.map(({ id, delegationId }) => ({ entryId: id, delegationId, sessionId: sessionOf.get(id) ?? null }));
  const coded = new Set(mappings.map(({ entryId }) => entryId));
  const come = new Set(parts.flatMap(({ entryId, participation }) => (participation === "expected" ? [] : [entryId])));
  const inForce = draws.filter(({ supersededAt }) => supersededAt === null);
  const isSessionDrawn = inForce.some(({ kind, drawnAt }) => kind === "session" && drawnAt !== null);
  const hasSeats = inForce.some(({ kind }) => kind === "seat");

  const slots = listSlots(
    rule,
    sessions.map(({ number }) => number),
    scheme ? listModules(scheme).map(({ id }) => id) : [],
  ).map((slot): SlotState => {
    const draw = inForce.find((candidate) => candidate.slot === slot.key) ?? null;
    const session = sessions.find(({ number }) => number === slot.session) ?? null;
    const among =
      draw !== null
        ? (draw.sessions as unknown as readonly DrawnSession[])
        : (slot.kind === "session" ? sessions : session ? [session] : []).map(({ number, seats }) => ({ number, seats }));
    // Without a draw of sessions everyone competes in the one that is set up.
    const planned = slot.kind === "seat" && slot.session === null ? sessions : among;
    const own =
      draw !== null
        ? draw.lines.map(({ entryId, entry }) => ({ entryId, delegationId: entry.delegationId }))
        : entries
            .filter(({ sessionId }) => slot.session === null || sessionId === session?.id)
            .map(({ entryId, delegationId }) => ({ entryId, delegationId }));
    return {
      slot,
      drawId: draw?.id ?? null,
      sessionId: session?.id ?? null,
      versions: draws.filter((candidate) => candidate.slot === slot.key).length,
      sessions: among,
      entries: own,
      state: {
        ...state,
        session: slot.session,
        isTakenIn: own.some(({ entryId }) => coded.has(entryId)),
        kind: slot.kind,
        way: (draw?.way ?? rule.way) as DrawWay,
        frozenById: draw?.frozenById ?? null,
        isDrawn: draw !== null && draw.drawnAt !== null,
        sessions: {
          count: planned.length,
          seats: planned.length === 0 || planned.some(({ seats }) => seats === null) ? null : sumSeats(planned),
        },
        isSessionDrawn: slot.session === null || isSessionDrawn,
        contributors: (draw?.contributions ?? []).map(({ userId, by }) => ({ userId, isSupervisor: !by.startsWith("leader-") })),
        fewestLeaders: rule.fewestLeaders,
        requestedById: draw?.redrawRequestedById ?? null,
        isCheckInBegun: own.some(({ entryId }) => come.has(entryId)),
        hasSeats: slot.kind === "session" && hasSeats,
      },
    };
  });
  return { roundId, eventId, competitionId, isFirst, rule, sessions, slots };
}

/** The slot that is named, or the only one: null when there is no such slot. Without a name the first that is not drawn is meant. */
export function findSlot(slots: readonly SlotState[], key: string | null): SlotState | null {
  if (key !== null) return slots.find(({ slot }) => slot.key === key) ?? null;
  return slots.find(({ state }) => !state.isDrawn) ?? slots.at(-1) ?? null;
}

/** What adding a session and taking one away are decided by. */
export function toSessionsState({ rule, sessions, slots }: RoundSlots): SessionsState {
  return {
    roundPhase: slots[0]?.state.roundPhase ?? "draw",
    isFixed: slots.some(({ state }) => state.frozenById !== null),
    areDrawn: rule.sessions,
    count: sessions.length,
  };
}

/** The frozen roster of a draw as stored. */
export function toRoster(stored: unknown): readonly RosterLine[] {
  return stored as readonly RosterLine[];
}

function sumSeats(sessions: readonly DrawnSession[]): number {
  return sessions.reduce((sum, { seats }) => sum + (seats ?? 0), 0);
}
