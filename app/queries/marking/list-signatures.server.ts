/** Which judges have signed the forms of a round that are not confirmed yet, as far as their signatures stand. */
import type { Tables } from "#app/platform/db/database.server.ts";

/** User ids by form id; a form without a standing signature is left out. */
export async function listSignatures(tables: Tables, roundId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const signOffs = await tables.signOff.findMany({
    where: { voidedAt: null, form: { roundId, status: { not: "confirmed" } } },
    select: { formId: true, judgeId: true },
  });
  const byForm = new Map<string, string[]>();
  for (const { formId, judgeId } of signOffs) {
    const judges = byForm.get(formId);
    if (judges) judges.push(judgeId);
    else byForm.set(formId, [judgeId]);
  }
  return byForm;
}
