/** The chief judge's view of a round: codes by forms, what needs him now, and the conditions of his next act. Codes only. */
import type { FormState } from "#app/domain/marking/form.ts";
import { computeSubCriterionMaximum, listSubCriteria } from "#app/domain/marking/scheme.ts";
import { computeRoundConditions, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Disclosure, FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { listSignatures } from "#app/queries/marking/list-signatures.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

/** `apart`: scores lie too far apart; `complete`: to be signed; `signing`: signed by some. */
export type CellState = "empty" | "started" | "apart" | "complete" | "signing" | "signed" | "confirmed";

export type MatrixCell = {
  readonly formId: string;
  readonly state: CellState;
  /** Settled aspects. */
  readonly done: number;
  readonly total: number;
  /** Standing signatures. */
  readonly signed: number;
  /** Null until every aspect is settled. */
  readonly mark: number | null;
};

export type MatrixColumn = { readonly id: string; readonly name: string; readonly day: number; readonly maximum: number };

export type MatrixRow = { readonly code: string; readonly cells: readonly MatrixCell[]; readonly confirmed: number };

export type FormPlace = { readonly formId: string; readonly code: string; readonly subCriterionId: string };

export type Matrix = {
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  /** ISO; null before it. */
  readonly submittedAt: string | null;
  /** The marking team: before judging those appointed, then those pinned; with how many open forms wait for a value of theirs. */
  readonly team: readonly { readonly displayName: string; readonly formsAwaited: number }[];
  readonly columns: readonly MatrixColumn[];
  /** By code. Empty before judging. */
  readonly rows: readonly MatrixRow[];
  readonly confirmed: number;
  readonly forms: number;
  /** Score rounds that are open because scores lay too far apart. */
  readonly apart: readonly (FormPlace & { readonly aspects: string })[];
  /** Signed forms that wait for someone to confirm them. */
  readonly unconfirmed: readonly FormPlace[];
  /** Of the act that leads on from this phase, when it is the chief judge's: opening judging, or submitting. */
  readonly conditions: readonly RoundCondition[];
};

/** The conditions are those for this person. @throws Error when there is no such round. */
export async function getMatrix(runtime: Runtime, actor: Actor, roundId: string): Promise<Matrix> {
  const { read } = runtime.database;
  const { facts, eventId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const { code, name, nameEn, competition, rounds } = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      competition: { select: { code: true, name: true, nameEn: true } },
      rounds: { where: { id: roundId }, select: { disclosure: true, submittedAt: true } },
    },
  });
  const round = await findPinnedRound(read, roundId);
  const judged = round ? await describeForms(runtime, round) : NOTHING;
  const members = await read.user.findMany({
    where: { id: { in: [...(round?.team ?? facts.markingJudges)] } },
    select: { id: true, displayName: true },
  });
  const act = facts.phase === "draw" ? "open-judging" : facts.phase === "judging" ? "submit-round" : null;
  return {
    competition,
    event: { code, name, nameEn },
    phase: facts.phase,
    disclosure: (rounds[0]?.disclosure ?? "closed") as Disclosure,
    submittedAt: rounds[0]?.submittedAt?.toISOString() ?? null,
    team: members
      .map(({ id, displayName }) => ({ displayName, formsAwaited: judged.awaited.get(id) ?? 0 }))
      .sort((left, right) => compareText(left.displayName, right.displayName)),
    columns: judged.columns,
    rows: judged.rows,
    confirmed: facts.confirmedForms,
    forms: facts.forms,
    apart: judged.apart,
    unconfirmed: judged.unconfirmed,
    conditions: act ? computeRoundConditions(act, facts, actor.userId) : [],
  };
}

type Judged = Pick<Matrix, "columns" | "rows" | "apart" | "unconfirmed"> & { readonly awaited: ReadonlyMap<string, number> };

const NOTHING: Judged = { columns: [], rows: [], apart: [], unconfirmed: [], awaited: new Map() };

async function describeForms({ database }: Runtime, round: PinnedRound): Promise<Judged> {
  const forms = await listFormStates(database.read, round);
  const signatures = await listSignatures(database.read, round.roundId);
  const subjects = await database.read.blindSubject.findMany({
    where: { roundId: round.roundId },
    select: { id: true, code: true },
    orderBy: { code: "asc" },
  });
  const columns = listSubCriteria(round.scheme).map((subCriterion) => ({
    id: subCriterion.id,
    name: subCriterion.name,
    day: subCriterion.day,
    maximum: computeSubCriterionMaximum(subCriterion),
  }));
  const bySubject = new Map<string, Map<string, FormRow>>();
  for (const form of forms) {
    const own = bySubject.get(form.subjectId) ?? new Map<string, FormRow>();
    bySubject.set(form.subjectId, own.set(form.subCriterionId, form));
  }
  const rows: MatrixRow[] = [];
  const apart: Matrix["apart"][number][] = [];
  const unconfirmed: FormPlace[] = [];
  for (const { id: subjectId, code } of subjects) {
    const own = columns.flatMap(({ id }) => bySubject.get(subjectId)?.get(id) ?? []);
    if (own.length === 0) continue;
    const cells = own.map((form) => toCell(form, signatures.get(form.formId)?.length ?? 0));
    rows.push({ code, cells, confirmed: cells.filter(({ state }) => state === "confirmed").length });
    for (const { formId, subCriterionId, status, state } of own) {
      const wide = state.aspects.filter(({ mustRescore }) => mustRescore).map(({ aspectId }) => aspectId);
      if (wide.length > 0) apart.push({ formId, code, subCriterionId, aspects: wide.join(", ") });
      if (status === "signed") unconfirmed.push({ formId, code, subCriterionId });
    }
  }
  return { columns, rows, apart, unconfirmed, awaited: countAwaited(round.team, forms) };
}

function toCell({ formId, status, state }: FormRow, signed: number): MatrixCell {
  const done = state.aspects.filter(({ mark }) => mark !== null).length;
  return { formId, state: describeState(state, status, signed), done, total: state.aspects.length, signed, mark: state.mark };
}

function describeState(state: FormState, status: FormStatus, signed: number): CellState {
  if (status !== "open") return status;
  if (state.aspects.some(({ mustRescore }) => mustRescore)) return "apart";
  if (state.isComplete) return signed > 0 ? "signing" : "complete";
  return state.lastSequence > 0 ? "started" : "empty";
}

/** By judge: the open forms that others have begun and that wait for a score of his. */
function countAwaited(team: readonly string[], forms: readonly FormRow[]): ReadonlyMap<string, number> {
  const begun = forms.filter(({ status, state }) => status === "open" && state.lastSequence > 0);
  return new Map(
    team.map((judgeId) => {
      const awaiting = begun.filter(
        ({ state, team: own }) =>
          own.includes(judgeId) &&
          state.aspects.some(({ kind, scores }) => kind === "judgement" && !scores.some((score) => score.judgeId === judgeId)),
      );
      return [judgeId, awaiting.length];
    }),
  );
}
