/** Marking forms on paper: what is keyed from them twice, where their keyings differ, and how a difference is settled (DOMAIN 5). */

import type { ENTER_MARK_REFUSALS } from "#app/domain/marking/enter-mark.ts";
import { computeFormState, type FORM_UNMET, type FormState } from "#app/domain/marking/form.ts";
import { checkMeasurementValue, wayOf } from "#app/domain/marking/measurement.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import type { Aspect, SubCriterion } from "#app/domain/marking/scheme.ts";
import { HIGHEST_SCORE } from "#app/domain/marking/score-rounds.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { formatHundredths, formatThousandths, parseHundredths, parseThousandths } from "#app/domain/shared/units.ts";

/** Stands for the device on revisions that came from paper. */
export const PAPER_DEVICE = "paper";

/** One box of a paper form. */
export type PaperPlace = {
  readonly aspectId: string;
  /** Whose box it is; null where the panel agrees on one value. */
  readonly judgeId: string | null;
  /** Of a judgement, from 1; a measurement has only the first. */
  readonly scoreRound: number;
};

/** What stands in a box: a score from 0 to 3, or what the aspect's way asks for (`MeasurementWay`). */
export type PaperValue = PaperPlace & {
  readonly value: number;
  /** Why this one of two different values stands, in the words of who settled it. */
  readonly note?: string;
};

/** A box that two keyings fill differently; null is left empty. */
export type PaperDifference = PaperPlace & { readonly first: number | null; readonly second: number | null };

export const PAPER_VALUE_REFUSALS = ["paper-value-twice", "paper-place-unknown", "paper-round-unneeded"] as const;
export type PaperValueRefusal =
  | (typeof PAPER_VALUE_REFUSALS)[number]
  | (typeof ENTER_MARK_REFUSALS)[number]
  | (typeof FORM_UNMET)[number];

/** What a paper form is checked against. */
export type PaperForm = {
  readonly subCriterion: SubCriterion;
  /** The judges of its panel. */
  readonly team: readonly string[];
  readonly rules: { readonly spreadLimit: number };
};

/** Every reason why these values are no complete form: the same checks as on tablets. Judgement before measurement follows from it. */
export function checkPaperValues(form: PaperForm, values: readonly PaperValue[]): readonly Refusal<PaperValueRefusal>[] {
  const refusals: Refusal<PaperValueRefusal>[] = values.flatMap((value) => checkPlace(form, value));
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(keyOf(value))) refusals.push({ code: "paper-value-twice", params: { aspect: value.aspectId } });
    seen.add(keyOf(value));
  }
  if (refusals.length > 0) return refusals;
  const state = computePaperState(form, values);
  return [...state.unmet, ...listUnneededRounds(state, values)];
}

/** The form that follows from the paper alone. */
export function computePaperState(form: PaperForm, values: readonly PaperValue[]): FormState {
  return computeFormState(form.subCriterion, form.team, toRevisions(form, values, 0), form.rules);
}

/**
 * The values as revisions of the form, in the order of the paper. A value of the whole panel stands under its first judge.
 * @param after the sequence of the form's latest revision
 */
export function toRevisions(
  form: Pick<PaperForm, "subCriterion" | "team">,
  values: readonly PaperValue[],
  after: number,
): Revision[] {
  const [speaker = ""] = [...form.team].sort(compareText);
  return [...values].sort(orderOnPaper(form.subCriterion)).map(({ aspectId, judgeId, scoreRound, value }, index) => ({
    sequence: after + index + 1,
    aspectId,
    judgeId: judgeId ?? speaker,
    scoreRound,
    value,
  }));
}

/** The boxes that two keyings fill differently, in the order of the paper; empty when they say the same, in whatever order. */
export function compareKeyings(
  subCriterion: SubCriterion,
  first: readonly PaperValue[],
  second: readonly PaperValue[],
): readonly PaperDifference[] {
  const [left, right] = [byPlace(first), byPlace(second)];
  const places = new Map(
    [...left, ...right].map(([key, { aspectId, judgeId, scoreRound }]) => [key, { aspectId, judgeId, scoreRound }]),
  );
  return [...places]
    .map(([key, place]) => ({ ...place, first: left.get(key)?.value ?? null, second: right.get(key)?.value ?? null }))
    .filter((difference) => difference.first !== difference.second)
    .sort(orderOnPaper(subCriterion));
}

