/** Whether forms may pass to another panel while judging is open, and what such a change must not reveal (DOMAIN 5). */

import { type AllottedPanel, allotForms } from "#app/domain/panels/allot-forms.ts";
import { type ClashCode, isPartialTo, listClashes, type PoolJudge, type SubCriterionToMark } from "#app/domain/panels/clashes.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/**
 * - `panel`: another panel takes over a sub-criterion.
 * - `judge`: one judge is replaced by another, wherever he still has forms.
 * - `form`: another panel takes over one form; in open marking only.
 */
export type PanelChange =
  | { readonly kind: "panel"; readonly subCriterionId: string; readonly judges: readonly string[] }
  | { readonly kind: "judge"; readonly leaving: string; readonly arriving: string }
  | { readonly kind: "form"; readonly formId: string; readonly judges: readonly string[] };

export const PANEL_CHANGE_KINDS = ["panel", "judge", "form"] as const satisfies readonly PanelChange["kind"][];

export type PanelForm = {
  readonly formId: string;
  readonly subCriterionId: string;
  readonly status: FormStatus;
  /** Its panel now. */
  readonly judges: readonly string[];
  /** Whose it is; null in blind marking, where nothing may depend on it. */
  readonly entryId: string | null;
};

export const CHANGE_PANEL_REFUSALS = [
  "round-phase-wrong",
  "sub-criterion-unknown",
  "form-unknown",
  "one-form-would-reveal",
  "no-form-left",
  "panel-unchanged",
  "judge-in-panel-already",
] as const;
export type ChangePanelRefusal = ClashCode | (typeof CHANGE_PANEL_REFUSALS)[number];

/** A further panel of a sub-criterion with the forms that pass to it. */
export type FurtherPanel = {
  readonly subCriterionId: string;
  readonly judges: readonly string[];
  readonly formIds: readonly string[];
};

/**
 * Forms that are confirmed keep the panel that signed them. In blind marking the new panel takes all the others of the
 * sub-criterion, whosever they are: a single form that changed hands would tell its judges that the conflict is about it.
 * @param input.forms of the round, all of them
 * @returns the further panels, or every reason against it.
 */
export function decideChangePanel(input: {
  readonly phase: RoundPhase;
  readonly rules: Pick<EventRules, "judgesPerForm" | "marking">;
  readonly subCriteria: readonly SubCriterionToMark[];
  readonly pool: readonly PoolJudge[];
  readonly forms: readonly PanelForm[];
  readonly change: PanelChange;
}): Decision<readonly FurtherPanel[], ChangePanelRefusal> {
  const { phase, rules, change, subCriteria, forms, pool } = input;
  if (phase !== "judging") return decide([{ code: "round-phase-wrong", params: { phase, needed: "judging" } }], []);
  const refusals: Refusal<ChangePanelRefusal>[] = [];
  if (change.kind === "form" && rules.marking === "blind") refusals.push({ code: "one-form-would-reveal" });
  if (change.kind === "panel" && !subCriteria.some(({ id }) => id === change.subCriterionId)) {
    refusals.push({ code: "sub-criterion-unknown", params: { subCriterion: change.subCriterionId } });
  }
  if (change.kind === "form" && !forms.some(({ formId }) => formId === change.formId)) refusals.push({ code: "form-unknown" });
  if (refusals.length > 0) return decide(refusals, []);

  const open = forms.filter((form) => form.status !== "confirmed" && isMeant(form, change));
  if (open.length === 0) return decide([{ code: "no-form-left" }], []);
  if (change.kind === "judge" && open.some(({ judges }) => judges.includes(change.arriving))) {
    refusals.push({ code: "judge-in-panel-already" });
  }
  const wanted = open.map((form) => ({ form, judges: seatsOf(form, change) }));
  if (wanted.every(({ form, judges }) => isSame(form.judges, judges))) refusals.push({ code: "panel-unchanged" });
  refusals.push(...listRefusals(input, wanted));
  if (refusals.length > 0) return decide(dedupe(refusals), []);

  const further: FurtherPanel[] = [];
  for (const { id: subCriterionId } of subCriteria) {
    const ofSubCriterion = wanted.filter(({ form }) => form.subCriterionId === subCriterionId);
    const reserves = pool.filter(({ excluding }) => excluding.length === 0).map(({ judgeId }) => judgeId);
    const { panels, unserved } = allotForms(
      ofSubCriterion.map(({ form, judges }) => ({ id: form.formId, judges, barred: listBarred(pool, form.entryId) })),
      reserves,
    );
    if (unserved.length > 0) refusals.push(missingReserve(subCriterionId, pool, unserved));
    further.push(
      ...panels.map((panel) => toFurther(subCriterionId, panel, ofSubCriterion)).filter(({ formIds }) => formIds.length > 0),
    );
  }
  return decide(refusals, further);
}

