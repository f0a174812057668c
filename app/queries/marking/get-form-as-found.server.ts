/** One marking form with everything that decides what may be done to it; holds every score, so nothing of it goes to a screen as it is. */
import { computeFormState, type FormState } from "#app/domain/marking/form.ts";
import type { KeyedRevision, ValuePlace } from "#app/domain/marking/mark-conflict.ts";
import { findSubCriterion, type SubCriterion } from "#app/domain/marking/scheme.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPanelJudges, getPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { getRecusals, type Recusals } from "#app/queries/panels/get-recusals.server.ts";

/** A revision with what its device named it, and when it came. */
export type KeptRevision = KeyedRevision & { readonly receivedAt: Date };

export type FormAsFound = {
  readonly formId: string;
  readonly round: PinnedRound;
  readonly subCriterion: SubCriterion;
  readonly status: FormStatus;
  /** The judges of its panel. */
  readonly team: readonly string[];
  /** Those of them who must not mark it: they declared a conflict, and nobody has taken their place yet. */
  readonly recused: readonly string[];
  /** The number of revisions; what a judge signs names it. */
  readonly revision: number;
  readonly state: FormState;
  readonly revisions: readonly KeptRevision[];
  /** Values kept beside one that stood, and not settled; of the judges of its panel, the earliest first. */
  readonly conflicts: readonly MarkConflict[];
  /** Judges whose signature stands for the present revision. */
  readonly signedBy: readonly string[];
  /** Everyone who ever entered a value, and everyone who ever signed. */
  readonly everEntered: readonly string[];
  readonly everSigned: readonly string[];
  /** Everyone who ever keyed it from paper, settled differences included. */
  readonly everKeyed: readonly string[];
  /** Judges whose standing signature is in ink on the paper form. */
  readonly signedOnPaper: readonly string[];
};

/** A value that reached the server while another stood that its judge had not seen. Times are the server's. */
export type MarkConflict = ValuePlace & {
  readonly key: string;
  readonly value: number;
  readonly reason: string | null;
  readonly deviceId: string;
  readonly enteredAt: Date;
  readonly receivedAt: Date;
  readonly replaces: string | null;
  readonly standingKey: string;
  readonly standingValue: number;
  readonly standingAt: Date;
};

const FOUND = {
  id: true,
  roundId: true,
  subjectId: true,
  subCriterionId: true,
  panelId: true,
  status: true,
  revision: true,
  revisions: {
    select: { sequence: true, aspectId: true, judgeId: true, scoreRound: true, value: true, key: true, receivedAt: true },
    orderBy: { sequence: "asc" as const },
  },
  conflicts: { where: { settlement: null }, orderBy: [{ receivedAt: "asc" as const }, { key: "asc" as const }] },
  signOffs: { select: { judgeId: true, revision: true, voidedAt: true, medium: true } },
  keyings: { select: { keyedById: true } },
};

/** @throws Error when there is no such form. */
export async function getFormAsFound(tables: Tables, formId: string): Promise<FormAsFound> {
  const [form] = await readForms(tables, { id: formId });
  if (!form) throw new Error(`There is no form ${formId}.`);
  const round = await getPinnedRound(tables, form.roundId);
  return toFormAsFound(form, round, await getRecusals(tables, round));
}

/** Several forms of one round with a few reads, whatever their number; sorted by id. */
export async function listFormsAsFound(tables: Tables, round: PinnedRound, formIds: readonly string[]): Promise<FormAsFound[]> {
  const forms = await readForms(tables, { roundId: round.roundId, id: { in: [...formIds] } });
  const recusals = await getRecusals(tables, round);
  return forms.map((form) => toFormAsFound(form, round, recusals));
}

function readForms(tables: Tables, where: { readonly roundId?: string; readonly id: string | { readonly in: string[] } }) {
  return tables.markingForm.findMany({ where, select: FOUND, orderBy: { id: "asc" } });
}

type FoundRow = Awaited<ReturnType<typeof readForms>>[number];

function toFormAsFound(form: FoundRow, round: PinnedRound, recusals: Recusals): FormAsFound {
  const subCriterion = findSubCriterion(round.scheme, form.subCriterionId);
  if (!subCriterion) throw new Error(`Form ${form.id} is of ${form.subCriterionId}, which its scheme does not have.`);
  const team = getPanelJudges(round, form.panelId);
  const recused = recusals(form.subjectId).filter((judgeId) => team.includes(judgeId));
  const standing = form.signOffs.filter(({ voidedAt, revision }) => voidedAt === null && revision === form.revision);
  return {
    formId: form.id,
    round,
    subCriterion,
    status: form.status as FormStatus,
    team,
    recused,
    revision: form.revision,
    state: computeFormState(subCriterion, team, form.revisions, round.rules),
    revisions: form.revisions,
    conflicts: form.conflicts.filter(({ judgeId }) => team.includes(judgeId)),
    signedBy: standing.map(({ judgeId }) => judgeId),
    everEntered: [...new Set(form.revisions.map(({ judgeId }) => judgeId))],
    everSigned: [...new Set(form.signOffs.map(({ judgeId }) => judgeId))],
    everKeyed: [...new Set(form.keyings.map(({ keyedById }) => keyedById))],
    signedOnPaper: standing.filter(({ medium }) => medium === "paper").map(({ judgeId }) => judgeId),
  };
}
