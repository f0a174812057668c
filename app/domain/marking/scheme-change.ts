/** Whether a new version of a marking scheme may be made, and put in force while its round is judged (DOMAIN 5). */

import { checkScheme, type SchemeNeeds, type SchemeRefusal } from "#app/domain/marking/check-scheme.ts";
import { isSameSubCriterion } from "#app/domain/marking/diff-schemes.ts";
import { checkMeasurementValue, wayOf } from "#app/domain/marking/measurement.ts";
import { type Aspect, listModules, listSubCriteria, type MarkingScheme, type SubCriterion } from "#app/domain/marking/scheme.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { FormStatus, RoundPhase } from "#app/domain/shared/vocabulary.ts";

export const SCHEME_CHANGE_REFUSALS = [
  "scheme-pinned",
  "reason-required",
  "changed-meanwhile",
  "scheme-modules-drawn",
  "scheme-sub-criteria-fixed",
  "scheme-aspect-with-values-missing",
  "scheme-aspect-with-values-moved",
  "scheme-aspect-with-values-changed",
  "scheme-value-does-not-fit",
  "scheme-form-confirmed",
] as const;
export type SchemeChangeRefusal = SchemeRefusal | (typeof SCHEME_CHANGE_REFUSALS)[number];

/** What a form of the round in judging holds: who entered what is not asked. */
export type FormValues = {
  readonly subCriterionId: string;
  readonly status: FormStatus;
  /** Aspects that somebody entered anything for, ever. */
  readonly entered: readonly string[];
  /** The values of measurements that stand. */
  readonly standing: readonly { readonly aspectId: string; readonly value: number }[];
};

export type SchemeChangeInput = {
  readonly scheme: MarkingScheme;
  readonly needs: SchemeNeeds;
  readonly reason: string;
  /** The version that the change starts from; null: there was none. */
  readonly basedOn: number | null;
  readonly current: { readonly version: number; readonly scheme: MarkingScheme } | null;
  /** Of the round that the scheme is for. */
  readonly phase: RoundPhase;
  /** Whether a draw in force was frozen or held module by module: seats of other modules would be drawn without a re-draw. */
  readonly isDrawnByModule: boolean;
  /** The forms of that round; none before judging. */
  readonly forms: readonly FormValues[];
};

/** What follows: sub-criteria whose forms have to be signed again, empty before judging. */
export type AllowedChange = { readonly putInForce: boolean; readonly changedSubCriteria: readonly string[] };

/**
 * Until judging opens any scheme that may be used. While it is judged, one with the same sub-criteria that keeps every aspect
 * with a value as what it is, fits the values that stand, and touches no confirmed form: a correction opens that first. Nothing
 * changes after marks are submitted; no module comes or goes once its seats are drawn (DOMAIN 4). Answers every reason why not at once.
 */
export function decideSchemeChange(input: SchemeChangeInput): Decision<AllowedChange, SchemeChangeRefusal> {
  const { scheme, needs, reason, basedOn, current, phase } = input;
  const refusals: Refusal<SchemeChangeRefusal>[] = [];
  if (phase !== "draw" && phase !== "judging") refusals.push({ code: "scheme-pinned" });
  if (basedOn !== (current?.version ?? null)) refusals.push({ code: "changed-meanwhile" });
  // The first version explains itself.
  if (current && reason.trim() === "") refusals.push({ code: "reason-required", params: { field: "reason" } });
  refusals.push(...checkScheme(scheme, needs));
  if (input.isDrawnByModule && current && idsOf(current.scheme) !== idsOf(scheme)) {
    refusals.push({ code: "scheme-modules-drawn", params: { modules: idsOf(current.scheme) } });
  }
  const changed = phase === "judging" && current ? listChanged(current.scheme, scheme) : [];
  if (phase === "judging" && current) refusals.push(...checkInJudging(current.scheme, scheme, changed, input.forms));
  return decide(refusals, { putInForce: phase === "judging", changedSubCriteria: changed.map(({ now }) => now.id) });
}

