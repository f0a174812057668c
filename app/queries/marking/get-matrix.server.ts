/** The chief judge's view of a round: codes by forms, what needs him now, and the conditions of his next act. Codes only. */
import type { SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { CellState } from "#app/domain/marking/cell-state.ts";
import { type CorrectionState, findCorrectionState } from "#app/domain/marking/correction.ts";
import type { AspectState, FormState } from "#app/domain/marking/form.ts";
import { computeJudgeSpread, type JudgeSpread } from "#app/domain/marking/judge-spread.ts";
import { computeKeyedState, type KeyedState } from "#app/domain/marking/keying.ts";
import { computeSubCriterionMaximum, findSubCriterion, listSubCriteria } from "#app/domain/marking/scheme.ts";
import { computeRoundConditions, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Disclosure, FormStatus, Medium, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { findPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { listSignatures } from "#app/queries/marking/list-signatures.server.ts";
import { getRecusals, type Recusals } from "#app/queries/panels/get-recusals.server.ts";
import { listKeyings } from "#app/queries/paper/list-keyings.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";

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

/** A panel that has forms of a sub-criterion; `number` is null where it is the only one. */
export type MatrixPanel = { readonly number: number | null; readonly judges: readonly string[]; readonly forms: number };

export type MatrixColumn = {
  readonly id: string;
  readonly name: string;
  readonly day: number;
  readonly maximum: number;
  readonly panels: readonly MatrixPanel[];
};

/** Who of a panel has not given what others wait for, and on how many forms. */
export type Awaited = {
  readonly subCriterionId: string;
  readonly number: number | null;
  readonly judges: readonly { readonly displayName: string; readonly forms: number }[];
};

/** A judge who is not neutral and whose place nobody has taken yet, with the sub-criteria where he has forms. */
export type Recused = { readonly displayName: string; readonly subCriteria: string; readonly forms: number };

export type MatrixRow = { readonly code: string; readonly cells: readonly MatrixCell[]; readonly confirmed: number };

export type FormPlace = { readonly formId: string; readonly code: string; readonly subCriterionId: string };

export type Matrix = {
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** Of the round. */
  readonly number: number;
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  /** How forms are filled now. */
  readonly medium: Medium;
  /** How far each session is; a round without sessions is as one. */
  readonly sessions: readonly SessionStanding[];
  /** ISO; null before it. */
  readonly submittedAt: string | null;
  /** Before judging the marking judges of the event, then everyone in a panel. */
  readonly team: readonly { readonly displayName: string }[];
  readonly columns: readonly MatrixColumn[];
  /** By code. Empty before judging. */
  readonly rows: readonly MatrixRow[];
  readonly confirmed: number;
  readonly forms: number;
  /** Score rounds that are open because scores lay too far apart. */
  readonly apart: readonly (FormPlace & { readonly aspects: string })[];
  /** Open forms with values in conflict: a judge of the team settles which one stands. */
  readonly conflicts: readonly (FormPlace & { readonly aspects: string })[];
  /** Open forms that others have begun, by panel. */
  readonly awaited: readonly Awaited[];
  readonly recused: readonly Recused[];
  /** How each judge's scores lie beside his panel's, the furthest off first; empty before judging. */
  readonly spread: readonly (JudgeSpread & { readonly displayName: string })[];
  /** Signed forms that wait for someone to confirm them. */
  readonly unconfirmed: readonly FormPlace[];
  /** Corrections that nothing has ended yet; `awaitsChief` where his grant is missing. The earliest first. */
  readonly corrections: readonly (FormPlace & {
    readonly state: CorrectionState;
    readonly awaitsChief: boolean;
    readonly reason: string;
  })[];
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
      rounds: { where: { id: roundId }, select: { number: true, disclosure: true, medium: true, submittedAt: true } },
    },
  });
  const round = await findPinnedRound(read, roundId);
  const members = await read.user.findMany({
    where: { id: { in: [...(round?.team ?? facts.pool.map(({ judgeId }) => judgeId))] } },
    select: { id: true, displayName: true },
  });
  const judged = round ? await describeForms(runtime, round, new Map(members.map((one) => [one.id, one.displayName]))) : NOTHING;
  const act = facts.phase === "draw" ? "open-judging" : facts.phase === "judging" ? "submit-round" : null;
  return {
    competition,
    event: { code, name, nameEn },
    number: rounds[0]?.number ?? 1,
    phase: facts.phase,
    disclosure: (rounds[0]?.disclosure ?? "closed") as Disclosure,
    medium: (rounds[0]?.medium ?? "tablet") as Medium,
    sessions: facts.sessions,
    submittedAt: rounds[0]?.submittedAt?.toISOString() ?? null,
    team: members
      .map(({ displayName }) => ({ displayName }))
      .sort((left, right) => compareText(left.displayName, right.displayName)),
    ...judged,
    confirmed: facts.confirmedForms,
    forms: facts.forms,
    corrections: await listOpenCorrections(runtime, roundId),
    conditions: act ? computeRoundConditions(act, facts, actor.userId) : [],
  };
}

