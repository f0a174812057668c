/** The marking forms of a round with the state that follows from their revisions: two reads, whatever their number. */
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export type FormRow = {
  readonly formId: string;
  readonly subjectId: string;
  readonly subCriterionId: string;
  readonly status: FormStatus;
  readonly revision: number;
  readonly state: FormState;
};

/** All forms of the round, or those of one status. Holds every score: limit it before it reaches a judge. */
export async function listFormStates(
  tables: Tables,
  round: Pick<PinnedRound, "roundId" | "rules" | "scheme" | "team">,
  only: { readonly status?: FormStatus } = {},
): Promise<readonly FormRow[]> {
  const chosen = { roundId: round.roundId, ...(only.status ? { status: only.status } : {}) };
  // The forms first: a form that is confirmed between the two reads then only has revisions that nobody asks for.
  const forms = await tables.markingForm.findMany({
    where: chosen,
    select: { id: true, subjectId: true, subCriterionId: true, status: true, revision: true },
    orderBy: { id: "asc" },
  });
  const revisions = await tables.markRevision.findMany({
    where: { form: chosen },
    select: { formId: true, sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true },
  });
  const byForm = new Map<string, Revision[]>(forms.map(({ id }) => [id, []]));
  for (const revision of revisions) byForm.get(revision.formId)?.push(revision);
  const subCriteria = new Map(listSubCriteria(round.scheme).map((subCriterion) => [subCriterion.id, subCriterion]));
  return forms.map((form) => {
    const subCriterion = subCriteria.get(form.subCriterionId);
    if (!subCriterion) throw new Error(`Form ${form.id} is of ${form.subCriterionId}, which its scheme does not have.`);
    return {
      formId: form.id,
      subjectId: form.subjectId,
      subCriterionId: form.subCriterionId,
      status: form.status as FormStatus,
      revision: form.revision,
      state: computeFormState(subCriterion, round.team, byForm.get(form.id) ?? [], round.rules),
    };
  });
}
