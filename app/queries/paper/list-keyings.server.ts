/** What was keyed of open forms since their marks were last taken from paper. Holds every value: nothing of it goes to a screen as it is. */
import type { Keying } from "#app/domain/marking/keying.ts";
import { PAPER_DEVICE, type PaperValue } from "#app/domain/marking/paper.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** By form id, oldest first; a form without a keying that counts is left out. */
export async function listKeyings(
  tables: Tables,
  of: { readonly roundId: string } | { readonly formId: string },
): Promise<ReadonlyMap<string, readonly Keying[]>> {
  const form = "formId" in of ? { id: of.formId } : { roundId: of.roundId, status: "open" };
  const rows = await tables.paperKeying.findMany({
    where: { form },
    orderBy: [{ keyedAt: "asc" }, { id: "asc" }],
    select: { id: true, formId: true, keyedById: true, keyedAt: true, values: true },
  });
  const taken = await tables.markRevision.groupBy({
    by: ["formId"],
    where: { form, deviceId: PAPER_DEVICE },
    _max: { receivedAt: true },
  });
  const takenAt = new Map(taken.map(({ formId, _max }) => [formId, _max.receivedAt]));
  const byForm = new Map<string, Keying[]>();
  for (const { id, formId, keyedById, keyedAt, values } of rows) {
    const last = takenAt.get(formId);
    // A correction opened the form again: what was keyed before became marks then.
    if (last && keyedAt <= last) continue;
    const keying = { keyingId: id, keyedBy: keyedById, values: values as unknown as PaperValue[] };
    const keyings = byForm.get(formId);
    if (keyings) keyings.push(keying);
    else byForm.set(formId, [keying]);
  }
  return byForm;
}
