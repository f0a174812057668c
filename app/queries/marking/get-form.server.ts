/**
 * One marking form as its reader may see it: codes, never whose work it is, and the scores of others only when all are in
 * (DOMAIN 4 and 5).
 */
import { type ConfirmRefusal, decideConfirm } from "#app/domain/marking/confirm.ts";
import { decideRequestCorrection } from "#app/domain/marking/correction.ts";
import { limitToJudge } from "#app/domain/marking/form.ts";
import { listOddities } from "#app/domain/marking/oddities.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { decideSignOff } from "#app/domain/marking/sign-off.ts";
import { computeTask } from "#app/domain/marking/task.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { FormView, JudgeForm, Named, OpenCorrectionView } from "#app/domain/tablet/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { describeConflict, findStandingRevision } from "#app/queries/marking/describe-conflict.server.ts";
import { OPEN_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { type FormAsFound, getFormAsFound, listFormsAsFound } from "#app/queries/marking/get-form-as-found.server.ts";
import { getPinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { notMarkedBy } from "#app/queries/marking/not-marked-by.server.ts";
import { listPanelJudges } from "#app/queries/paper/list-panel-judges.server.ts";
import { listScans, type ScanLine } from "#app/queries/paper/list-scans.server.ts";

/** A form with who confirmed it, as far as that stands. */
export type FormForReading = FormView & {
  /** Who keyed it from paper, or settled what two keyings say differently; empty for a form from tablets. */
  readonly keyedBy: readonly string[];
  readonly confirmedBy: string | null;
  /** ISO. */
  readonly confirmedAt: string | null;
};

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
export async function findFormForJudge(runtime: Runtime, actor: Actor, formId: string): Promise<JudgeForm | null> {
  const found = await getFormAsFound(runtime.database.read, formId);
  const [form] = await describeForJudge(runtime, [found], actor.userId);
  return form ?? null;
}

/** Those forms of one round that this judge has, with a few reads, whatever their number. */
export async function listFormsForJudge(
  runtime: Runtime,
  actor: Actor,
  input: { readonly roundId: string; readonly formIds: readonly string[] },
): Promise<readonly JudgeForm[]> {
  const { read } = runtime.database;
  const found = await listFormsAsFound(read, await getPinnedRound(read, input.roundId), input.formIds);
  return describeForJudge(runtime, found, actor.userId);
}

/** @param found forms of one round */
async function describeForJudge(runtime: Runtime, found: readonly FormAsFound[], judgeId: string): Promise<JudgeForm[]> {
  const own = found.filter(
    ({ round, team, recused }) =>
      // In open marking he never receives it; in blind marking it stays where it is with all the others, or it would tell him something.
      team.includes(judgeId) && !(round.rules.marking === "open" && recused.includes(judgeId)),
  );
  const words = await readWords(runtime, own);
  const corrections = await readCorrections(runtime, own);
  return own.map((form) => {
    const { state, status, signedBy, recused } = form;
    const conflicts = form.conflicts.map(({ aspectId }) => aspectId);
    const signOff = decideSignOff({ state, status, signedBy, recused, conflicts, judgeId });
    return {
      ...describeForm(form, words, judgeId),
      ...computeTask(state, status, signedBy, judgeId),
      judgeId,
      ...describeCorrection(form, corrections),
      signOffUnmet: signOff.ok ? [] : signOff.refusals,
      conflicts: form.conflicts.map((conflict) => describeConflict(form, conflict, judgeId)),
    };
  });
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
    ...describeCorrection(found, await readCorrections(runtime, [found])),
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
    ...describeForm(found, await readWords(runtime, [found]), null),
    keyedBy: (await listPanelJudges(read, found.everKeyed)).map(({ displayName }) => displayName),
    confirmedBy: confirmer?.displayName ?? null,
    confirmedAt: confirmation?.confirmedAt.toISOString() ?? null,
  };
}

type OpenCorrections = ReadonlyMap<string, OpenCorrectionView>;

/** By form id. */
async function readCorrections({ database }: Runtime, found: readonly FormAsFound[]): Promise<OpenCorrections> {
  const open = await database.read.correction.findMany({
    where: { formId: { in: found.map(({ formId }) => formId) }, ...OPEN_CORRECTION },
    select: { formId: true, reason: true, chiefJudgeId: true, supervisorId: true },
  });
  return new Map(
    open.map(({ formId, reason, chiefJudgeId, supervisorId }) => {
      const isOpened = chiefJudgeId !== null && supervisorId !== null;
      return [formId, { state: isOpened ? "opened" : "requested", reason }];
    }),
  );
}

function describeCorrection({ formId, round, status }: FormAsFound, corrections: OpenCorrections) {
  const correction = corrections.get(formId) ?? null;
  return {
    correction,
    mayBeCorrected: decideRequestCorrection({
      phase: round.phase,
      isUnblindingBegun: round.isUnblindingBegun,
      status,
      hasOpenCorrection: correction !== null,
      mayAsk: true,
    }).ok,
  };
}

/** What forms are called by: of the event, of their codes by form id, of their judges by user id. */
type Words = {
  readonly event: Named & { readonly code: string; readonly competition: Named & { readonly code: string } };
  readonly codes: ReadonlyMap<string, string>;
  readonly judges: ReadonlyMap<string, string>;
};

/** @param found forms of one round */
async function readWords({ database: { read } }: Runtime, found: readonly FormAsFound[]): Promise<Words | null> {
  const [first] = found;
  if (!first) return null;
  const event = await read.event.findUniqueOrThrow({
    where: { id: first.round.eventId },
    select: { code: true, name: true, nameEn: true, competition: { select: { code: true, name: true, nameEn: true } } },
  });
  const forms = await read.markingForm.findMany({
    where: { id: { in: found.map(({ formId }) => formId) } },
    select: { id: true, subject: { select: { code: true } } },
  });
  const judges = await read.user.findMany({
    where: { id: { in: [...new Set(found.flatMap(({ team }) => team))] } },
    select: { id: true, displayName: true },
  });
  return {
    event,
    codes: new Map(forms.map(({ id, subject }) => [id, subject.code])),
    judges: new Map(judges.map(({ id, displayName }) => [id, displayName])),
  };
}

/** @param readerId the judge of the team who reads it, null for a reader outside the team */
function describeForm(found: FormAsFound, words: Words | null, readerId: string | null): FormView {
  if (words === null) throw new Error(`Nothing was read of the event of form ${found.formId}.`);
  const { formId, round, subCriterion, status, revision, revisions, signedBy } = found;
  const { competition, ...event } = words.event;
  const state = limitToJudge(found.state, readerId);
  const asked = new Map(subCriterion.aspects.map((aspect) => [aspect.id, aspect]));
  return {
    formId,
    competition,
    event,
    code: words.codes.get(formId) ?? "",
    subCriterionId: subCriterion.id,
    subCriterionName: subCriterion.name,
    status,
    medium: round.medium,
    revision,
    team: found.team
      .map((judgeId) => ({
        judgeId,
        displayName: words.judges.get(judgeId) ?? "",
        hasSigned: status !== "open" || signedBy.includes(judgeId),
        isOnPaper: found.signedOnPaper.includes(judgeId),
      }))
      .sort((left, right) => compareText(left.displayName, right.displayName)),
    aspects: state.aspects.map(({ aspectId, ...given }) => {
      const place = { aspectId, judgeId: readerId ?? "", scoreRound: given.scoreRound };
      const standing = readerId === null ? null : findStandingRevision(found, place);
      return {
        ...(asked.get(aspectId) as Aspect),
        ...given,
        // While a score is hidden, that it was changed is hidden too.
        oddities: given.allIn ? listOddities({ aspectId, ...given }, revisions) : [],
        standingKey: standing?.key ?? null,
        standingAt: standing?.receivedAt.toISOString() ?? null,
      };
    }),
    mark: state.mark,
    maximum: state.maximum,
  };
}
