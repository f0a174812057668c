/**
 * Why a result is what it is: every step from what judges entered to total, place, scale score and award, with the rule that was
 * applied and its numbers, no text. It explains the outcome of `computeResults` itself and computes none of its own.
 */

import type { FormState } from "#app/domain/marking/form.ts";
import { computePenalty, computeTimeUsed, type HallRecordLine } from "#app/domain/marking/hall-record.ts";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Component } from "#app/domain/results/components.ts";
import {
  computeEarned,
  computeResults,
  type EntryMarks,
  type EntryOutcome,
  type ResultRules,
} from "#app/domain/results/compute-results.ts";
import { computeEntryMarks, type EntryFacts } from "#app/domain/results/entry-facts.ts";
import { type ExplainedAward, explainAward } from "#app/domain/results/explain-award.ts";
import { type ExplainedForm, explainForm } from "#app/domain/results/explain-form.ts";
import { type ExplainedScale, explainScale } from "#app/domain/results/explain-scale.ts";
import type { Rescored } from "#app/domain/results/rescore.ts";
import type { EventRules, TieBreak } from "#app/domain/results/rules.ts";
import { findTieBreakValue, type TieCandidate } from "#app/domain/results/tie-decision.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";

/** A fact that a ruling replaced, or not. */
export type Ruled<Value> = { readonly value: Value; readonly before: Value | null; readonly isRuled: boolean };

export type ExplainedComponent = Pick<Component, "key" | "name" | "weight" | "passMark" | "source" | "modules"> & {
  readonly mark: Hundredths | null;
  readonly failed: boolean;
  /** Of a mark out of a file: what it was before a ruling. */
  readonly before: Hundredths | null;
  /** Weight x mark, in hundredths of a percent: the parts of the weighted sum. */
  readonly product: number;
};

export type ExplainedCriterion = {
  readonly id: string;
  readonly name: string;
  readonly module: string | null;
  readonly maximum: Hundredths;
  readonly mark: Hundredths;
  readonly forms: readonly ExplainedForm[];
};

export type ExplainedTotal = {
  readonly total: Hundredths | null;
  /** Before penalties; null while nothing is known. */
  readonly earned: Hundredths | null;
  /** Empty: the marks of the criteria are added. */
  readonly components: readonly ExplainedComponent[];
  /** The sum of the products; the weighted total is it / 100, rounded once at the place. */
  readonly weightedSum: number;
  readonly roundingPlace: EventRules["roundingPlace"];
  readonly modules: readonly { readonly id: string; readonly name: string; readonly mark: Hundredths }[];
  readonly criteria: readonly ExplainedCriterion[];
  readonly penalty: Ruled<Hundredths>;
  readonly time: Ruled<number | null>;
  /** The lines of the hall that penalties and time come from. */
  readonly hallRecord: readonly HallRecordLine[];
};

/** One rule on which two neighbours were compared; the last of them set them apart, unless the tie stands. */
export type Comparison =
  | { readonly by: "passed"; readonly own: boolean; readonly other: boolean }
  | { readonly by: "total"; readonly own: Hundredths; readonly other: Hundredths }
  | { readonly by: "tie-break"; readonly tieBreak: TieBreak; readonly own: number | null; readonly other: number | null }
  | { readonly by: "chief" };

export type ExplainedNeighbour = {
  readonly entryId: string;
  readonly place: number;
  readonly comparisons: readonly Comparison[];
  readonly isTied: boolean;
};

export type ExplainedPlace = Pick<EntryOutcome, "place" | "tied" | "openTie" | "passed" | "eligible"> & {
  readonly participation: Ruled<Participation>;
  readonly above: ExplainedNeighbour | null;
  readonly below: ExplainedNeighbour | null;
};

export type Explanation = {
  readonly entryId: string;
  readonly total: ExplainedTotal;
  readonly place: ExplainedPlace;
  /** Null without a scale, or without a score. */
  readonly scale: ExplainedScale | null;
  readonly award: ExplainedAward;
};

/** What a whole round is computed from. */
export type RoundRecord = {
  readonly entries: readonly EntryFacts[];
  readonly scheme: MarkingScheme;
  readonly rules: ResultRules;
  readonly ruled: (entryId: string) => Rescored;
  /** Whether awards are given, and known. */
  readonly givesAwards: boolean;
};

/**
 * @param forms of this entry, all that count, with everything that was entered
 * @throws Error when the round has no such entry
 */
