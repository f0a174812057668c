/** The marking forms of a round with the judges who have them now; whose they are is read in open marking only. */
import type { PanelForm } from "#app/domain/panels/change-panel.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export async function listPanelForms(tables: Tables, round: PinnedRound): Promise<readonly PanelForm[]> {
  const { roundId, panels, rules } = round;
  const forms = await tables.markingForm.findMany({
    where: { roundId },
    orderBy: [{ subCriterionId: "asc" }, { subject: { code: "asc" } }],
    select: { id: true, subjectId: true, subCriterionId: true, status: true, panelId: true },
  });
  const mappings =
    rules.marking === "open"
      ? await tables.blindMapping.findMany({ where: { roundId }, select: { subjectId: true, entryId: true } })
      : [];
  const entryOf = new Map(mappings.map(({ subjectId, entryId }) => [subjectId, entryId]));
  const judgesOf = new Map(panels.map(({ panelId, judges }) => [panelId, judges]));
  return forms.map(({ id, subjectId, subCriterionId, status, panelId }) => ({
    formId: id,
    subCriterionId,
    status: status as FormStatus,
    judges: judgesOf.get(panelId) ?? [],
    entryId: entryOf.get(subjectId) ?? null,
  }));
}