/** Judges of the pool who must not mark this entry; none where nobody may know whose a form is. */
export function listBarred(pool: readonly PoolJudge[], entryId: string | null): ReadonlySet<string> {
  if (entryId === null) return new Set();
  return new Set(pool.filter((judge) => isPartialTo(judge, entryId)).map(({ judgeId }) => judgeId));
}

function isMeant(form: PanelForm, change: PanelChange): boolean {
  if (change.kind === "panel") return form.subCriterionId === change.subCriterionId;
  return change.kind === "form" ? form.formId === change.formId : form.judges.includes(change.leaving);
}

function seatsOf(form: PanelForm, change: PanelChange): readonly string[] {
  if (change.kind !== "judge") return [...new Set(change.judges)];
  return form.judges.map((judge) => (judge === change.leaving ? change.arriving : judge));
}

/** The clashes of the panels as wanted; what was only incomplete before judging is a refusal now. */
function listRefusals(
  input: Parameters<typeof decideChangePanel>[0],
  wanted: readonly { readonly form: PanelForm; readonly judges: readonly string[] }[],
): readonly Refusal<ChangePanelRefusal>[] {
  const { rules, pool, subCriteria, change } = input;
  // A judge who left the pool may stay where he was: only who is put somewhere now has to be of it.
  const plans = new Map(wanted.map(({ form, judges }) => [`${form.subCriterionId} ${judges.join(" ")}`, { form, judges }]));
  return [...plans.values()].flatMap(({ form, judges }) => {
    const looked = change.kind === "judge" ? judges.filter((judge) => judge === change.arriving) : judges;
    return (
      listClashes({
        subCriteria: subCriteria.filter(({ id }) => id === form.subCriterionId),
        rules,
        pool,
        panels: [{ subCriterionId: form.subCriterionId, judges }],
        chiefJudges: 1,
      })
        .filter(({ weight, judgeId }) => weight !== "warning" && (judgeId === null || looked.includes(judgeId)))
        // Whether there are reserves enough is found out form by form.
        .filter(({ refusal }) => refusal.code !== "reserve-missing")
        .map(({ refusal }) => refusal)
    );
  });
}

function missingReserve(
  subCriterionId: string,
  pool: readonly PoolJudge[],
  unserved: readonly { readonly judges: readonly string[]; readonly barred: ReadonlySet<string> }[],
): Refusal<ChangePanelRefusal> {
  const partial = new Set(unserved.flatMap(({ judges, barred }) => judges.filter((judge) => barred.has(judge))));
  const judges = pool.filter(({ judgeId }) => partial.has(judgeId)).map(({ displayName }) => displayName);
  return { code: "reserve-missing", params: { subCriterion: subCriterionId, judges: judges.join(", ") } };
}

/** Without the forms that have this very panel already. */
function toFurther(
  subCriterionId: string,
  { judges, ids }: AllottedPanel,
  wanted: readonly { readonly form: PanelForm }[],
): FurtherPanel {
  const now = new Map(wanted.map(({ form }) => [form.formId, form.judges]));
  return { subCriterionId, judges, formIds: ids.filter((id) => !isSame(now.get(id) ?? [], judges)) };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((judge) => right.includes(judge));
}

function dedupe(refusals: readonly Refusal<ChangePanelRefusal>[]): readonly Refusal<ChangePanelRefusal>[] {
  return [...new Map(refusals.map((refusal) => [JSON.stringify(refusal), refusal])).values()];
}
