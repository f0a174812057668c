/** The codes of a round with their places by what is confirmed now: what a recheck's sample is drawn from. Codes only. */
import type { PlacedCode } from "#app/domain/results/recheck.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getRoundResultsByCode } from "#app/queries/results/get-round-results.server.ts";

/** Those that have forms. @throws Error when the round has not opened judging. */
export async function listPlacedCodes(
  tables: Tables,
  roundId: string,
): Promise<readonly (PlacedCode & { readonly subjectId: string })[]> {
  const { rows } = await getRoundResultsByCode(tables, roundId);
  const subjects = await tables.markingForm.findMany({
    where: { roundId },
    distinct: ["subjectId"],
    select: { subjectId: true },
  });
  const formed = new Set(subjects.map(({ subjectId }) => subjectId));
  return rows.filter(({ subjectId }) => formed.has(subjectId)).map(({ subjectId, code, place }) => ({ subjectId, code, place }));
}