async function listOpenCorrections({ database }: Runtime, roundId: string): Promise<Matrix["corrections"]> {
  const found = await database.read.correction.findMany({
    where: { form: { roundId }, ...OPEN_CORRECTION },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    select: {
      formId: true,
      reason: true,
      chiefJudgeId: true,
      supervisorId: true,
      form: { select: { subCriterionId: true, subject: { select: { code: true } } } },
    },
  });
  return found.map(({ formId, reason, form, ...grants }) => ({
    formId,
    code: form.subject.code,
    subCriterionId: form.subCriterionId,
    state: findCorrectionState({ ...grants, isRefused: false, isClosed: false }),
    awaitsChief: grants.chiefJudgeId === null,
    reason,
  }));
}

type Judged = Pick<Matrix, "columns" | "rows" | "apart" | "conflicts" | "unconfirmed" | "awaited" | "recused" | "spread">;

const NOTHING: Judged = {
  columns: [],
  rows: [],
  apart: [],
  conflicts: [],
  unconfirmed: [],
  awaited: [],
  recused: [],
  spread: [],
};

/** Display names by user id. */
type Names = ReadonlyMap<string, string>;

async function describeForms({ database }: Runtime, round: PinnedRound, names: Names): Promise<Judged> {
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
    panels: listPanels(subCriterion.id, forms, names),
  }));
  const bySubject = new Map<string, Map<string, FormRow>>();
  for (const form of forms) {
    const own = bySubject.get(form.subjectId) ?? new Map<string, FormRow>();
    bySubject.set(form.subjectId, own.set(form.subCriterionId, form));
  }
  const keyings = await listKeyings(database.read, { roundId: round.roundId });
  const conflictsOf = await listOpenConflicts(database.read, round.roundId);
  const keyedOf = ({ formId, subCriterionId }: FormRow) => {
    const subCriterion = findSubCriterion(round.scheme, subCriterionId);
    return subCriterion ? computeKeyedState(subCriterion, keyings.get(formId) ?? []).kind : "none";
  };
  const rows: MatrixRow[] = [];
  const apart: Matrix["apart"][number][] = [];
  const conflicts: Matrix["conflicts"][number][] = [];
  const unconfirmed: FormPlace[] = [];
  for (const { id: subjectId, code } of subjects) {
    const own = columns.flatMap(({ id }) => bySubject.get(subjectId)?.get(id) ?? []);
    if (own.length === 0) continue;
    const cells = own.map((form) =>
      toCell(form, signatures.get(form.formId)?.length ?? 0, keyedOf(form), conflictsOf(form).length > 0),
    );
    rows.push({ code, cells, confirmed: cells.filter(({ state }) => state === "confirmed").length });
    for (const form of own) {
      const { formId, subCriterionId, status, state } = form;
      const double = status === "open" ? conflictsOf(form) : [];
      if (double.length > 0) conflicts.push({ formId, code, subCriterionId, aspects: double.join(", ") });
      const wide = state.aspects.filter(({ mustRescore }) => mustRescore).map(({ aspectId }) => aspectId);
      if (wide.length > 0) apart.push({ formId, code, subCriterionId, aspects: wide.join(", ") });
      if (status === "signed") unconfirmed.push({ formId, code, subCriterionId });
    }
  }
  const spread = computeJudgeSpread(forms.map(({ state }) => state))
    .map((judge) => ({ ...judge, displayName: names.get(judge.judgeId) ?? "" }))
    .sort((left, right) => Math.abs(right.deviation) - Math.abs(left.deviation));
  const recusals = await getRecusals(database.read, round);
  return {
    columns,
    rows,
    apart,
    conflicts,
    unconfirmed,
    awaited: columns.flatMap(({ id }) => listAwaited(id, forms, names)),
    recused: listRecused(
      forms.filter(({ status }) => status !== "confirmed"),
      recusals,
      names,
    ),
    spread,
  };
}

