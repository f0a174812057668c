/** Whether a judge may enter this value on this aspect now (DOMAIN 5). */

import type { AspectState, EntryState } from "#app/domain/marking/form.ts";
import { checkMeasurementValue, MEASUREMENT_REFUSALS } from "#app/domain/marking/measurement.ts";
import { HIGHEST_SCORE } from "#app/domain/marking/score-rounds.ts";
import { type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { FormStatus } from "#app/domain/shared/vocabulary.ts";

export const ENTER_MARK_REFUSALS = [
  "form-locked",
  "not-in-team",
  "judge-recused",
  "aspect-unknown",
  "score-not-0-to-3",
  "score-round-stale",
  ...MEASUREMENT_REFUSALS,
  "judgement-first",
  "reason-required",
] as const;
export type EnterMarkRefusal = (typeof ENTER_MARK_REFUSALS)[number];

export type EnterMark = {
  readonly state: EntryState;
  readonly status: FormStatus;
  readonly judgeId: string;
  readonly aspectId: string;
  /** Judgement: a score from 0 to 3. Measurement: what its way asks for (`MeasurementWay`). */
  readonly value: number;
  /** The score round that the judge had before him; a measurement has only the first. */
  readonly scoreRound: number;
  readonly reason?: string | undefined;
  /** Judges of the team who must not mark it, because they are not neutral and nobody has taken their place yet. */
  readonly recused: readonly string[];
};

type Refusals = readonly Refusal<EnterMarkRefusal>[];

/** Answers the score round to record the value under, or every reason why not. */
export function decideEnterMark(entry: EnterMark): Decision<{ readonly scoreRound: number }, EnterMarkRefusal> {
  const { state, status, judgeId, aspectId } = entry;
  const general: Refusals = [
    ...(status === "open" ? [] : [{ code: "form-locked" as const }]),
    ...(state.team.includes(judgeId) ? [] : [{ code: "not-in-team" as const }]),
    ...(entry.recused.includes(judgeId) ? [{ code: "judge-recused" as const }] : []),
  ];
  const aspect = state.aspects.find((candidate) => candidate.aspectId === aspectId);
  if (!aspect) return refuse(...general, { code: "aspect-unknown", params: { aspect: aspectId } });
  const particular = aspect.kind === "judgement" ? checkScore(aspect, entry) : checkMeasurement(aspect, entry);
  return decide([...general, ...particular, ...checkScoreRound(aspect, entry)], { scoreRound: aspect.scoreRound });
}

function checkScoreRound({ aspectId, scoreRound: current }: AspectState, { scoreRound: given }: EnterMark): Refusals {
  return given === current ? [] : [{ code: "score-round-stale", params: { aspect: aspectId, given, current } }];
}

function checkScore(aspect: AspectState, { value, judgeId, reason }: EnterMark): Refusals {
  const refusals: Refusal<EnterMarkRefusal>[] = [];
  const params = { aspect: aspect.aspectId };
  if (!Number.isSafeInteger(value) || value < 0 || value > HIGHEST_SCORE) {
    refusals.push({ code: "score-not-0-to-3", params: { ...params, value } });
  }
  const own = aspect.scores.find((score) => score.judgeId === judgeId);
  // Before all are in nobody has seen it, and a judge may think again; after that a change must answer for itself.
  if (aspect.allIn && own && own.score !== value && isBlank(reason)) refusals.push({ code: "reason-required", params });
  return refusals;
}

function checkMeasurement(aspect: AspectState, { state, value, reason, judgeId }: EnterMark): Refusals {
  const refusals: Refusal<EnterMarkRefusal>[] = [...checkMeasurementValue(aspect, value)];
  const params = { aspect: aspect.aspectId };
  const unsettled = state.aspects.filter(({ kind, mark }) => kind === "judgement" && mark === null);
  if (unsettled.length > 0) {
    const aspects = unsettled.map(({ aspectId }) => aspectId).join(", ");
    refusals.push({ code: "judgement-first", params: { ...params, count: unsettled.length, aspects } });
  }
  const standing = aspect.each === undefined ? aspect.agreed : findReading(aspect, judgeId);
  if (aspect.allIn && standing !== null && standing !== value && isBlank(reason)) {
    refusals.push({ code: "reason-required", params });
  }
  return refusals;
}

function findReading(aspect: AspectState, judgeId: string): number | null {
  return aspect.readings.find((reading) => reading.judgeId === judgeId)?.value ?? null;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
