/** Everything that one judge's tablet works from while there is no network: the list of his forms, and each of them as he may see it. */
import type { TabletDay } from "#app/domain/tablet/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listFormsForJudge } from "#app/queries/marking/get-form.server.ts";
import { listMyForms } from "#app/queries/marking/list-my-forms.server.ts";

export async function getTabletDay(runtime: Runtime, actor: Actor): Promise<TabletDay> {
  const mine = await listMyForms(runtime, actor);
  const forms = await Promise.all(
    mine.marking.map(({ roundId, subCriteria }) =>
      listFormsForJudge(runtime, actor, {
        roundId,
        formIds: subCriteria.flatMap((subCriterion) => subCriterion.forms.map(({ formId }) => formId)),
      }),
    ),
  );
  return {
    ...mine,
    judgeId: actor.userId,
    displayName: actor.displayName,
    servedAt: runtime.clock.now().toISOString(),
    forms: forms.flat(),
  };
}
