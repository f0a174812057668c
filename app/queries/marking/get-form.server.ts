/**
 * One marking form as its reader may see it: codes, never whose work it is, and the scores of others only when all are in
 * (DOMAIN 4 and 5).
 */
import { type ConfirmRefusal, decideConfirm } from "#app/domain/marking/confirm.ts";
import { decideRequestCorrection } from "#app/domain/marking/correction.ts";
import { type AspectState, limitToJudge } from "#app/domain/marking/form.ts";
import type { MarkConflictView } from "#app/domain/marking/mark-conflict.ts";
import { listOddities, type Oddity } from "#app/domain/marking/oddities.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { decideSignOff, type SignOffRefusal } from "#app/domain/marking/sign-off.ts";
import { computeTask, type FormTask, type JudgeTask } from "#app/domain/marking/task.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { FormStatus, Medium } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { describeConflict, findStandingRevision } from "#app/queries/marking/describe-conflict.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { type FormAsFound, getFormAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { listSignatures } from "#app/queries/marking/list-signatures.server.ts";
import { notMarkedBy } from "#app/queries/marking/not-marked-by.server.ts";
import { listPanelJudges } from "#app/queries/paper/list-panel-judges.server.ts";
import { listScans, type ScanLine } from "#app/queries/paper/list-scans.server.ts";

export type FormJudge = {
  readonly judgeId: string;
  readonly displayName: string;
  readonly hasSigned: boolean;
  readonly isOnPaper: boolean;
};

/** What an aspect asks, and what has been given for it as far as the reader may see it. */
export type FormAspect = Aspect &
  Omit<AspectState, "aspectId" | "kind" | "maximum"> & {
    readonly oddities: readonly Oddity[];
    /** The key of the value that an entry of this judge would replace; null where there is none, and for a reader outside the team. */
    readonly standingKey: string | null;
  };

export type FormView = {
  readonly formId: string;
  readonly competition: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  /** The blind code. */
  readonly code: string;
  readonly subCriterionId: string;
  readonly subCriterionName: string;
  readonly status: FormStatus;
  /** How the round is filled now: on paper, tablets take nothing new. */
  readonly medium: Medium;
  /** The number of revisions: what is signed and confirmed names it. */
  readonly revision: number;
  readonly team: readonly FormJudge[];
  readonly aspects: readonly FormAspect[];
  readonly mark: number | null;
  readonly maximum: number;
};

export type JudgeFormView = FormView &
  JudgeTask & {
    readonly judgeId: string;
    /** Open ones, the earliest first. While there is one, nobody can sign. */
    readonly conflicts: readonly MarkConflictView[];
    readonly correction: OpenCorrectionView | null;
    /** Whether a correction may be asked for. */
    readonly mayBeCorrected: boolean;
    /** Why he cannot sign it now; empty when he can. */
    readonly signOffUnmet: readonly Refusal<SignOffRefusal>[];
    /** The next form with something for this judge to enter or to sign, in the order of work; null when there is none. */
    readonly nextFormId: string | null;
  };

/** A form with who confirmed it, as far as that stands. */
export type FormForReading = FormView & {
  /** Who keyed it from paper, or settled what two keyings say differently; empty for a form from tablets. */
  readonly keyedBy: readonly string[];
  readonly confirmedBy: string | null;
  /** ISO. */
  readonly confirmedAt: string | null;
};

/** The correction of a form that nothing has ended yet. */
export type OpenCorrectionView = { readonly state: "requested" | "opened"; readonly reason: string };

export type ConfirmationView = FormForReading & {
  /** Why this person cannot confirm it now; empty when he can. */
  readonly confirmUnmet: readonly Refusal<ConfirmRefusal>[];
  readonly scans: readonly ScanLine[];
  readonly correction: OpenCorrectionView | null;
  /** Whether a correction may be asked for, as far as the form and the round go. */
  readonly mayBeCorrected: boolean;
  /** Another form of the round that is signed and not confirmed; null when there is none. */
  readonly nextFormId: string | null;
};

/** For a judge of the form's team; null for anyone else. */
export async function findFormForJudge(runtime: Runtime, actor: Actor, formId: string): Promise<JudgeFormView | null> {
  const found = await getFormAsFound(runtime.database.read, formId);
  const { state, status, signedBy, recused } = found;
  const judgeId = actor.userId;
  if (!found.team.includes(judgeId)) return null;
  // In open marking he never receives it; in blind marking it stays where it is with all the others, or it would tell him something.
  if (found.round.rules.marking === "open" && recused.includes(judgeId)) return null;
  const conflicts = found.conflicts.map(({ aspectId }) => aspectId);
  const signOff = decideSignOff({ state, status, signedBy, recused, conflicts, judgeId });
  return {
    ...(await describeForm(runtime, found, judgeId)),
    ...computeTask(state, status, signedBy, judgeId),
    judgeId,
    conflicts: found.conflicts.map((conflict) => describeConflict(found, conflict, judgeId)),
    ...(await describeCorrection(runtime, found)),
    signOffUnmet: signOff.ok ? [] : signOff.refusals,
    nextFormId: await findNextForm(runtime, found, judgeId),
  };
}

