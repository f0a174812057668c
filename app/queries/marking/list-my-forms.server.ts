/** The forms that wait for one person: of his panels in the order of work, and signed ones that he may confirm. */
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { computeTask } from "#app/domain/marking/task.ts";
import { shanghaiDay } from "#app/domain/shared/day.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { ConfirmCard, FormCard, MyForms, RoundTitle, SubCriterionForms } from "#app/domain/tablet/day.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { OPENED_CORRECTION } from "#app/queries/marking/find-open-correction.server.ts";
import { findPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { listSignatures } from "#app/queries/marking/list-signatures.server.ts";
import { notMarkedBy } from "#app/queries/marking/not-marked-by.server.ts";
import { getRecusals } from "#app/queries/panels/get-recusals.server.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export async function listMyForms(runtime: Runtime, actor: Actor): Promise<MyForms> {
  const { read } = runtime.database;
  const confirmingEvents = actor.grants
    .filter(({ role }) => role === "tally-clerk" || role === "chief-judge")
    .flatMap(({ eventId }) => eventId ?? []);
  const rounds = await read.round.findMany({
    where: {
      AND: [
        // After the marks were submitted only what a correction opened again is marked, signed and confirmed.
        { OR: [{ phase: "judging" }, { phase: "recheck", forms: { some: { corrections: { some: OPENED_CORRECTION } } } }] },
        {
          OR: [{ panels: { some: { judges: { some: { judgeId: actor.userId } } } } }, { eventId: { in: confirmingEvents } }],
        },
      ],
    },
    orderBy: [{ event: { competition: { startsOn: "asc" } } }, { event: { code: "asc" } }, { number: "asc" }],
    select: {
      id: true,
      eventId: true,
      phase: true,
      event: {
        select: { name: true, nameEn: true, competition: { select: { name: true, nameEn: true, startsOn: true } } },
      },
    },
  });
  const marking: MyForms["marking"][number][] = [];
  const confirming: MyForms["confirming"][number][] = [];
  for (const { id: roundId, eventId, phase, event } of rounds) {
    const round = await findPinnedRound(read, roundId);
    if (!round) continue;
    const title: RoundTitle = {
      roundId,
      competition: { name: event.competition.name, nameEn: event.competition.nameEn },
      event: { name: event.name, nameEn: event.nameEn },
      medium: round.medium,
    };
    const forms = await listFormStates(read, round);
    const codes = await listCodes(runtime, roundId);
    const isJudging = phase === "judging";
    const corrected = isJudging ? [] : await listCorrected(runtime, roundId);
    // In open marking he never receives what he must not mark; in blind marking leaving out a form would reveal whose it is.
    const recusals = round.rules.marking === "open" ? await getRecusals(read, round) : () => [];
    const ownForms = forms.filter(
      ({ formId, team, subjectId }) =>
        team.includes(actor.userId) && !recusals(subjectId).includes(actor.userId) && (isJudging || corrected.includes(formId)),
    );
    if (round.team.includes(actor.userId) && (isJudging || ownForms.length > 0)) {
      const today = dayOf(runtime.clock.now(), event.competition.startsOn);
      const signatures = await listSignatures(read, roundId);
      marking.push({
        ...title,
        subCriteria: groupBySubCriterion(round, ownForms, { codes, signatures, today, judgeId: actor.userId }).filter(
          (subCriterion) => isJudging || subCriterion.forms.length > 0,
        ),
      });
    }
    if (confirmingEvents.includes(eventId)) {
      const confirmed = forms.filter(({ status }) => status === "confirmed").length;
      // Who entered a value of a form, signed it or has it in a panel confirms others.
      const allowed = await read.markingForm.findMany({
        where: { roundId, status: "signed", ...notMarkedBy(actor.userId) },
        select: { id: true },
      });
      const ids = new Set(allowed.map(({ id }) => id));
      const waiting = listWaiting(
        round,
        forms.filter(({ formId }) => ids.has(formId) && (isJudging || corrected.includes(formId))),
        codes,
      );
      confirming.push({ ...title, confirmed, forms: forms.length, waiting });
    }
  }
  return { marking, confirming };
}

type Known = {
  readonly codes: ReadonlyMap<string, string>;
  readonly signatures: ReadonlyMap<string, readonly string[]>;
  readonly today: number;
  readonly judgeId: string;
};

function groupBySubCriterion(
  round: PinnedRound,
  forms: readonly FormRow[],
  { codes, signatures, today, judgeId }: Known,
): SubCriterionForms[] {
  const subCriteria = listSubCriteria(round.scheme).map(({ id, name, day }): SubCriterionForms => {
    const cards = forms
      .filter(({ subCriterionId }) => subCriterionId === id)
      .map(({ formId, subjectId, status, state, team }): FormCard => {
        const signedBy = signatures.get(formId) ?? [];
        const { task, done, total } = computeTask(state, status, signedBy, judgeId);
        const signed = status === "open" ? signedBy.length : team.length;
        return { formId, code: codes.get(subjectId) ?? "", task, done, total, signed, team: team.length };
      })
      .sort((left, right) => compareText(left.code, right.code));
    return { id, name, day, isToday: day === today, forms: cards };
  });
  return subCriteria.filter((subCriterion) => subCriterion.forms.length > 0).sort((left, right) => left.day - right.day);
}

/** The forms that a correction opened again. */
async function listCorrected({ database }: Runtime, roundId: string): Promise<readonly string[]> {
  const opened = await database.read.correction.findMany({
    where: { form: { roundId }, ...OPENED_CORRECTION },
    select: { formId: true },
  });
  return opened.map(({ formId }) => formId);
}

/** Signed forms, by sub-criterion and code. */
function listWaiting(round: PinnedRound, forms: readonly FormRow[], codes: ReadonlyMap<string, string>): ConfirmCard[] {
  return listSubCriteria(round.scheme).flatMap(({ id, name }) =>
    forms
      .filter(({ subCriterionId, status }) => subCriterionId === id && status === "signed")
      .map(({ formId, subjectId }) => ({ formId, code: codes.get(subjectId) ?? "", subCriterionId: id, name }))
      .sort((left, right) => compareText(left.code, right.code)),
  );
}

async function listCodes({ database }: Runtime, roundId: string): Promise<ReadonlyMap<string, string>> {
  const subjects = await database.read.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } });
  return new Map(subjects.map(({ id, code }) => [id, code]));
}

/** 1 on the day that the competition starts. */
function dayOf(now: Date, startsOn: Date): number {
  const midnight = (time: Date) => Date.parse(`${shanghaiDay(time)}T00:00:00Z`);
  return (midnight(now) - midnight(startsOn)) / DAY_MS + 1;
}
