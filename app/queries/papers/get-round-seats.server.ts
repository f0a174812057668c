/** Where the entries of a round compete, as its papers list them: session, seat and number, and the code of the work for who blinds. */
import { compareText } from "#app/domain/shared/order.ts";
import type { Participation, RoundKind } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type RoundSession = {
  readonly id: string;
  readonly number: number;
  readonly place: string;
  /** ISO. */
  readonly startsAt: string;
  readonly endsAt: string;
};

export type RoundSeat = {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly sessionNumber: number | null;
  readonly participation: Participation;
};

export type RoundSeats = {
  readonly round: { readonly number: number; readonly kind: RoundKind };
  readonly sessions: readonly RoundSession[];
  /** By session, seat and number. */
  readonly seats: readonly RoundSeat[];
};

/**
 * @param only the number of the session that is asked for, null: all; nothing is in one that the round has not
 * @throws Error when there is no such round.
 */
export async function getRoundSeats(runtime: Runtime, roundId: string, only: number | null = null): Promise<RoundSeats> {
  const { number, kind, sessions, entries } = await runtime.database.read.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      number: true,
      kind: true,
      sessions: {
        where: only === null ? {} : { number: only },
        orderBy: { number: "asc" },
        select: { id: true, number: true, place: true, startsAt: true, endsAt: true },
      },
      entries: {
        where: only === null ? {} : { session: { number: only } },
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
  return {
    round: { number, kind: kind as RoundKind },
    sessions: sessions.map(({ startsAt, endsAt, ...session }) => ({
      ...session,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
    seats: entries
      .map(({ entry, session, participation, ...seat }) => ({
        ...seat,
        entrantNumber: entry.entrantNumber ?? "",
        sessionNumber: session?.number ?? null,
        participation: participation as Participation,
      }))
      .sort(
        (left, right) =>
          (left.sessionNumber ?? 0) - (right.sessionNumber ?? 0) ||
          compareText(left.seatCode ?? "\uffff", right.seatCode ?? "\uffff") ||
          compareText(left.entrantNumber, right.entrantNumber),
      ),
  };
}
