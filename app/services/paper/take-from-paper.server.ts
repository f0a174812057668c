/** The step that makes agreed paper values the form's marks: revisions, the panel's signatures in ink, and the form is signed. */

import { PAPER_DEVICE, type PaperValue, toRevisions } from "#app/domain/marking/paper.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { FormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";

/**
 * Runs in the transaction of its caller. Every value of the paper becomes a revision, whatever tablets had delivered: the paper is
 * the record that the panel signed. The keys follow from the keyings, so that the same agreement can be written once only.
 * @param keyingIds of the two that agree, or of the two that differed and of who settled it
 * @returns the form's new revision, or null when the form changed meanwhile and nothing was written
 */
export async function takeFromPaper(
  tables: Tables,
  form: Pick<FormAsFound, "formId" | "subCriterion" | "team" | "revision" | "conflicts">,
  taken: {
    readonly values: readonly PaperValue[];
    readonly keyingIds: readonly string[];
    /** Who keyed or settled it last. */
    readonly keyedById: string;
    readonly keyedAt: Date;
    readonly at: Date;
  },
): Promise<number | null> {
  const { formId, team } = form;
  const { values, keyingIds, keyedAt, at } = taken;
  const revisions = toRevisions(form, values, form.revision);
  const revision = form.revision + revisions.length;
  const moved = await tables.markingForm.updateMany({
    where: { id: formId, status: "open", revision: form.revision },
    data: { revision, status: "signed" },
  });
  if (moved.count === 0) return null;
  const agreement = [...keyingIds].sort().join("+");
  await tables.markRevision.createMany({
    data: revisions.map((one) => ({
      ...one,
      key: [PAPER_DEVICE, agreement, one.aspectId, one.scoreRound, one.judgeId].join(" "),
      formId,
      reason: null,
      deviceId: PAPER_DEVICE,
      enteredAt: keyedAt,
      receivedAt: at,
    })),
  });
  // What two tablets said differently is settled by what the panel wrote.
  await tables.conflictSettlement.createMany({
    data: form.conflicts.map(({ key }) => ({
      conflictKey: key,
      choice: PAPER_DEVICE,
      reason: "",
      settledById: taken.keyedById,
      settledAt: at,
    })),
  });
  await tables.signOff.updateMany({ where: { formId, voidedAt: null }, data: { voidedAt: at } });
  await tables.signOff.createMany({
    data: team.map((judgeId) => ({ id: newId(), formId, judgeId, revision, signedAt: at, medium: PAPER_DEVICE })),
  });
  return revision;
}
