/** Who takes part in a round, as check-in and blinding decide by it. */
import type { Attendance } from "#app/domain/draw/check-in.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type AttendingEntry = Attendance & {
  readonly entryId: string;
  readonly entrantNumber: string;
  readonly seatCode: string | null;
  readonly checkedInAt: Date | null;
};

/** In no order. */
export async function listAttendance(tables: Tables, roundId: string): Promise<AttendingEntry[]> {
  const entries = await tables.roundEntry.findMany({
    where: { roundId },
    select: {
      entryId: true,
      participation: true,
      seatCode: true,
      checkedInAt: true,
      entry: { select: { entrantNumber: true, mappings: { where: { roundId }, select: { subjectId: true } } } },
    },
  });
  return entries.map(({ entry, participation, ...rest }) => ({
    ...rest,
    participation: participation as Participation,
    entrantNumber: entry.entrantNumber ?? "",
    hasCode: entry.mappings.length > 0,
  }));
}
