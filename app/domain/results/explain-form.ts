/** Why a marking form earns what it earns: each aspect from what judges entered, as counted and as it was discarded. */

import type { AspectState, FormState } from "#app/domain/marking/form.ts";
import { wayOf } from "#app/domain/marking/measurement.ts";
import type { Aggregation, Aspect, MeasurementWay, SubCriterion } from "#app/domain/marking/scheme.ts";
import { computeSubCriterionMaximum } from "#app/domain/marking/scheme.ts";
import { HIGHEST_SCORE, type ScoreRound } from "#app/domain/marking/score-rounds.ts";
import { computeRescoredMark, type Rescored } from "#app/domain/results/rescore.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";

/** Judges stand by their number within the team, from 1. */
export type GivenScore = { readonly judge: number; readonly score: number };
export type GivenReading = {
  readonly judge: number;
  readonly value: number;
  readonly mark: Hundredths;
  /** Left out by the trimmed mean or the median. */
  readonly isDropped: boolean;
};

/** How the values of an aspect became its mark. */
export type AspectDetail =
  | {
      readonly kind: "judgement";
      /** All score rounds, first to last; only the last counts. */
      readonly scoreRounds: readonly {
        readonly scoreRound: number;
        readonly scores: readonly GivenScore[];
        readonly spread: number | null;
      }[];
      /** Mark = sum x maximum / divisor, half up. */
      readonly sum: number;
      readonly divisor: number;
    }
  | { readonly kind: "agreed"; readonly way: MeasurementWay; readonly value: number | null }
  | {
      readonly kind: "independent";
      readonly way: MeasurementWay;
      readonly aggregation: Aggregation;
      readonly readings: readonly GivenReading[];
    };

export type ExplainedAspect = {
  readonly aspectId: string;
  readonly text: string;
  readonly maximum: Hundredths;
  /** What counts. */
  readonly mark: Hundredths | null;
  /** What judges gave, where a ruling says otherwise. */
  readonly before: Hundredths | null;
  readonly detail: AspectDetail;
};

export type ExplainedForm = {
  readonly subCriterionId: string;
  readonly name: string;
  readonly maximum: Hundredths;
  /** What counts in the criterion; null: no confirmed form. */
  readonly mark: Hundredths | null;
  /** User ids of the judges, whose numbers are their positions from 1. */
  readonly team: readonly string[];
  readonly aspects: readonly ExplainedAspect[];
};

/** @param form null where there is none that counts */
export function explainForm(subCriterion: SubCriterion, form: FormState | null, ruled: Rescored): ExplainedForm {
  const { id, name } = subCriterion;
  const head = { subCriterionId: id, name, maximum: computeSubCriterionMaximum(subCriterion) };
  if (!form) return { ...head, mark: null, team: [], aspects: [] };
  const team = [...form.team].sort(compareText);
  return {
    ...head,
    mark: computeRescoredMark(form, ruled),
    team,
    aspects: subCriterion.aspects.flatMap((aspect) => {
      const state = form.aspects.find(({ aspectId }) => aspectId === aspect.id);
      return state ? [explainAspect(aspect, state, team, ruled)] : [];
    }),
  };
}

function explainAspect(aspect: Aspect, state: AspectState, team: readonly string[], ruled: Rescored): ExplainedAspect {
  const replaced = ruled.aspects.get(aspect.id);
  return {
    aspectId: aspect.id,
    text: aspect.text,
    maximum: aspect.maximum,
    mark: replaced ?? state.mark,
    before: replaced === undefined ? null : state.mark,
    detail: explainValues(aspect, state, team),
  };
}

function explainValues(aspect: Aspect, state: AspectState, team: readonly string[]): AspectDetail {
  if (aspect.kind === "judgement") {
    const current = { scoreRound: state.scoreRound, scores: state.scores, spread: state.allIn ? state.spread : null };
    return {
      kind: "judgement",
      scoreRounds: [...state.earlierRounds, current].map((round) => toScoreRound(round, team)),
      sum: state.scores.reduce((sum, { score }) => sum + score, 0),
      divisor: HIGHEST_SCORE * state.scores.length,
    };
  }
  const way = wayOf(aspect);
  if (aspect.each === undefined) return { kind: "agreed", way, value: state.agreed };
  const dropped = listDropped(
    state.readings.map(({ mark }) => mark),
    aspect.each,
  );
  return {
    kind: "independent",
    way,
    aggregation: aspect.each,
    readings: state.readings.map(({ judgeId, value, mark }, index) => {
      return { judge: numberOf(judgeId, team), value, mark, isDropped: dropped.has(index) };
    }),
  };
}

function toScoreRound(
  { scoreRound, scores, spread }: Pick<ScoreRound, "scoreRound" | "scores" | "spread">,
  team: readonly string[],
) {
  return { scoreRound, spread, scores: scores.map(({ judgeId, score }) => ({ judge: numberOf(judgeId, team), score })) };
}

function numberOf(judgeId: string, team: readonly string[]): number {
  return team.indexOf(judgeId) + 1;
}

/** Positions of the marks that an aggregation leaves out: one highest and one lowest, or all but the middle. */
function listDropped(marks: readonly Hundredths[], aggregation: Aggregation): ReadonlySet<number> {
  if (aggregation === "mean") return new Set();
  const inOrder = marks.map((_, index) => index).sort((left, right) => (marks[left] ?? 0) - (marks[right] ?? 0) || left - right);
  if (aggregation === "trimmed-mean") return new Set([inOrder[0], inOrder.at(-1)].filter((index) => index !== undefined));
  const middle = inOrder.length >> 1;
  const kept = inOrder.length % 2 === 1 ? [middle] : [middle - 1, middle];
  return new Set(inOrder.filter((_, position) => !kept.includes(position)));
}
