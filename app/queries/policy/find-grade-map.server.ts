/** Which award counts as which grade in a competition, where two officers settled it. */
import type { ConfirmedGradeMap, GradeMap } from "#app/domain/policy/award-grade.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** The newest confirmed map; null: the default reading holds, and stays to be confirmed. */
export async function findGradeMap(tables: Tables, competitionId: string): Promise<ConfirmedGradeMap | null> {
  const mapping = await tables.gradeMapping.findFirst({
    where: { competitionId, confirmedAt: { not: null } },
    orderBy: { version: "desc" },
    select: { content: true, reference: true },
  });
  return mapping && { map: mapping.content as unknown as GradeMap, reference: mapping.reference };
}
