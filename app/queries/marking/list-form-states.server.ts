/** The marking forms of a round with the state that follows from their revisions: two reads, whatever their number. */
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { compareText } from "#app/domain/shared/order.ts";
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

/** States of forms by their ids, each with what it follows from: for whoever asks for the same round again and again while few forms change. */
export type FormStateMemory = Map<string, { readonly of: string; readonly state: FormState }>;

/** So few forms that are not remembered are read by themselves. */
const FEW = 50;

/**
 * All forms of the round, or those of one status or sub-criterion. Holds every score: limit it before it reaches a judge.
 * @param memory learns what was read
 */
export async function listFormStates(
  tables: Tables,
  round: Pick<PinnedRound, "roundId" | "rules" | "scheme" | "schemeId" | "panels">,
  only: Only = {},
  memory: FormStateMemory = new Map(),
): Promise<readonly FormRow[]> {
  // The forms first: a form that is confirmed between the two reads then only has revisions that nobody asks for.
  const forms = await readForms(tables, round.roundId, only);
  const of = (form: (typeof forms)[number]) =>
    `${form.revision} ${round.schemeId} ${round.rules.spreadLimit} ${getPanelJudges(round, form.panelId).join(" ")}`;
  const unknown = forms.filter((form) => memory.get(form.id)?.of !== of(form)).map(({ id }) => id);
  const revisions = await readRevisions(tables, round.roundId, only, unknown);
  const subCriteria = new Map(listSubCriteria(round.scheme).map((subCriterion) => [subCriterion.id, subCriterion]));
  const numbers = new Map(round.panels.map(({ panelId, number }) => [panelId, number]));
  return forms.map((form) => {
    const subCriterion = subCriteria.get(form.subCriterionId);
    if (!subCriterion) throw new Error(`Form ${form.id} is of ${form.subCriterionId}, which its scheme does not have.`);
    const team = getPanelJudges(round, form.panelId);
    const known = memory.get(form.id);
    const state =
      known?.of === of(form) ? known.state : computeFormState(subCriterion, team, revisions.get(form.id) ?? [], round.rules);
    memory.set(form.id, { of: of(form), state });
    return {
      formId: form.id,
      subjectId: form.subjectId,
      subCriterionId: form.subCriterionId,
      status: form.status,
      team,
      panelNumber: numbers.get(form.panelId) ?? 0,
      revision: form.revision,
      state,
    };
  });
}

type Only = { readonly status?: FormStatus; readonly subCriterionId?: string };
type Form = {
  readonly id: string;
  readonly subjectId: string;
  readonly subCriterionId: string;
  readonly panelId: string;
  readonly status: FormStatus;
  readonly revision: number;
};

/**
 * In the order of their ids. A large round has thousands of forms and tens of thousands of revisions: one text for each subject, and
 * for each form, takes a fraction of the time that as many rows take, in both databases alike. Neither ids nor aspects contain the
 * two separators.
 */
async function readForms(tables: Tables, roundId: string, only: Only): Promise<readonly Form[]> {
  const { status = "", subCriterionId = "" } = only;
  const rows = await tables.$queryRaw<{ subjectId: string; forms: string }[]>`
    SELECT f."subjectId" AS "subjectId", string_agg(
      f."id" || '|' || f."subCriterionId" || '|' || f."panelId" || '|' || f."status" || '|' || f."revision", ';'
    ) AS "forms"
    FROM "MarkingForm" f
    WHERE f."roundId" = ${roundId} AND (${status} = '' OR f."status" = ${status})
      AND (${subCriterionId} = '' OR f."subCriterionId" = ${subCriterionId})
    GROUP BY f."subjectId"`;
  const forms = rows.flatMap((row) => row.forms.split(";").map((text) => toForm(row.subjectId, text)));
  return forms.sort((one, other) => compareText(one.id, other.id));
}

function toForm(subjectId: string, text: string): Form {
  const [id = "", subCriterionId = "", panelId = "", status, revision] = text.split("|");
  return { id, subjectId, subCriterionId, panelId, status: status as FormStatus, revision: Number(revision) };
}

/** By form id. */
async function readRevisions(
  tables: Tables,
  roundId: string,
  { status = "", subCriterionId = "" }: Omit<Only, "status"> & { readonly status?: FormStatus | "" },
  unknown: readonly string[],
): Promise<ReadonlyMap<string, readonly Revision[]>> {
  if (unknown.length <= FEW) return readRevisionsOf(tables, unknown);
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

async function readRevisionsOf(tables: Tables, formIds: readonly string[]): Promise<ReadonlyMap<string, readonly Revision[]>> {
  if (formIds.length === 0) return new Map();
  const rows = await tables.markRevision.findMany({
    where: { formId: { in: [...formIds] } },
    select: { formId: true, sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true },
  });
  const byForm = new Map<string, Revision[]>(formIds.map((formId) => [formId, []]));
  for (const { formId, ...revision } of rows) byForm.get(formId)?.push(revision);
  return byForm;
}

function toRevision(text: string): Revision {
  const [sequence, aspectId = "", judgeId = "", scoreRound, value] = text.split("|");
  return { sequence: Number(sequence), aspectId, judgeId, scoreRound: Number(scoreRound), value: Number(value) };
}
