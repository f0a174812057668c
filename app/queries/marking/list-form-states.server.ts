/** The marking forms of a round with the state that follows from their revisions: two reads, whatever their number. */
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPanelJudges, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export type FormRow = {
  readonly formId: string;
  readonly subjectId: string;
  readonly subCriterionId: string;
  readonly status: FormStatus;
  /** The judges of its panel, and the panel's number within its sub-criterion. */
  readonly team: readonly string[];
  readonly panelNumber: number;
  readonly revision: number;
  readonly state: FormState;
};

/** All forms of the round, or those of one status or sub-criterion. Holds every score: limit it before it reaches a judge. */
export async function listFormStates(
  tables: Tables,
  round: Pick<PinnedRound, "roundId" | "rules" | "scheme" | "panels">,
  only: { readonly status?: FormStatus; readonly subCriterionId?: string } = {},
): Promise<readonly FormRow[]> {
  // The forms first: a form that is confirmed between the two reads then only has revisions that nobody asks for.
  const forms = await tables.markingForm.findMany({
    where: { roundId: round.roundId, ...only },
    select: { id: true, subjectId: true, subCriterionId: true, panelId: true, status: true, revision: true },
    orderBy: { id: "asc" },
  });
  const revisions = await readRevisions(tables, round.roundId, only);
  const subCriteria = new Map(listSubCriteria(round.scheme).map((subCriterion) => [subCriterion.id, subCriterion]));
  const numbers = new Map(round.panels.map(({ panelId, number }) => [panelId, number]));
  return forms.map((form) => {
    const subCriterion = subCriteria.get(form.subCriterionId);
    if (!subCriterion) throw new Error(`Form ${form.id} is of ${form.subCriterionId}, which its scheme does not have.`);
    const team = getPanelJudges(round, form.panelId);
    return {
      formId: form.id,
      subjectId: form.subjectId,
      subCriterionId: form.subCriterionId,
      status: form.status as FormStatus,
      team,
      panelNumber: numbers.get(form.panelId) ?? 0,
      revision: form.revision,
      state: computeFormState(subCriterion, team, revisions.get(form.id) ?? [], round.rules),
    };
  });
}

/**
 * By form id. A large round has tens of thousands of revisions: one text for each form takes a fraction of the time that as many
 * rows take, in both databases alike. Neither ids nor aspects contain the two separators.
 */
async function readRevisions(
  tables: Tables,
  roundId: string,
  { status = "", subCriterionId = "" }: { readonly status?: FormStatus | ""; readonly subCriterionId?: string },
): Promise<ReadonlyMap<string, readonly Revision[]>> {
  const rows = await tables.$queryRaw<{ formId: string; revisions: string }[]>`
    SELECT m."formId" AS "formId", string_agg(
      m."sequence" || '|' || m."aspectId" || '|' || m."judgeId" || '|' || m."scoreRound" || '|' || m."value", ';'
    ) AS "revisions"
    FROM "MarkRevision" m JOIN "MarkingForm" f ON f."id" = m."formId"
    WHERE f."roundId" = ${roundId} AND (${status} = '' OR f."status" = ${status})
      AND (${subCriterionId} = '' OR f."subCriterionId" = ${subCriterionId})
    GROUP BY m."formId"`;
  return new Map(rows.map(({ formId, revisions }) => [formId, revisions.split(";").map(toRevision)]));
}

function toRevision(text: string): Revision {
  const [sequence, aspectId = "", judgeId = "", scoreRound, value] = text.split("|");
  return { sequence: Number(sequence), aspectId, judgeId, scoreRound: Number(scoreRound), value: Number(value) };
}
