/** The codes of a round with their places by what is confirmed now: what a recheck's sample is drawn from. Codes only. */
import type { PlacedCode } from "#app/domain/results/recheck.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { getRoundResultsByCode } from "#app/queries/results/get-round-results.server.ts";

/**
 * Those whose forms were signed and confirmed, or are being corrected: of an entry that withdrew, whose forms nobody finished,
 * there is nothing to check. @throws Error when the round has not opened judging.
 */
export async function listPlacedCodes(
  tables: Tables,
  roundId: string,
): Promise<readonly (PlacedCode & { readonly subjectId: string })[]> {
  const { rows } = await getRoundResultsByCode(tables, roundId);
  const forms = await tables.markingForm.findMany({
    where: { roundId },
    select: { subjectId: true, status: true, corrections: { where: OPEN_CORRECTION, select: { id: true } } },
  });
  const marked = new Set(forms.map(({ subjectId }) => subjectId));
  for (const { subjectId, status, corrections } of forms) {
    if (status !== "confirmed" && corrections.length === 0) marked.delete(subjectId);
  }
  return rows.filter(({ subjectId }) => marked.has(subjectId)).map(({ subjectId, code, place }) => ({ subjectId, code, place }));
}
