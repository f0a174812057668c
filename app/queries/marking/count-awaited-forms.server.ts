/**
 * How many forms the submission of a round waits for: those that are not confirmed, of entries that are still in. Who withdrew or was
 * disqualified is not waited for, and this is what that tells: the chief judge, who recorded it himself and knows the seat, finds
 * the code of that one entry when everything else is confirmed; after the submission whoever reads results by code finds it as the
 * code that is not complete. It wins no place, and of the others nothing is told. Judges and tally clerks see no difference: its forms
 * stand in their lists like the others, and every view by code calls it checked in until unblinding.
 */
import { needsForms } from "#app/domain/marking/hall-acts.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export async function countAwaitedForms(tables: Tables, roundId: string): Promise<number> {
  const entries = await tables.roundEntry.findMany({ where: { roundId }, select: { entryId: true, participation: true } });
  const out = entries.filter(({ participation }) => !needsForms(participation as Participation)).map(({ entryId }) => entryId);
  const subjects = await tables.blindMapping.findMany({
    where: { roundId, entryId: { in: out } },
    select: { subjectId: true },
  });
  return tables.markingForm.count({
    where: { roundId, status: { not: "confirmed" }, subjectId: { notIn: subjects.map(({ subjectId }) => subjectId) } },
  });
}
