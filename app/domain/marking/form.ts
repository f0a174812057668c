/** The state of one marking form, computed in full from its revisions: one sub-criterion, one blind code, one marking team. */

import { aggregateMarks, computeMeasurementMark } from "#app/domain/marking/measurement.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import {
  type Aggregation,
  type Aspect,
  type AspectKind,
  computeSubCriterionMaximum,
  type MeasurementWay,
  type SubCriterion,
} from "#app/domain/marking/scheme.ts";
import { computeJudgementMark, computeScoreRounds, type JudgeScore, type ScoreRound } from "#app/domain/marking/score-rounds.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import { addHundredths, type Hundredths } from "#app/domain/shared/units.ts";

export const FORM_UNMET = ["aspects-missing", "spread-too-wide"] as const;
export type FormUnmet = (typeof FORM_UNMET)[number];

/** What one judge of an independent panel entered, and what it earns. */
export type JudgeReading = { readonly judgeId: string; readonly value: number; readonly mark: Hundredths };

export type AspectState = {
  readonly aspectId: string;
  readonly kind: AspectKind;
  readonly maximum: Hundredths;
  /** Of a measurement, as in the scheme. */
  readonly way?: MeasurementWay;
  readonly each?: Aggregation;
  /** What the aspect earns; null until it is settled. */
  readonly mark: Hundredths | null;
  /** Measurement: the value the team agrees on, the latest entered. Null for a judgement, and where each judge enters his own. */
  readonly agreed: number | null;
  /** Measurement where each judge enters his own: by judge id, as limited as scores are. */
  readonly readings: readonly JudgeReading[];
  /** Judgement: the score round that is open or settled the aspect, from 1. Always 1 for a measurement. */
  readonly scoreRound: number;
  /** Judgement: the scores of that score round by judge id. Others may see them only when all are in: see `limitToJudge`. */
  readonly scores: readonly JudgeScore[];
  /** How many scores of that score round, or readings, are in; may be shown while they may not. */
  readonly scoresIn: number;
  readonly allIn: boolean;
  /** Judgement: highest minus lowest of the latest score round that is all in; null before any is. */
  readonly spread: number | null;
  /** Judgement: the latest complete score round was too far apart, and the one it opened is not all in. */
  readonly mustRescore: boolean;
  /** Judgement: the score rounds that were too far apart. */
  readonly earlierRounds: readonly ScoreRound[];
};

export type FormState = {
  readonly subCriterionId: string;
  /** The judges of the marking team, sorted. */
  readonly team: readonly string[];
  /** In the order of the scheme. */
  readonly aspects: readonly AspectState[];
  readonly maximum: Hundredths;
  /** The sum of its aspects; null until all are settled. */
  readonly mark: Hundredths | null;
  readonly isComplete: boolean;
  /** Every reason why it cannot be signed yet. */
  readonly unmet: readonly Refusal<FormUnmet>[];
  /** The sequence of the latest revision; 0 before the first. */
  readonly lastSequence: number;
};

/**
 * Computes a form from its revisions, whose order does not matter (DOMAIN 5). Revisions of other aspects and of judges outside
 * the team do not count.
 * @param team judge ids @param rules spreadLimit: the highest spread of scores that stands, usually 1
 */
export function computeFormState(
  subCriterion: SubCriterion,
  team: readonly string[],
  revisions: readonly Revision[],
  rules: { readonly spreadLimit: number },
): FormState {
  const judges = sortTeam(team);
  const aspects = computeAspects(subCriterion.aspects, judges, revisions, rules.spreadLimit);
  const marks = aspects.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const isComplete = aspects.length > 0 && marks.length === aspects.length;
  return {
    subCriterionId: subCriterion.id,
    team: judges,
    aspects,
    maximum: computeSubCriterionMaximum(subCriterion),
    mark: isComplete ? addHundredths(marks) : null,
    isComplete,
    unmet: listUnmet(aspects),
    lastSequence: revisions.reduce((last, { sequence }) => (sequence > last ? sequence : last), 0),
  };
}

/** What a value hangs on that a judge wants to enter. */
export type EntryState = Pick<FormState, "team" | "aspects">;

/**
 * The same for one value alone: its own aspect, and for a measurement the judgements, which come before it (DOMAIN 5). Where marks
 * stream in, the rest of the form is not computed for each of them.
 */
export function computeEntryState(
  subCriterion: SubCriterion,
  aspectId: string,
  team: readonly string[],
  revisions: readonly Revision[],
  rules: { readonly spreadLimit: number },
): EntryState {
  const judges = sortTeam(team);
  const entered = subCriterion.aspects.find(({ id }) => id === aspectId);
  const needed = subCriterion.aspects.filter(
    (aspect) => aspect === entered || (entered?.kind === "measurement" && aspect.kind === "judgement"),
  );
  return { team: judges, aspects: computeAspects(needed, judges, revisions, rules.spreadLimit) };
}

/**
 * The state without the scores and readings that this reader may not see: those of others until all are in (DOMAIN 5).
 * `null` is a reader outside the team.
 */