/** For those who confirm; whoever asks has been admitted to the form's event. */
export async function getFormForConfirmation(runtime: Runtime, actor: Actor, formId: string): Promise<ConfirmationView> {
  const { read } = runtime.database;
  const found = await getFormAsFound(read, formId);
  const { status, everEntered, everSigned, everKeyed, team, recused } = found;
  const { userId } = actor;
  const decided = decideConfirm({
    status,
    enteredBy: everEntered,
    signedBy: everSigned,
    keyedBy: everKeyed,
    team,
    recused,
    userId,
  });
  const next = await read.markingForm.findFirst({
    where: { roundId: found.round.roundId, status: "signed", id: { not: formId }, ...notMarkedBy(userId) },
    orderBy: [{ subCriterionId: "asc" }, { subject: { code: "asc" } }],
    select: { id: true },
  });
  return {
    ...(await addConfirmation(runtime, found)),
    ...(await describeCorrection(runtime, found)),
    confirmUnmet: decided.ok ? [] : decided.refusals,
    scans: await listScans(read, { roundId: found.round.roundId, formId }),
    nextFormId: next?.id ?? null,
  };
}

/** For those who only read it; whoever asks has been admitted to the form's round. */
export async function getFormForReading(runtime: Runtime, formId: string): Promise<FormForReading> {
  return addConfirmation(runtime, await getFormAsFound(runtime.database.read, formId));
}

async function addConfirmation(runtime: Runtime, found: FormAsFound): Promise<FormForReading> {
  const { read } = runtime.database;
  const confirmation = await read.formConfirmation.findFirst({ where: { formId: found.formId, voidedAt: null } });
  const confirmer =
    confirmation && (await read.user.findUnique({ where: { id: confirmation.confirmedById }, select: { displayName: true } }));
  return {
    ...(await describeForm(runtime, found, null)),
    keyedBy: (await listPanelJudges(read, found.everKeyed)).map(({ displayName }) => displayName),
    confirmedBy: confirmer?.displayName ?? null,
    confirmedAt: confirmation?.confirmedAt.toISOString() ?? null,
  };
}

async function describeCorrection(
  { database }: Runtime,
  { formId, round, status }: FormAsFound,
): Promise<{ correction: OpenCorrectionView | null; mayBeCorrected: boolean }> {
  const open = await database.read.correction.findFirst({
    where: { formId, ...OPEN_CORRECTION },
    select: { reason: true, chiefJudgeId: true, supervisorId: true },
  });
  const isOpened = open !== null && open.chiefJudgeId !== null && open.supervisorId !== null;
  return {
    correction: open && { state: isOpened ? "opened" : "requested", reason: open.reason },
    mayBeCorrected: decideRequestCorrection({
      phase: round.phase,
      isUnblindingBegun: round.isUnblindingBegun,
      status,
      hasOpenCorrection: open !== null,
      mayAsk: true,
    }).ok,
  };
}

/** @param readerId the judge of the team who reads it, null for a reader outside the team */
async function describeForm({ database }: Runtime, found: FormAsFound, readerId: string | null): Promise<FormView> {
  const { formId, round, subCriterion, status, revision, revisions, signedBy } = found;
  const { code } = await database.read.blindSubject.findFirstOrThrow({
    where: { forms: { some: { id: formId } } },
    select: { code: true },
  });
  const event = await database.read.event.findUniqueOrThrow({
    where: { id: round.eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
  });
  const judges = await database.read.user.findMany({
    where: { id: { in: [...found.team] } },
    select: { id: true, displayName: true },
  });
  const state = limitToJudge(found.state, readerId);
  const asked = new Map(subCriterion.aspects.map((aspect) => [aspect.id, aspect]));
  return {
    formId,
    competition: event.competition,
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    code,
    subCriterionId: subCriterion.id,
    subCriterionName: subCriterion.name,
    status,
    medium: round.medium,
    revision,
    team: judges
      .map(({ id, displayName }) => ({
        judgeId: id,
        displayName,
        hasSigned: status !== "open" || signedBy.includes(id),
        isOnPaper: found.signedOnPaper.includes(id),
      }))
      .sort((left, right) => compareText(left.displayName, right.displayName)),
    aspects: state.aspects.map(({ aspectId, ...given }) => ({
      ...(asked.get(aspectId) as Aspect),
      ...given,
      // While a score is hidden, that it was changed is hidden too.
      oddities: given.allIn ? listOddities({ aspectId, ...given }, revisions) : [],
      standingKey:
        readerId === null
          ? null
          : (findStandingRevision(found, { aspectId, judgeId: readerId, scoreRound: given.scoreRound })?.key ?? null),
    })),
    mark: state.mark,
    maximum: state.maximum,
  };
}

/** What waits for a judge and not for others. */
const OWN_TASKS: readonly FormTask[] = ["rescore", "continue", "start", "sign"];

/** The same sub-criterion of the next code, then of the first ones: a team marks one thing on all works in a row. */
async function findNextForm({ database }: Runtime, { formId, round, subCriterion }: FormAsFound, judgeId: string) {
  const forms = await listFormStates(database.read, round, { status: "open", subCriterionId: subCriterion.id });
  const signatures = await listSignatures(database.read, round.roundId);
  const subjects = await database.read.blindSubject.findMany({
    where: { roundId: round.roundId },
    select: { code: true, forms: { where: { subCriterionId: subCriterion.id }, select: { id: true } } },
  });
  const codes = new Map(subjects.flatMap(({ code, forms: own }) => own.map(({ id }) => [id, code] as const)));
  const codeOf = (id: string) => codes.get(id) ?? "";
  const others = forms
    .filter((form) => {
      if (!form.team.includes(judgeId)) return false;
      const { task } = computeTask(form.state, form.status, signatures.get(form.formId) ?? [], judgeId);
      return form.formId !== formId && OWN_TASKS.includes(task);
    })
    .sort((left, right) => compareText(codeOf(left.formId), codeOf(right.formId)));
  const after = others.find((form) => compareText(codeOf(form.formId), codeOf(formId)) > 0);
  return (after ?? others[0])?.formId ?? null;
}
