/** The page of a round's draws: what each waits for, what was published of the one that is looked at, and what was drawn. */
import { decideContributeAndHold, decideFreeze, decideHold } from "#app/domain/draw/acts.ts";
import type { DrawRow, DrawStep, DrawView } from "#app/domain/draw/draw-view.ts";
import { countSignedLeaders, decideWitness } from "#app/domain/draw/hand.ts";
import { listProxiesFor } from "#app/domain/draw/proxy.ts";
import { decideGrantRedraw, decideRefuseRedraw, decideRequestRedraw } from "#app/domain/draw/redraw.ts";
import type { Decision, Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listStandings } from "#app/queries/check-in/list-standings.server.ts";
import { findDrawDocument } from "#app/queries/draw/find-draw-document.server.ts";
import { findSlot, getDrawSlots, type SlotState } from "#app/queries/draw/get-draw-slots.server.ts";
import { listDrawProxies, readProxyNames } from "#app/queries/draw/list-draw-proxies.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

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
  const { slots, eventId, competitionId, rule } = await getDrawSlots(tables, roundId);
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
    sessions: sessions.map(({ id, number, place, startsAt, endsAt, seats, checkInOpensAt, checkInClosesAt }) => ({
      id,
      number,
      place,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      seats,
      checkInOpensAt: checkInOpensAt?.toISOString() ?? null,
      checkInClosesAt: checkInClosesAt?.toISOString() ?? null,
    })),
    areSessionsDrawn: rule.sessions,
    freeze: refusalsOf(decideFreeze(state, entries.length)),
    contribute: refusalsOf(decideContributeAndHold(state, { actorId: readerId, text: null })),
    hold: refusalsOf(decideHold(state)),
    isSupervisorIn: state.contributors.some(({ isSupervisor }) => isSupervisor),
    hand: await findHand(runtime, found, { ...input, eventId, competitionId }),
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

async function findHand(
  runtime: Runtime,
  { state, drawId, sessions, entries }: SlotState,
  of: {
    readonly roundId: string;
    readonly eventId: string;
    readonly competitionId: string;
    readonly readerId: string;
    readonly showsIdentities: boolean;
  },
): Promise<DrawView["hand"]> {
  if (drawId === null || state.way !== "hand") return null;
  const tables = runtime.database.read;
  const { readerId, showsIdentities } = of;
  const rows = await tables.drawLine.findMany({
    where: { drawId },
    select: {
      entryId: true,
      place: true,
      drawnForById: true,
      recordedById: true,
      signedById: true,
      signedAt: true,
      entry: { select: { delegationId: true } },
    },
  });
  const lines = rows.map(({ entry, ...line }) => ({ ...line, ...entry }));
  const userIds = lines.map(({ drawnForById }) => drawnForById);
  const nameProxy = await readProxyNames(tables, { ...of, userIds, showsLeaders: showsIdentities });
  const proxies = showsIdentities && !state.isDrawn ? await listDrawProxies(tables, of) : [];
  return {
    places: lines.map(({ entryId, place, drawnForById, signedAt }) => {
      const drawnBy = nameProxy(drawnForById);
      return {
        entryId,
        place,
        drawnForBy: drawnBy && { ...drawnBy, userId: showsIdentities ? (drawnForById ?? "") : "" },
        signedAt: signedAt?.toISOString() ?? null,
      };
    }),
    proxies: Object.fromEntries(entries.map(({ entryId, delegationId }) => [entryId, listProxiesFor(proxies, delegationId)])),
    leaders: { signed: countSignedLeaders(lines), needed: state.fewestLeaders },
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
