/** What a judge has before him: his form as the server gave it, with what he has entered on this device since (DOMAIN 11). */
import type { FormTask } from "#app/domain/marking/task.ts";
import type { FormAspect, JudgeForm, MyForms } from "./day.ts";

/** A value that this judge entered on this device; in the order of entry. */
export type OwnValue = {
  readonly key: string;
  readonly formId: string;
  readonly aspectId: string;
  readonly value: number;
  readonly scoreRound: number;
  readonly state: "waiting" | "arrived" | "conflict" | "refused";
  /** Of one that arrived: the form's revision that it made. */
  readonly revision: number | null;
};

/** `own` is null where the server's word is newer than anything that was entered here. */
export type ShownValue = { readonly value: number | null; readonly key: string | null; readonly own: OwnValue | null };

/** The value of an aspect on the judge's screen, which his next one replaces. */
export function findShown(form: JudgeForm, aspect: FormAspect, own: readonly OwnValue[]): ShownValue {
  const latest = own.findLast(
    (value) =>
      value.formId === form.formId &&
      value.aspectId === aspect.id &&
      (aspect.kind !== "judgement" || value.scoreRound === aspect.scoreRound) &&
      isAhead(form, value),
  );
  if (latest) return { value: latest.value, key: latest.key, own: latest };
  return { value: findStandingValue(aspect, form.judgeId), key: aspect.standingKey, own: null };
}

/** Not answered yet, or answered after this form was loaded. */
function isAhead(form: JudgeForm, { state, revision }: OwnValue): boolean {
  return state === "waiting" || (state === "arrived" && (revision ?? 0) > form.revision);
}

/** What this judge gave by the server's word, or the team where it agrees on one; null before that. */
export function findStandingValue(
  aspect: Pick<FormAspect, "kind" | "each" | "agreed" | "scores" | "readings">,
  judgeId: string,
): number | null {
  if (aspect.kind === "judgement") return aspect.scores.find((score) => score.judgeId === judgeId)?.score ?? null;
  if (aspect.each === undefined) return aspect.agreed;
  return aspect.readings.find((reading) => reading.judgeId === judgeId)?.value ?? null;
}

/** `await-delivery`: he has done all that is his, and some of it is only on this device. */
export type TabletTask = FormTask | "await-delivery";

export type Progress = {
  readonly task: TabletTask;
  readonly done: number;
  readonly total: number;
  /** Ids of the aspects that he can enter now, in the order of the scheme. */
  readonly open: readonly string[];
};

/** How far the judge is with a form, by what he has before him. */
export function computeProgress(form: JudgeForm, own: readonly OwnValue[]): Progress {
  const { total } = form;
  const given = new Set(form.aspects.filter((aspect) => findShown(form, aspect, own).own !== null).map(({ id }) => id));
  const open = form.open.filter((id) => !given.has(id));
  const done = form.done + form.open.length - open.length;
  const isUnanswered = own.some(({ formId, state }) => formId === form.formId && state === "waiting");
  if (given.size === 0 || form.status !== "open") return { task: form.task, done, total, open };
  if (open.length > 0) return { task: form.task === "rescore" ? "rescore" : "continue", done, total, open };
  return { task: isUnanswered ? "await-delivery" : form.task === "sign" ? "sign" : "await-scores", done, total, open };
}

/** What waits for the judge himself. */
export const OWN_TASKS: readonly TabletTask[] = ["rescore", "continue", "start", "sign"];

/**
 * The next form with something for him: the same sub-criterion of the next code, then of the first ones, because a team marks one
 * thing on all works in a row; then of the others in the order of work. Null when there is none.
 * @param progressOf by form id
 */
export function findNextForm(
  list: Pick<MyForms, "marking">,
  progressOf: (formId: string) => TabletTask | null,
  formId: string,
): string | null {
  const groups = list.marking.flatMap(({ subCriteria }) => subCriteria.map(({ forms }) => forms.map((card) => card.formId)));
  const here = groups.find((ids) => ids.includes(formId)) ?? [];
  const at = here.indexOf(formId);
  const inOrder = [...here.slice(at + 1), ...here.slice(0, Math.max(at, 0)), ...groups.filter((ids) => ids !== here).flat()];
  return inOrder.find((id) => OWN_TASKS.includes(progressOf(id) ?? "confirmed")) ?? null;
}
