/** Hands forms to further panels inside the write of the act that asks for it: values stay on record, signatures lose their standing. */
import type { FurtherPanel } from "#app/domain/panels/change-panel.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";

/**
 * Values of judges outside the new panel no longer count, because a form's state is computed from those of its panel.
 * @returns false when one of the forms was confirmed meanwhile.
 */
export async function moveForms(
  { tables, audit, announce }: Write,
  input: {
    readonly competitionId: string;
    readonly roundId: string;
    readonly further: readonly FurtherPanel[];
    readonly reason: string;
    readonly actorId: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const { competitionId, roundId, further, reason, actorId, now } = input;
  for (const { subCriterionId, judges, formIds } of further) {
    const latest = await tables.panel.aggregate({ where: { roundId, subCriterionId }, _max: { number: true } });
    const panelId = newId();
    const number = (latest._max.number ?? 0) + 1;
    await tables.panel.create({
      data: {
        id: panelId,
        roundId,
        subCriterionId,
        number,
        reason,
        createdById: actorId,
        createdAt: now,
        judges: { create: judges.map((judgeId) => ({ judgeId })) },
      },
    });
    const moved = await tables.markingForm.updateMany({
      where: { id: { in: [...formIds] }, roundId, subCriterionId, status: { not: "confirmed" } },
      data: { panelId, status: "open" },
    });
    if (moved.count !== formIds.length) return false;
    await tables.signOff.updateMany({ where: { formId: { in: [...formIds] }, voidedAt: null }, data: { voidedAt: now } });
    await audit({
      chain: competitionId,
      actorId,
      act: "change-panel",
      objectKind: "panel",
      objectId: panelId,
      payload: { subCriterion: subCriterionId, number, judges: [...judges], forms: [...formIds] },
    });
    for (const formId of formIds) announce({ kind: "form-changed", formId, roundId });
  }
  announce({ kind: "round-changed", roundId });
  return true;
}
