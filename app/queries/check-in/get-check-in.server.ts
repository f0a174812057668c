/** The page of check-in: who is missing first, and for blinding judges the codes of works as far as their layers say them. */
import { type BlindLayer, type BlindWord, describeLayer, isSeatTheCode, listLayers } from "#app/domain/blinding/layers.ts";
import { type CheckKind, decideCodes, decideRestAbsent } from "#app/domain/draw/check-in.ts";
import { checkSessionOpen, type SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type CodeSheet, findCodeSheet, listOwnLayers } from "#app/queries/blinding/find-code-sheet.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { type AttendingEntry, listAttendance, toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type CheckInRow = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly participation: Participation;
  /** ISO; null while not checked in. */
  readonly checkedInAt: string | null;
  readonly checkInWay: string | null;
  /** Of its session; null where it is in none. */
  readonly session: number | null;
  /** Its code is given: absence can no longer be recorded. */
  readonly hasCode: boolean;
  /** Whether it can be checked in: its session is not marked yet. */
  readonly isOpen: boolean;
  readonly names: readonly string[];
  readonly delegation: string;
  readonly delegationEn: string;
};

/** Those who come together: a session, or everyone who is in none. */
export type CheckInSession = {
  /** Null for those in no session. */
  readonly sessionId: string | null;
  readonly number: number | null;
  readonly place: string | null;
  /** ISO; null once check-in has opened. */
  readonly opensAt: string | null;
  /** ISO. */
  readonly closesAt: string | null;
  readonly total: number;
  readonly missing: number;
  /** Whether its seats are drawn. */
  readonly isDrawn: boolean;
  /** Whether somebody can be checked in: it is not marked yet. */
  readonly isOpen: boolean;
  /** What stands against recording the rest as absent. */
  readonly unmet: readonly Refusal[];
};

export type CheckInView = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly roundPhase: RoundPhase;
  /** Whether seats were drawn, in a round of sessions those of one at least: its entries are checked in while others are drawn. */
  readonly isDrawn: boolean;
  /** Whether somebody can be checked in: a session is not marked yet. */
  readonly isOpen: boolean;
  /** How far each session is; those of a round without sessions are as one. */
  readonly standings: readonly SessionStanding[];
  readonly counts: Readonly<Record<"expected" | "checked-in" | "absent", number>>;
  /** What is looked at when somebody is checked in. */
  readonly asked: readonly CheckKind[];
  /** By number; none for readers who check nobody in. */
  readonly sessions: readonly CheckInSession[];
  /** Who is missing first, then by number. Null for readers who check nobody in. */
  readonly rows: readonly CheckInRow[] | null;
  /** Null for readers who do no blinding. */
  readonly blinding: {
    /** What stands against assigning codes. */
    readonly unmet: readonly Refusal[];
    /** Numbers of the sessions whose works would get them now; none in a round without sessions. */
    readonly ready: readonly number[];
    /** Numbers of sessions with one work that would get its code now if it is accepted that it can be known. */
    readonly alone: readonly number[];
    readonly isAssigned: boolean;
    /** In how many layers the works are blinded. */
    readonly layers: BlindLayer;
    /** The layers whose sheets this reader keeps. */
    readonly sheets: readonly { readonly layer: BlindLayer; readonly from: BlindWord; readonly to: BlindWord }[];
    /** What is written on which work, for the keeper of the layer that says so; null for others, and where the seat is the code. */
    readonly codes: CodeSheet | null;
  } | null;
};

const ORDER: readonly Participation[] = ["expected", "absent", "withdrawn", "disqualified", "out-of-competition", "checked-in"];

/** @throws Error when there is no such round. */
export async function getCheckIn(
  runtime: Runtime,
  input: {
    readonly roundId: string;
    readonly showsIdentities: boolean;
    /** The blinding judge who reads; null where nobody does. */
    readonly blindingJudgeId: string | null;
  },
): Promise<CheckInView> {
  const tables = runtime.database.read;
  const { roundId } = input;
  const { state, eventId, rules } = await getDrawState(tables, roundId);
  const event = await tables.event.findUniqueOrThrow({
    where: { id: eventId },
    select: { code: true, name: true, nameEn: true },
  });
  const { roundPhase } = state;
  const entries = await listAttendance(tables, roundId);
  const standings = await listStandings(tables, roundId);
  const isSessionOpen = ({ number, isTakenIn }: SessionStanding) =>
    checkSessionOpen({ roundPhase, session: number, isTakenIn }).length === 0;
  const count = (participation: Participation) => entries.filter((entry) => entry.participation === participation).length;
  return {
    event,
    roundPhase,
    isDrawn: entries.some(({ seatCode }) => seatCode !== null),
    isOpen: standings.some(isSessionOpen),
    standings,
    counts: { expected: count("expected"), "checked-in": count("checked-in"), absent: count("absent") },
    asked: rules.checkInChecks,
    sessions: input.showsIdentities ? await listSessions(runtime, roundId, entries, roundPhase) : [],
    rows: input.showsIdentities ? await listRows(runtime, entries, roundPhase) : null,
    blinding:
      input.blindingJudgeId === null
        ? null
        : await describeBlinding(runtime, { roundId, userId: input.blindingJudgeId, roundPhase, standings }),
  };
}

