/** The page of check-in: who is missing first, and for blinding judges the codes of works as far as their layers say them. */
import { describeLayer, isSeatTheCode, listLayers } from "#app/domain/blinding/layers.ts";
import { decideCodes, decideRestAbsent } from "#app/domain/draw/check-in.ts";
import type { CheckInRow, CheckInSession, CheckInView } from "#app/domain/draw/check-in-view.ts";
import { checkSessionOpen, type SessionStanding } from "#app/domain/draw/session-standing.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { findCodeSheet, listOwnLayers } from "#app/queries/blinding/find-code-sheet.server.ts";
import { getBlindRound } from "#app/queries/blinding/get-blind-round.server.ts";
import { type AttendingEntry, listAttendance, toCheckInState } from "#app/queries/check-in/list-attendance.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { getDrawState } from "#app/queries/draw/get-draw-state.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

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