export function explainResult(round: RoundRecord, entryId: string, forms: readonly FormState[]): Explanation {
  const { rules, scheme } = round;
  const computed = new Map(
    round.entries.map((facts) => [facts.entryId, computeEntryMarks(facts, scheme, round.ruled(facts.entryId))]),
  );
  const outcomes = computeResults(
    [...computed.values()].map(({ marks }) => marks),
    rules,
    round,
  );
  const own = outcomes.find((outcome) => outcome.entryId === entryId);
  const facts = round.entries.find((entry) => entry.entryId === entryId);
  const marks = computed.get(entryId)?.marks;
  if (!own || !facts || !marks) throw new Error(`The round has no entry ${entryId}.`);
  const ruled = round.ruled(entryId);
  const toCandidate = (outcome: EntryOutcome): TieCandidate => {
    const { criteria = {}, modules = {} } = computed.get(outcome.entryId)?.marks ?? {};
    return { ...outcome, criteria, modules };
  };
  const ranked = outcomes.filter(({ place }) => place !== null).map(toCandidate);
  return {
    entryId,
    total: explainTotal({ own, facts, marks, ruled, forms, rules, scheme }),
    place: {
      place: own.place,
      tied: own.tied,
      openTie: own.openTie,
      passed: own.passed,
      eligible: own.eligible,
      participation: ruledValue(own.status, facts.participation, ruled.participation !== null),
      ...findNeighbours(ranked, entryId, rules),
    },
    scale: explainScale(outcomes, own, rules.scale),
    award: explainAward(outcomes, own, rules.award, round.givesAwards),
  };
}

function explainTotal(input: {
  readonly own: EntryOutcome;
  readonly facts: EntryFacts;
  readonly marks: EntryMarks;
  readonly ruled: Rescored;
  readonly forms: readonly FormState[];
  readonly rules: ResultRules;
  readonly scheme: MarkingScheme;
}): ExplainedTotal {
  const { own, facts, marks, ruled, forms, rules, scheme } = input;
  const components = rules.components.map((component, index): ExplainedComponent => {
    const { key, name, weight, passMark, source, modules } = component;
    const { mark = null, failed = false } = own.components[index] ?? {};
    const before = ruled.components.has(key) ? (facts.fileMarks[key] ?? null) : null;
    return { key, name, weight, passMark, source, modules, mark, failed, before, product: weight * (mark ?? 0) };
  });
  const { total } = own;
  const weightedSum = components.reduce((sum, { product }) => sum + product, 0);
  return {
    total,
    earned: total === null ? null : computeEarned(marks, own.components, rules),
    components,
    weightedSum,
    roundingPlace: rules.roundingPlace,
    modules: listModules(scheme).map(({ id, name }) => ({ id, name, mark: marks.modules[id] ?? hundredths(0) })),
    criteria: scheme.criteria.map((criterion) => ({
      id: criterion.id,
      name: criterion.name,
      module: criterion.module ?? null,
      maximum: criterion.maximum,
      mark: marks.criteria[criterion.id] ?? hundredths(0),
      forms: criterion.subCriteria.map((subCriterion) =>
        explainForm(subCriterion, forms.find(({ subCriterionId }) => subCriterionId === subCriterion.id) ?? null, ruled),
      ),
    })),
    penalty: ruledValue(marks.penalty, computePenalty(facts.hallRecord), ruled.penalty !== null),
    time: ruledValue(marks.timeUsed, computeTimeUsed(facts.hallRecord), ruled.time !== null),
    hallRecord: facts.hallRecord,
  };
}

function ruledValue<Value>(value: Value, recorded: Value, isRuled: boolean): Ruled<Value> {
  return { value, before: isRuled ? recorded : null, isRuled };
}

/** The entries next to this one in the order of places, those that share its place first. */
function findNeighbours(
  ranked: readonly TieCandidate[],
  entryId: string,
  rules: ResultRules,
): { readonly above: ExplainedNeighbour | null; readonly below: ExplainedNeighbour | null } {
  const index = ranked.findIndex((candidate) => candidate.entryId === entryId);
  const own = ranked[index];
  const explain = (other: TieCandidate | undefined): ExplainedNeighbour | null => {
    if (!own || !other || other.place === null) return null;
    const isTied = other.place === own.place;
    return { entryId: other.entryId, place: other.place, isTied, comparisons: compare(own, other, rules, isTied) };
  };
  return { above: explain(ranked[index - 1]), below: explain(ranked[index + 1]) };
}

function compare(own: TieCandidate, other: TieCandidate, rules: ResultRules, isTied: boolean): readonly Comparison[] {
  const comparisons: Comparison[] = [];
  if (rules.failed === "last" && own.passed !== other.passed) return [{ by: "passed", own: own.passed, other: other.passed }];
  const [total, otherTotal] = [own.total ?? hundredths(0), other.total ?? hundredths(0)];
  comparisons.push({ by: "total", own: total, other: otherTotal });
  if (total !== otherTotal) return comparisons;
  for (const tieBreak of rules.tieBreaks) {
    const [value, otherValue] = [findTieBreakValue(tieBreak, own), findTieBreakValue(tieBreak, other)];
    comparisons.push({ by: "tie-break", tieBreak, own: value, other: otherValue });
    if (value !== otherValue) return comparisons;
  }
  if (!isTied) comparisons.push({ by: "chief" });
  return comparisons;
}