export function limitToJudge(state: FormState, judgeId: string | null): FormState {
  return {
    ...state,
    aspects: state.aspects.map((aspect) =>
      aspect.allIn
        ? aspect
        : {
            ...aspect,
            scores: aspect.scores.filter((score) => score.judgeId === judgeId),
            readings: aspect.readings.filter((reading) => reading.judgeId === judgeId),
          },
    ),
  };
}

/**
 * What a signature stands for, as text to be hashed and kept with it. It changes with every revision, so that a signature
 * given before a later revision no longer counts.
 */
export function computeSignedContent(state: FormState): string {
  const aspects = state.aspects.map(({ aspectId, mark, agreed, scoreRound, scores, readings }) => [
    aspectId,
    mark,
    agreed,
    scoreRound,
    scores.map(({ judgeId, score }) => [judgeId, score]),
    readings.map(({ judgeId, value }) => [judgeId, value]),
  ]);
  return JSON.stringify([state.subCriterionId, state.lastSequence, state.team, state.mark, aspects]);
}

function sortTeam(team: readonly string[]): readonly string[] {
  return [...new Set(team)].sort(compareText);
}

function computeAspects(
  aspects: readonly Aspect[],
  judges: readonly string[],
  revisions: readonly Revision[],
  spreadLimit: number,
): readonly AspectState[] {
  return aspects.map((aspect) => {
    const own = revisions.filter((revision) => revision.aspectId === aspect.id && judges.includes(revision.judgeId));
    return aspect.kind === "judgement"
      ? computeJudgement(aspect, judges, own, spreadLimit)
      : aspect.each === undefined
        ? computeAgreed(aspect, own)
        : computeIndependent(aspect, aspect.each, judges, own);
  });
}

function computeJudgement(
  aspect: Aspect,
  team: readonly string[],
  revisions: readonly Revision[],
  spreadLimit: number,
): AspectState {
  const { current, earlier } = computeScoreRounds(team, revisions, spreadLimit);
  const latestComplete = current.allIn ? current : earlier[earlier.length - 1];
  return {
    aspectId: aspect.id,
    kind: aspect.kind,
    maximum: aspect.maximum,
    mark: current.allIn ? computeJudgementMark(current.scores, aspect.maximum) : null,
    agreed: null,
    readings: [],
    scoreRound: current.scoreRound,
    scores: current.scores,
    scoresIn: current.scores.length,
    allIn: current.allIn,
    spread: latestComplete?.spread ?? null,
    mustRescore: earlier.length > 0 && !current.allIn,
    earlierRounds: earlier,
  };
}

/** A measurement that the team agrees on: the latest value counts, whoever entered it. */
function computeAgreed(aspect: Aspect, revisions: readonly Revision[]): AspectState {
  const latest = findLatest(revisions);
  return {
    ...describeMeasurement(aspect),
    mark: latest ? computeMeasurementMark(aspect, latest.value) : null,
    agreed: latest?.value ?? null,
    readings: [],
    scoresIn: latest ? 1 : 0,
    allIn: latest !== null,
  };
}

/** A measurement by an independent panel: the latest value of each judge counts, aggregated when all are in. */
function computeIndependent(
  aspect: Aspect,
  aggregation: Aggregation,
  team: readonly string[],
  revisions: readonly Revision[],
): AspectState {
  const readings = team.flatMap((judgeId): JudgeReading[] => {
    const latest = findLatest(revisions.filter((revision) => revision.judgeId === judgeId));
    return latest ? [{ judgeId, value: latest.value, mark: computeMeasurementMark(aspect, latest.value) }] : [];
  });
  const allIn = team.length > 0 && readings.length === team.length;
  const marks = readings.map(({ mark }) => mark);
  return {
    ...describeMeasurement(aspect),
    mark: allIn ? aggregateMarks(marks, aggregation) : null,
    agreed: null,
    readings,
    scoresIn: readings.length,
    allIn,
  };
}

function describeMeasurement({ id, kind, maximum, way, each }: Aspect) {
  return {
    aspectId: id,
    kind,
    maximum,
    ...(way === undefined ? {} : { way }),
    ...(each === undefined ? {} : { each }),
    scoreRound: 1,
    scores: [],
    spread: null,
    mustRescore: false,
    earlierRounds: [],
  };
}

function findLatest(revisions: readonly Revision[]): Revision | null {
  let latest: Revision | null = null;
  for (const revision of revisions) if (!latest || latest.sequence < revision.sequence) latest = revision;
  return latest;
}

function listUnmet(aspects: readonly AspectState[]): readonly Refusal<FormUnmet>[] {
  const wide = aspects.filter((aspect) => aspect.mustRescore);
  const missing = aspects.filter((aspect) => aspect.mark === null && !aspect.mustRescore);
  return [listAspectIds("aspects-missing", missing), listAspectIds("spread-too-wide", wide)].flat();
}

function listAspectIds(code: FormUnmet, aspects: readonly AspectState[]): readonly Refusal<FormUnmet>[] {
  if (aspects.length === 0) return [];
  return [{ code, params: { count: aspects.length, aspects: aspects.map(({ aspectId }) => aspectId).join(", ") } }];
}
