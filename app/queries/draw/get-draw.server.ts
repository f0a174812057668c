/** The page of a round's draws: what each waits for, what was published of the one that is looked at, and what was drawn. */
import { decideContributeAndHold, decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import type { DrawDocument } from "#app/domain/draw/document.ts";
import { decideWitness } from "#app/domain/draw/hand.ts";
import { decideGrantRedraw, decideRefuseRedraw, decideRequestRedraw } from "#app/domain/draw/redraw.ts";
import type { DrawKind } from "#app/domain/draw/roster.ts";
import type { DrawWay } from "#app/domain/draw/rule.ts";
import type { SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";
import { findSlot, getDrawSlots, type SlotState } from "#app/queries/draw/get-draw-slots.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type DrawRow = {
  readonly entryId: string;
  readonly entrantNumber: string;
  /** Null before it is drawn. */
  readonly seatCode: string | null;
  /** The number of its session; null while there are none. */
  readonly session: number | null;
  /** Null for readers who see no identities. */
  readonly identity: { readonly names: readonly string[]; readonly delegation: string; readonly delegationEn: string } | null;
};

/** One thing that is drawn, as a step of the page. */
export type DrawStep = {
  readonly key: string;
  readonly kind: DrawKind;
  readonly session: number | null;
  readonly module: string | null;
  readonly stands: "open" | "frozen" | "drawn";
};

/** One session as the page of the draw sets it up. */
export type SessionView = {
  readonly id: string;
  readonly number: number;
  readonly place: string;
  /** ISO. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly seats: number | null;
  readonly checkInOpensAt: string | null;
  readonly checkInClosesAt: string | null;
};

export type DrawView = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundPhase: RoundPhase;
  readonly way: DrawWay;
  /** How far each session is. */
  readonly standings: readonly SessionStanding[];
  readonly steps: readonly DrawStep[];
  /** The one that is looked at. */
  readonly step: DrawStep;
  /** Null where this event has no sessions. */
  readonly sessions: readonly SessionView[] | null;
  /** What stands against freezing the roster. */
  readonly freeze: readonly Refusal[];
  /** Against this reader's contributing and holding the draw at once; against holding what was contributed. */
  readonly contribute: readonly Refusal[];
  readonly hold: readonly Refusal[];
  readonly isSupervisorIn: boolean;
  /** The record of a draw by hand; null for one by computer, and before its roster is frozen. */
  readonly hand: {
    readonly places: readonly {
      readonly entryId: string;
      readonly place: number | null;
      /** ISO: when the team leader of its delegation signed it; null: not yet. */
      readonly signedAt: string | null;
    }[];
    /** How many team leaders have signed, and how many must. */
    readonly leaders: { readonly signed: number; readonly needed: number };
    /** What stands against this reader's signing it. */
    readonly witness: readonly Refusal[];
  } | null;
  readonly redraw: {
    readonly request: readonly Refusal[];
    readonly grant: readonly Refusal[];
    readonly refuse: readonly Refusal[];
    /** Asked for before and refused, the latest first. */
    readonly refused: readonly { readonly reason: string; readonly refusal: string; readonly refusedAt: string }[];
    /** Asked for and not granted yet. */
    readonly reason: string | null;
  };
  readonly document: DrawDocument | null;
  /** How many are in the draw. */
  readonly entries: number;
  /** Those who are in the draw, by number; once drawn in the order of seats or sessions. Null for who may not see who sits where. */
  readonly rows: readonly DrawRow[] | null;
};

/** @param input.slot which of the round's draws; null: the next. @returns null when there is no such draw. @throws Error when there is no such round. */
export async function getDraw(
  runtime: Runtime,
  input: {
    readonly roundId: string;
    readonly slot: string | null;
    readonly readerId: string;
    readonly showsIdentities: boolean;
    readonly showsSeats: boolean;
  },
): Promise<DrawView | null> {
  const tables = runtime.database.read;
  const { roundId, readerId } = input;
  const { slots, eventId, rule } = await getDrawSlots(tables, roundId);
  const found = findSlot(slots, input.slot);
  if (!found) return null;
  const { state, drawId, slot, entries } = found;
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const sessions = await tables.roundSession.findMany({ where: { roundId }, orderBy: { number: "asc" } });
  const draw =
    drawId === null
      ? null
      : await tables.draw.findUnique({
          where: { id: drawId },
          select: { redrawReason: true, redrawRefusals: { orderBy: { refusedAt: "desc" } } },
        });
  return {
    event,
    roundPhase: state.roundPhase,
    way: state.way,
    standings: await listStandings(tables, roundId),
    steps: slots.map(toStep),
    step: toStep(found),
    sessions: rule.sessions
      ? sessions.map(({ id, number, place, startsAt, endsAt, seats, checkInOpensAt, checkInClosesAt }) => ({
          id,
          number,
          place,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          seats,
          checkInOpensAt: checkInOpensAt?.toISOString() ?? null,
          checkInClosesAt: checkInClosesAt?.toISOString() ?? null,
        }))
      : null,
    freeze: refusalsOf(decideFreeze(state, entries.length)),
    contribute: refusalsOf(decideContributeAndHold(state, { actorId: readerId, text: null })),
    hold: refusalsOf(decideHold(state)),
    isSupervisorIn: state.contributors.some(({ isSupervisor }) => isSupervisor),
    hand: await findHand(runtime, found, readerId),
    redraw: {
      request: refusalsOf(decideRequestRedraw(state, { reason: null })),
      grant: refusalsOf(decideGrantRedraw(state, { actorId: readerId })),
      refuse: refusalsOf(decideRefuseRedraw(state, { actorId: readerId, reason: null })),
      refused: (draw?.redrawRefusals ?? []).map(({ reason, refusal, refusedAt }) => {
        return { reason, refusal, refusedAt: refusedAt.toISOString() };
      }),
      reason: state.requestedById === null ? null : (draw?.redrawReason ?? ""),
    },
    document: drawId === null ? null : await findDrawDocument(tables, { drawId, eventId }),
    entries: entries.length,
    rows: input.showsSeats
      ? await listRows(runtime, { roundId, module: slot.module, found, showsIdentities: input.showsIdentities })
      : null,
  };
}

async function listRows(
  runtime: Runtime,
  input: {
    readonly roundId: string;
    readonly module: string | null;
    readonly found: SlotState;
    readonly showsIdentities: boolean;
  },
): Promise<readonly DrawRow[]> {
  const tables = runtime.database.read;
  const { roundId, module, found } = input;
  const ids = new Set(found.entries.map(({ entryId }) => entryId));
  const entries = (
    await tables.entry.findMany({
      where: { OR: [{ rounds: { some: { roundId } } }, { event: { rounds: { some: { id: roundId } } }, status: "accepted" }] },
      select: {
        id: true,
        entrantNumber: true,
        delegation: { select: { name: true, nameEn: true } },
        rounds: { where: { roundId }, select: { seatCode: true, session: { select: { number: true } } } },
      },
    })
  ).filter(({ id }) => ids.has(id));
  const ofModule =
    module === null
      ? null
      : await tables.roundSeat.findMany({ where: { roundId, moduleId: module }, select: { entryId: true, seatCode: true } });
  const seatOf = ofModule && new Map(ofModule.map(({ entryId, seatCode }) => [entryId, seatCode]));
  const holders = input.showsIdentities ? await listEntryHolders(runtime, [...ids]) : null;
  return entries
    .map(({ id, entrantNumber, delegation, rounds }): DrawRow => {
      const own = rounds[0];
      const seatCode = seatOf ? seatOf.get(id) : own?.seatCode;
      return {
        entryId: id,
        entrantNumber: entrantNumber ?? "",
        seatCode: found.slot.kind === "seat" ? (seatCode ?? null) : null,
        session: own?.session?.number ?? null,
        identity: holders && {
          names: (holders.get(id) ?? []).map(({ name }) => name),
          delegation: delegation.name,
          delegationEn: delegation.nameEn,
        },
      };
    })
    .sort(
      (left, right) =>
        (left.session ?? 0) - (right.session ?? 0) ||
        compareText(left.seatCode ?? left.entrantNumber, right.seatCode ?? right.entrantNumber),
    );
}

async function findHand(runtime: Runtime, { state, drawId, sessions }: SlotState, readerId: string): Promise<DrawView["hand"]> {
  if (drawId === null || state.way !== "hand") return null;
  const lines = await runtime.database.read.drawLine.findMany({
    where: { drawId },
    select: { entryId: true, place: true, recordedById: true, signedById: true, signedAt: true },
  });
  return {
    places: lines.map(({ entryId, place, signedAt }) => ({ entryId, place, signedAt: signedAt?.toISOString() ?? null })),
    leaders: { signed: new Set(lines.flatMap(({ signedById }) => signedById ?? [])).size, needed: state.fewestLeaders },
    witness: refusalsOf(decideWitness(state, lines, { actorId: readerId, statement: null, sessions })),
  };
}

function toStep({ slot, state }: SlotState): DrawStep {
  const { key, kind, session, module } = slot;
  return { key, kind, session, module, stands: state.isDrawn ? "drawn" : state.frozenById === null ? "open" : "frozen" };
}

function refusalsOf(decision: Decision<unknown>): readonly Refusal[] {
  return decision.ok ? [] : decision.refusals;
}
