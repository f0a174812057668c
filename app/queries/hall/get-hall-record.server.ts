/**
 * The hall's record of a round: seats with entrant numbers and where each stands, and all lines of one entry. No name, code or mark;
 * and no entrant number for who may not see who sits where.
 */
import { computeHallState, type HallState, isHallOpen, isSigned, type Strokes } from "#app/domain/marking/hall-acts.ts";
import { computePenalty, computeTimeUsed, type HallRecordKind } from "#app/domain/marking/hall-record.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Participation, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { toHallLine } from "#app/queries/hall/find-hall-entry.server.ts";

export type HallSeat = {
  readonly entryId: string;
  readonly seatCode: string | null;
  /** The number of its session; null where it is in none. */
  readonly session: number | null;
  /** Null for who may not see who sits where. */
  readonly entrantNumber: string | null;
  readonly participation: Participation;
  readonly state: HallState;
  /** ISO; the first start and the last stop. */
  readonly startedAt: string | null;
  readonly stoppedAt: string | null;
  /** In seconds. */
  readonly timeUsed: number | null;
  readonly addedSeconds: number;
  /** In hundredths. */
  readonly penalty: number;
  readonly isSigned: boolean;
};

export type HallRecordLineView = {
  readonly id: string;
  readonly kind: HallRecordKind;
  /** Times ISO. */
  readonly at: string;
  readonly seconds: number | null;
  readonly penalty: number | null;
  readonly text: string;
  readonly strokes: Strokes | null;
  readonly by: string;
  readonly recordedAt: string;
  readonly voided: { readonly by: string; readonly at: string; readonly reason: string } | null;
};

export type HallRecordPage = {
  readonly competition: { readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Of the round, where the event has several. */
  readonly roundKind: RoundKind | null;
  readonly phase: RoundPhase;
  readonly isOpen: boolean;
  /** By seat. Those who are absent stand last. */
  readonly seats: readonly HallSeat[];
  /** How many could be started together. */
  readonly waiting: number;
  readonly selected: (HallSeat & { readonly lines: readonly HallRecordLineView[] }) | null;
};

/**
 * @param input.entryId whose lines are asked for; null or of another round: nobody's
 * @param input.showsEntrants whether the reader may see who sits where @throws Error when there is no such round.
 */
export async function getHallRecord(
  runtime: Runtime,
  {
    roundId,
    entryId,
    showsEntrants,
  }: { readonly roundId: string; readonly entryId: string | null; readonly showsEntrants: boolean },
): Promise<HallRecordPage> {
  const { read } = runtime.database;
  const round = await read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      phase: true,
      kind: true,
      event: {
        select: {
          code: true,
          name: true,
          nameEn: true,
          competition: { select: { name: true, nameEn: true } },
          _count: { select: { rounds: true } },
        },
      },
      entries: {
        select: {
          entryId: true,
          seatCode: true,
          participation: true,
          session: { select: { number: true } },
          entry: { select: { entrantNumber: true } },
        },
      },
    },
  });
  const records = await read.hallRecord.findMany({
    where: { roundId },
    orderBy: [{ at: "asc" }, { recordedAt: "asc" }, { id: "asc" }],
    omit: { signature: true },
  });
  const seats = round.entries.map(({ entryId: id, seatCode, participation, session, entry }): HallSeat => {
    const standing = records.filter((record) => record.entryId === id && record.voidedAt === null);
    const counted = standing.map(({ kind, at, seconds, penalty }) => {
      return { kind: kind as HallRecordKind, at: at.getTime(), seconds, penalty };
    });
    const lines = standing.map(toHallLine);
    return {
      entryId: id,
      seatCode,
      session: session?.number ?? null,
      entrantNumber: showsEntrants ? (entry.entrantNumber ?? "") : null,
      participation: participation as Participation,
      state: computeHallState(lines),
      startedAt: standing.find(({ kind }) => kind === "start")?.at.toISOString() ?? null,
      stoppedAt: standing.findLast(({ kind }) => kind === "stop")?.at.toISOString() ?? null,
      timeUsed: computeTimeUsed(counted),
      addedSeconds: counted.reduce((sum, { kind, seconds }) => (kind === "added-time" ? sum + (seconds ?? 0) : sum), 0),
      penalty: computePenalty(counted),
      isSigned: isSigned(lines),
    };
  });
  const inHall = ({ participation }: HallSeat) => participation !== "absent" && participation !== "expected";
  const sorted = seats.sort(
    (left, right) =>
      Number(inHall(right)) - Number(inHall(left)) ||
      compareText(left.seatCode ?? "~", right.seatCode ?? "~") ||
      compareText(left.entrantNumber ?? "", right.entrantNumber ?? ""),
  );
  const chosen = sorted.find((seat) => seat.entryId === entryId) ?? null;
  const { competition, _count, ...event } = round.event;
  const phase = round.phase as RoundPhase;
  return {
    competition,
    event,
    roundKind: _count.rounds > 1 ? (round.kind as RoundKind) : null,
    phase,
    isOpen: isHallOpen(phase),
    seats: sorted,
    waiting: sorted.filter(({ participation, state }) => STARTS.includes(participation) && state === "not-started").length,
    selected: chosen && { ...chosen, lines: (await listHallLines(runtime, roundId, chosen.entryId)).get(chosen.entryId) ?? [] },
  };
}

const STARTS: readonly Participation[] = ["checked-in", "out-of-competition"];

/** By entry id, voided lines too, in the order in which they happened. @param entryId null: of all */
export async function listHallLines(
  { database }: Runtime,
  roundId: string,
  entryId: string | null,
): Promise<ReadonlyMap<string, readonly HallRecordLineView[]>> {
  const records = await database.read.hallRecord.findMany({
    where: { roundId, ...(entryId === null ? {} : { entryId }) },
    orderBy: [{ at: "asc" }, { recordedAt: "asc" }, { id: "asc" }],
  });
  const ids = records.flatMap(({ recordedById, voidedById }) => [recordedById, voidedById]).filter((id) => id !== null);
  const users = await database.read.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } });
  const nameOf = new Map(users.map(({ id, displayName }) => [id, displayName]));
  const lines = new Map<string, HallRecordLineView[]>();
  for (const record of records) {
    const line: HallRecordLineView = {
      id: record.id,
      kind: record.kind as HallRecordKind,
      at: record.at.toISOString(),
      seconds: record.seconds,
      penalty: record.penalty,
      text: record.text,
      strokes: record.signature as Strokes | null,
      by: nameOf.get(record.recordedById) ?? "",
      recordedAt: record.recordedAt.toISOString(),
      voided:
        record.voidedAt === null
          ? null
          : {
              by: nameOf.get(record.voidedById ?? "") ?? "",
              at: record.voidedAt.toISOString(),
              reason: record.voidReason ?? "",
            },
    };
    lines.set(record.entryId, [...(lines.get(record.entryId) ?? []), line]);
  }
  return lines;
}