/** The aspects of a form whose values are in conflict, each once, in their order. */
async function listOpenConflicts(
  tables: Tables,
  roundId: string,
): Promise<(form: Pick<FormRow, "formId" | "team">) => readonly string[]> {
  const open = await tables.markConflict.findMany({
    where: { settlement: null, form: { roundId } },
    select: { formId: true, aspectId: true, judgeId: true },
    orderBy: { aspectId: "asc" },
  });
  return ({ formId, team }) => [
    ...new Set(
      open.filter((conflict) => conflict.formId === formId && team.includes(conflict.judgeId)).map(({ aspectId }) => aspectId),
    ),
  ];
}

/** The panels of a sub-criterion that have forms, in the order in which they were made, with their forms. */
function groupByPanel(
  subCriterionId: string,
  forms: readonly FormRow[],
): readonly (readonly [number | null, readonly FormRow[]])[] {
  const groups = new Map<number, FormRow[]>();
  for (const form of forms.filter((one) => one.subCriterionId === subCriterionId)) {
    groups.set(form.panelNumber, [...(groups.get(form.panelNumber) ?? []), form]);
  }
  const sorted = [...groups].sort(([left], [right]) => left - right);
  return sorted.map(([number, own]) => [sorted.length > 1 ? number : null, own]);
}

function listPanels(subCriterionId: string, forms: readonly FormRow[], names: Names): readonly MatrixPanel[] {
  return groupByPanel(subCriterionId, forms).map(([number, own]) => ({
    number,
    judges: (own[0]?.team ?? []).map((judgeId) => names.get(judgeId) ?? "").sort(compareText),
    forms: own.length,
  }));
}

/** The open forms of each panel that others have begun and that wait for a score or a reading of somebody. */
function listAwaited(subCriterionId: string, forms: readonly FormRow[], names: Names): readonly Awaited[] {
  return groupByPanel(subCriterionId, forms).flatMap(([number, own]) => {
    const begun = own.filter(({ status, state }) => status === "open" && state.lastSequence > 0);
    const judges = (own[0]?.team ?? [])
      .map((judgeId) => ({
        displayName: names.get(judgeId) ?? "",
        forms: begun.filter(({ state }) => state.aspects.some((aspect) => isAwaitedFrom(judgeId, aspect))).length,
      }))
      .filter((judge) => judge.forms > 0)
      .sort((left, right) => compareText(left.displayName, right.displayName));
    return judges.length > 0 ? [{ subCriterionId, number, judges }] : [];
  });
}

/** Whether the panel waits for this judge on an aspect. */
export function isAwaitedFrom(judgeId: string, { kind, each, scores, readings }: AspectState): boolean {
  if (kind === "judgement") return !scores.some((score) => score.judgeId === judgeId);
  return each !== undefined && !readings.some((reading) => reading.judgeId === judgeId);
}

function listRecused(open: readonly FormRow[], recusals: Recusals, names: Names): readonly Recused[] {
  const byJudge = new Map<string, FormRow[]>();
  for (const form of open) {
    for (const judgeId of recusals(form.subjectId).filter((judge) => form.team.includes(judge))) {
      byJudge.set(judgeId, [...(byJudge.get(judgeId) ?? []), form]);
    }
  }
  return [...byJudge]
    .map(([judgeId, forms]) => ({
      displayName: names.get(judgeId) ?? "",
      subCriteria: [...new Set(forms.map(({ subCriterionId }) => subCriterionId))].sort(compareText).join(", "),
      forms: forms.length,
    }))
    .sort((left, right) => compareText(left.displayName, right.displayName));
}

function toCell(
  { formId, status, state }: FormRow,
  signed: number,
  keyed: KeyedState["kind"],
  isInConflict: boolean,
): MatrixCell {
  const done = state.aspects.filter(({ mark }) => mark !== null).length;
  return {
    formId,
    state: describeState(state, status, signed, keyed, isInConflict),
    done,
    total: state.aspects.length,
    signed,
    mark: state.mark,
  };
}

function describeState(
  state: FormState,
  status: FormStatus,
  signed: number,
  keyed: KeyedState["kind"],
  isInConflict: boolean,
): CellState {
  if (status !== "open") return status;
  if (keyed === "once") return "keyed";
  if (keyed === "different") return "differs";
  if (isInConflict) return "conflict";
  if (state.aspects.some(({ mustRescore }) => mustRescore)) return "apart";
  if (state.isComplete) return signed > 0 ? "signing" : "complete";
  return state.lastSequence > 0 ? "started" : "empty";
}
