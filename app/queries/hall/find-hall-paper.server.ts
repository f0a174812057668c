/** What stands on 赛场情况记录表: seats with their lines, of the whole round or of one entry. No name, code or mark. */
import type { RoundKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import {
  getHallRecord,
  type HallRecordLineView,
  type HallSeat,
  listHallLines,
} from "#app/queries/hall/get-hall-record.server.ts";

export type HallPaperFacts = {
  readonly competition: string;
  readonly event: string;
  readonly eventCode: string;
  /** Where the event has several. */
  readonly round: RoundKind | null;
  /** The number of the session that it is of; null: of all of the round. */
  readonly session: number | null;
  /** ISO: the last line that was written or voided; the beginning of all time where there is none. */
  readonly changedAt: string;
  readonly seats: readonly (HallSeat & { readonly lines: readonly HallRecordLineView[] })[];
};

/** @param input.entryId null: all of the round, or of `session`; seats are empty for an entry that has no part in it. */
export async function findHallPaper(
  runtime: Runtime,
  input: Parameters<typeof getHallRecord>[1] & { readonly session?: number | null },
): Promise<HallPaperFacts> {
  const { roundId, entryId, showsEntrants, session = null } = input;
  const page = await getHallRecord(runtime, { roundId, entryId: null, showsEntrants });
  const lines = await listHallLines(runtime, roundId, entryId);
  const seats = page.seats
    .filter((seat) => (entryId === null || seat.entryId === entryId) && (session === null || seat.session === session))
    .map((seat) => ({ ...seat, lines: lines.get(seat.entryId) ?? [] }));
  const moments = seats.flatMap((seat) => seat.lines.flatMap(({ recordedAt, voided }) => [recordedAt, voided?.at ?? recordedAt]));
  return {
    competition: page.competition.name,
    event: page.event.name,
    eventCode: page.event.code,
    round: page.roundKind,
    session,
    changedAt: moments.sort().at(-1) ?? new Date(0).toISOString(),
    seats,
  };
}