/** The boxes that a form prints or asks for in this score round, in the order of the paper. */
export function listPlaces(form: Pick<PaperForm, "subCriterion" | "team">, scoreRound: number): readonly PaperPlace[] {
  return form.subCriterion.aspects.flatMap((aspect): PaperPlace[] => {
    if (aspect.kind === "measurement" && scoreRound > 1) return [];
    if (!isOfEachJudge(aspect)) return [{ aspectId: aspect.id, judgeId: null, scoreRound: 1 }];
    return form.team.map((judgeId) => ({ aspectId: aspect.id, judgeId, scoreRound }));
  });
}

/** Whether each judge has a box of his own: for scores, and for the readings of an independent panel. */
export function isOfEachJudge(aspect: Pick<Aspect, "kind" | "each">): boolean {
  return aspect.kind === "judgement" || aspect.each !== undefined;
}

/**
 * What was written into a box, as a value: "2" is a score of 2, "7.5" a mark of 750 hundredths, "12.5" a reading of 12500
 * thousandths, and 1, y, yes, a tick or the Chinese word is yes. Null when it cannot be read as what the aspect asks for.
 */
export function readPaperText(aspect: Pick<Aspect, "kind" | "way">, text: string): number | null {
  const written = text.normalize("NFKC").trim();
  if (aspect.kind === "judgement") return readWhole(written);
  switch (wayOf(aspect).kind) {
    case "stated":
      return parseHundredths(written);
    case "deduction":
      return readWhole(written);
    case "table":
      return parseThousandths(written);
    case "yes-no":
      if (/^(1|y|yes|\u662f|\u221a)$/i.test(written)) return 1;
      return /^(0|n|no|\u5426|\u00d7|x)$/i.test(written) ? 0 : null;
  }
}

/** A value as it is written into a box, so that `readPaperText` reads the same again: "2", "7.50", "12.5"; yes is "1". */
export function writePaperText(aspect: Pick<Aspect, "kind" | "way">, value: number): string {
  if (aspect.kind === "judgement") return String(value);
  const { kind } = wayOf(aspect);
  if (kind === "stated") return formatHundredths(value);
  return kind === "table" ? formatThousandths(value) : String(value);
}

function readWhole(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function checkPlace(
  { subCriterion, team }: PaperForm,
  { aspectId, judgeId, scoreRound, value }: PaperValue,
): readonly Refusal<PaperValueRefusal>[] {
  const params = { aspect: aspectId };
  const aspect = subCriterion.aspects.find(({ id }) => id === aspectId);
  if (!aspect) return [{ code: "aspect-unknown", params }];
  const isWrongPlace = isOfEachJudge(aspect) !== (judgeId !== null) || !Number.isSafeInteger(scoreRound) || scoreRound < 1;
  if (isWrongPlace || (aspect.kind === "measurement" && scoreRound > 1)) return [{ code: "paper-place-unknown", params }];
  if (judgeId !== null && !team.includes(judgeId)) return [{ code: "paper-place-unknown", params }];
  if (aspect.kind === "measurement") return checkMeasurementValue({ ...aspect, aspectId }, value);
  const isScore = Number.isSafeInteger(value) && value >= 0 && value <= HIGHEST_SCORE;
  return isScore ? [] : [{ code: "score-not-0-to-3", params: { ...params, value } }];
}

/** A further score round on paper although the one before was close enough: somebody has to look at the paper again. */
function listUnneededRounds(state: FormState, values: readonly PaperValue[]): Refusal<PaperValueRefusal>[] {
  return state.aspects
    .filter(({ aspectId, kind, scoreRound }) => {
      return kind === "judgement" && values.some((value) => value.aspectId === aspectId && value.scoreRound > scoreRound);
    })
    .map(({ aspectId, scoreRound }) => ({
      code: "paper-round-unneeded" as const,
      params: { aspect: aspectId, round: scoreRound },
    }));
}

function byPlace(values: readonly PaperValue[]): ReadonlyMap<string, PaperValue> {
  return new Map(values.map((value) => [keyOf(value), value]));
}

function keyOf({ aspectId, judgeId, scoreRound }: PaperPlace): string {
  return JSON.stringify([aspectId, judgeId, scoreRound]);
}

/** By aspect as in the scheme, then by score round, then by judge. */
function orderOnPaper({ aspects }: SubCriterion): (left: PaperPlace, right: PaperPlace) => number {
  const position = new Map(aspects.map(({ id }, index) => [id, index]));
  return (left, right) =>
    (position.get(left.aspectId) ?? aspects.length) - (position.get(right.aspectId) ?? aspects.length) ||
    compareText(left.aspectId, right.aspectId) ||
    left.scoreRound - right.scoreRound ||
    compareText(left.judgeId ?? "", right.judgeId ?? "");
}