async function describeBlinding(
  runtime: Runtime,
  input: {
    readonly roundId: string;
    readonly userId: string;
    readonly roundPhase: RoundPhase;
    readonly standings: readonly SessionStanding[];
  },
): Promise<NonNullable<CheckInView["blinding"]>> {
  const { roundId, userId } = input;
  const { layers, isBlind } = await getBlindRound(runtime.database.read, roundId);
  const decide = (isAloneAccepted: boolean) =>
    decideCodes(input.roundPhase, input.standings, { isBlind, isSeat: isSeatTheCode(layers), isAloneAccepted });
  const [decision, accepting] = [decide(false), decide(true)];
  const ready = decision.ok ? decision.value : [];
  const isAssigned = input.standings.some(({ coded }) => coded > 0);
  const own = await listOwnLayers(runtime, { roundId, userId });
  const coding = listLayers(layers).find((layer) => describeLayer(layer, layers).to === "code");
  return {
    unmet: decision.ok ? [] : decision.refusals,
    ready: ready.flatMap(({ number }) => number ?? []),
    alone: accepting.ok ? accepting.value.flatMap((one) => (ready.includes(one) ? [] : (one.number ?? []))) : [],
    isAssigned,
    layers,
    sheets: isAssigned ? own.map((layer) => ({ layer, ...describeLayer(layer, layers) })) : [],
    codes: coding === undefined ? null : await findCodeSheet(runtime, { roundId, userId, layer: coding }),
  };
}

async function listSessions(
  runtime: Runtime,
  roundId: string,
  entries: readonly AttendingEntry[],
  roundPhase: RoundPhase,
): Promise<CheckInSession[]> {
  const planned = await runtime.database.read.roundSession.findMany({ where: { roundId }, orderBy: { number: "asc" } });
  const now = runtime.clock.now().getTime();
  const describe = (session: (typeof planned)[number] | null): CheckInSession => {
    const own = entries.filter((entry) => (entry.session?.id ?? null) === (session?.id ?? null));
    const missing = own.filter(({ participation }) => participation === "expected").length;
    const window = session && {
      opensAt: session.checkInOpensAt?.getTime() ?? null,
      closesAt: session.checkInClosesAt?.getTime() ?? null,
    };
    const isDrawn = own.length > 0 && own.every(({ seatCode }) => seatCode !== null);
    const state = { roundPhase, session: session?.number ?? null, isTakenIn: own.some(({ isTakenIn }) => isTakenIn) };
    const decision = decideRestAbsent({ ...state, isDrawn }, { now, window, missing });
    return {
      sessionId: session?.id ?? null,
      number: session?.number ?? null,
      place: session?.place ?? null,
      opensAt: window?.opensAt && window.opensAt > now ? new Date(window.opensAt).toISOString() : null,
      closesAt: session?.checkInClosesAt?.toISOString() ?? null,
      total: own.length,
      missing,
      isDrawn,
      isOpen: checkSessionOpen(state).length === 0,
      unmet: decision.ok ? [] : decision.refusals,
    };
  };
  return [...planned, null].map(describe).filter(({ sessionId, total }) => sessionId !== null || total > 0);
}

async function listRows(runtime: Runtime, entries: readonly AttendingEntry[], roundPhase: RoundPhase): Promise<CheckInRow[]> {
  const ids = entries.map(({ entryId }) => entryId);
  const holders = await listEntryHolders(runtime, ids);
  const delegations = await runtime.database.read.entry.findMany({
    where: { id: { in: ids } },
    select: { id: true, delegation: { select: { name: true, nameEn: true } } },
  });
  const delegationOf = new Map(delegations.map(({ id, delegation }) => [id, delegation]));
  return entries
    .map((entry) => ({
      entryId: entry.entryId,
      entrantNumber: entry.entrantNumber,
      seatCode: entry.seatCode,
      participation: entry.participation,
      checkedInAt: entry.checkedInAt?.toISOString() ?? null,
      checkInWay: entry.checkInWay,
      session: entry.session?.number ?? null,
      hasCode: entry.hasCode,
      isOpen: checkSessionOpen(toCheckInState(roundPhase, entry)).length === 0,
      names: (holders.get(entry.entryId) ?? []).map(({ name }) => name),
      delegation: delegationOf.get(entry.entryId)?.name ?? "",
      delegationEn: delegationOf.get(entry.entryId)?.nameEn ?? "",
    }))
    .sort(
      (left, right) =>
        ORDER.indexOf(left.participation) - ORDER.indexOf(right.participation) ||
        compareText(left.entrantNumber, right.entrantNumber),
    );
}
