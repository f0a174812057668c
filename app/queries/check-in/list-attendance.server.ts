/** Who takes part in a round, as check-in and blinding decide by it. */
import type { Attendance, CheckInState, CheckInWindow } from "#app/domain/draw/check-in.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type AttendingEntry = Attendance & {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly checkedInAt: Date | null;
  readonly checkInWay: string | null;
  /** A substitution on the spot that was asked for and not answered. */
  readonly isSubstitutionOpen: boolean;
  /** In the order of positions. */
  readonly memberIds: readonly string[];
  /** The session in which it competes; null while there is one for all. */
  readonly session: { readonly id: string; readonly number: number; readonly window: CheckInWindow } | null;
  /** Whether works of its session have codes. */
  readonly isTakenIn: boolean;
};

/** Where the entry stands at check-in. */
export function toCheckInState(roundPhase: RoundPhase, entry: AttendingEntry): CheckInState {
  const { session, isTakenIn, seatCode } = entry;
  return { roundPhase, session: session?.number ?? null, isTakenIn, isDrawn: seatCode !== null };
}

/** In no order. */
export async function listAttendance(tables: Tables, roundId: string): Promise<AttendingEntry[]> {
  const entries = await tables.roundEntry.findMany({
    where: { roundId },
    select: {
      entryId: true,
      participation: true,
      seatCode: true,
      checkedInAt: true,
      checkInWay: true,
      session: { select: { id: true, number: true, checkInOpensAt: true, checkInClosesAt: true } },
      entry: {
        select: {
          entrantNumber: true,
          members: { orderBy: { position: "asc" }, select: { id: true } },
          mappings: { where: { roundId }, select: { subjectId: true } },
          substitutions: { where: { isOnTheSpot: true, state: "asked" }, select: { id: true } },
        },
      },
    },
  });
  const takenIn = new Set(entries.filter(({ entry }) => entry.mappings.length > 0).map(({ session }) => session?.id));
  return entries.map(({ entry, participation, session, ...rest }) => ({
    ...rest,
    participation: participation as Participation,
    entrantNumber: entry.entrantNumber ?? "",
    hasCode: entry.mappings.length > 0,
    isTakenIn: takenIn.has(session?.id),
    isSubstitutionOpen: entry.substitutions.length > 0,
    memberIds: entry.members.map(({ id }) => id),
    session: session && {
      id: session.id,
      number: session.number,
      window: {
        opensAt: session.checkInOpensAt?.getTime() ?? null,
        closesAt: session.checkInClosesAt?.getTime() ?? null,
      },
    },
  }));
}