function idsOf(scheme: MarkingScheme): string {
  const ids = listModules(scheme).map(({ id }) => id);
  return ids.sort().join(", ");
}

type ChangedSub = { readonly old: SubCriterion; readonly now: SubCriterion };

/** Sub-criteria of both whose forms ask something else now. */
function listChanged(from: MarkingScheme, to: MarkingScheme): readonly ChangedSub[] {
  return listSubCriteria(to).flatMap((now): readonly ChangedSub[] => {
    const old = listSubCriteria(from).find(({ id }) => id === now.id);
    if (!old) return [];
    return isSameSubCriterion(old, now) ? [] : [{ old, now }];
  });
}

function checkInJudging(
  from: MarkingScheme,
  to: MarkingScheme,
  changed: readonly ChangedSub[],
  forms: readonly FormValues[],
): readonly Refusal<SchemeChangeRefusal>[] {
  const [before, after] = [from, to].map((scheme) => listSubCriteria(scheme).map(({ id }) => id)) as [string[], string[]];
  const removed = before.filter((id) => !after.includes(id));
  const added = after.filter((id) => !before.includes(id));
  const fixed: readonly Refusal<SchemeChangeRefusal>[] =
    removed.length + added.length === 0
      ? []
      : // Every code has a form of each: none can come or go under the judges.
        [{ code: "scheme-sub-criteria-fixed", params: { subCriteria: [...removed, ...added].join(", ") } }];
  return [...fixed, ...changed.flatMap((sub) => checkChangedSub(sub, forms))];
}

function checkChangedSub({ old, now }: ChangedSub, all: readonly FormValues[]): readonly Refusal<SchemeChangeRefusal>[] {
  const forms = all.filter(({ subCriterionId }) => subCriterionId === now.id);
  const confirmed = forms.filter(({ status }) => status === "confirmed").length;
  const entered = new Set(forms.flatMap((form) => form.entered));
  const refusals: Refusal<SchemeChangeRefusal>[] = [];
  if (confirmed > 0) refusals.push({ code: "scheme-form-confirmed", params: { subCriterion: now.id, count: confirmed } });
  for (const aspect of old.aspects) {
    if (!entered.has(aspect.id)) continue;
    const params = { aspect: aspect.id };
    const kept = now.aspects.find(({ id }) => id === aspect.id);
    const moved = kept?.text === aspect.text ? undefined : now.aspects.find(({ text }) => text === aspect.text);
    // Its values would count for what stands in its place now.
    if (moved) refusals.push({ code: "scheme-aspect-with-values-moved", params: { ...params, to: moved.id } });
    else if (!kept) refusals.push({ code: "scheme-aspect-with-values-missing", params });
    else if (!meansTheSame(aspect, kept)) refusals.push({ code: "scheme-aspect-with-values-changed", params });
    else if (!fitsAll(kept, forms)) {
      const maximum = formatHundredths(kept.maximum);
      refusals.push({ code: "scheme-value-does-not-fit", params: { ...params, maximum } });
    }
  }
  return refusals;
}

/** Whether a value entered under one says the same under the other: a number of faults does not become a reading. */
function meansTheSame(old: Aspect, now: Aspect): boolean {
  if (old.kind !== now.kind || (old.each === undefined) !== (now.each === undefined)) return false;
  const [before, after] = [wayOf(old), wayOf(now)];
  if (before.kind === "table" && after.kind === "table") return before.unit === after.unit;
  return before.kind === after.kind;
}

function fitsAll(aspect: Aspect, forms: readonly FormValues[]): boolean {
  const values = forms.flatMap(({ standing }) => standing.filter(({ aspectId }) => aspectId === aspect.id));
  return values.every(({ value }) => checkMeasurementValue({ ...aspect, aspectId: aspect.id }, value).length === 0);
}
