/**
 * The results of a round, in full from its marks: components, total, order, scale score, award (DOMAIN 6 and 7). The one
 * computation behind every board, page, publication, job and file, and the trial calculation too.
 */

import { listAwards } from "#app/domain/awards/awards.ts";
import { type Component, computeWeightedTotal, PERCENT } from "#app/domain/results/components.ts";
import { type EventRules, type TieBreak, tieBreakKey } from "#app/domain/results/rules.ts";
import { computeScaleScores } from "#app/domain/results/scale.ts";
import { type EntryResult, placeResults, type Standing } from "#app/domain/results/standings.ts";
import { addHundredths, type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Award, Participation } from "#app/domain/shared/vocabulary.ts";

/** What is known of one entry: its marks and what the hall recorded. */
export type EntryMarks = {
  readonly entryId: string;
  readonly status: Participation;
  readonly eligible: boolean;
  /** Whether anything of it was marked: without, it has no total. */
  readonly isMarked: boolean;
  /** By criterion and by module id, from the forms that count. */
  readonly criteria: Readonly<Record<string, Hundredths>>;
  readonly modules: Readonly<Record<string, Hundredths>>;
  /** By component key, of the components that come out of a file. */
  readonly fileMarks: Readonly<Record<string, Hundredths>>;
  /** Taken from the total by penalties of the hall. */
  readonly penalty: Hundredths;
  /** In seconds; null when it was not taken. */
  readonly timeUsed: number | null;
  readonly chiefOrder: number | null;
  /** Which of his decisions the order stands in; orders of different ones decide nothing between them. Left out: one for all. */
  readonly chiefDecision?: string;
};

export type ComponentMark = {
  readonly key: string;
  /** Null while it is not known. */
  readonly mark: Hundredths | null;
  /** Whether it is below its pass mark. */
  readonly failed: boolean;
};

export type EntryOutcome = Standing & {
  /** In the order of the rules; empty where there are none. */
  readonly components: readonly ComponentMark[];
  readonly penalty: Hundredths;
  readonly timeUsed: number | null;
  /** Null without a scale, and for who did not start or was disqualified. */
  readonly scaleScore: number | null;
  readonly award: Award | null;
};

export type ResultRules = Pick<
  EventRules,
  "components" | "failed" | "roundingPlace" | "tieBreaks" | "lastTie" | "scale" | "award"
> & {
  /** What the weights of components are parts of; left out: percent. */
  readonly weightsOf?: number;
};

/**
 * Ranks and awards; the order of the input does not matter. A component that is not known yet counts nothing and fails nothing.
 * @param round.givesAwards false in a round that others follow @returns in the order of places, those without one after them
 */
export function computeResults(
  entries: readonly EntryMarks[],
  rules: ResultRules,
  round: { readonly givesAwards: boolean },
): readonly EntryOutcome[] {
  const components = entries.map((entry) => listComponentMarks(entry, rules.components));
  const results = entries.map((entry, index) => toResult(entry, components[index] ?? [], rules));
  const outcomes = placeResults(results, rules, (index, { entryId, status, eligible, total, passed = true }, rank): Unsettled => {
    const { place, tied, openTie, separatedBy } = rank;
    const { penalty, timeUsed } = entries[index] as EntryMarks;
    return {
      entryId,
      status,
      eligible,
      total,
      passed,
      place,
      tied,
      openTie,
      separatedBy,
      components: components[index] ?? [],
      penalty,
      timeUsed,
      scaleScore: null,
      award: null,
    };
  });
  addScaleScores(outcomes, rules.scale);
  if (round.givesAwards) {
    listAwards(outcomes, rules.award).forEach((award, index) => {
      (outcomes[index] as Unsettled).award = award;
    });
  }
  return outcomes;
}

/** An outcome while scale score and award, which depend on those of all, are still to come. */
type Unsettled = Omit<EntryOutcome, "scaleScore" | "award"> & { scaleScore: number | null; award: Award | null };

/** The mark of one component, null while it is not known. */
export function findComponentMark(component: Component, entry: EntryMarks): Hundredths | null {
  if (component.source === "file") return entry.fileMarks[component.key] ?? null;
  if (!entry.isMarked) return null;
  if (component.modules.length === 0) return addHundredths(Object.values(entry.criteria));
  return addHundredths(component.modules.map((id) => entry.modules[id] ?? hundredths(0)));
}

function listComponentMarks(entry: EntryMarks, components: readonly Component[]): readonly ComponentMark[] {
  return components.map((component) => {
    const mark = findComponentMark(component, entry);
    const { key, passMark } = component;
    return { key, mark, failed: passMark !== null && mark !== null && mark < passMark };
  });
}

function toResult(entry: EntryMarks, components: readonly ComponentMark[], rules: ResultRules): EntryResult {
  let passed = true;
  let isKnown = components.length === 0 && entry.isMarked;
  for (const { mark, failed } of components) {
    if (failed) passed = false;
    if (mark !== null) isKnown = true;
  }
  const { entryId, status, eligible, chiefOrder, chiefDecision } = entry;
  const total = isKnown ? computeTotal(entry, components, rules) : null;
  return {
    entryId,
    status,
    eligible,
    total,
    passed,
    values: listValues(entry, components, rules.tieBreaks),
    chiefOrder,
    ...(chiefDecision === undefined ? {} : { chiefDecision }),
  };
}

/** The total before penalties, of an entry of which something is known. */
export function computeEarned(entry: EntryMarks, components: readonly ComponentMark[], rules: ResultRules): Hundredths {
  if (rules.components.length === 0) return addHundredths(Object.values(entry.criteria));
  return computeWeightedTotal(rules.components, components, rules.weightsOf ?? PERCENT, rules.roundingPlace);
}

/** Never below zero, whatever the penalties. */
function computeTotal(entry: EntryMarks, components: readonly ComponentMark[], rules: ResultRules): Hundredths {
  const left = computeEarned(entry, components, rules) - entry.penalty;
  return hundredths(left > 0 ? left : 0);
}

/** What the tie-breaks compare; what the entry does not have is left out. */
function listValues(
  entry: EntryMarks,
  components: readonly ComponentMark[],
  tieBreaks: readonly TieBreak[],
): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const tieBreak of tieBreaks) {
    const value = findValue(entry, components, tieBreak);
    if (value !== null) values[tieBreakKey(tieBreak)] = value;
  }
  return values;
}

function findValue(entry: EntryMarks, components: readonly ComponentMark[], { by, id }: TieBreak): number | null {
  switch (by) {
    case "criterion":
      return entry.criteria[id] ?? null;
    case "module":
      return entry.modules[id] ?? null;
    case "component":
      return components.find(({ key }) => key === id)?.mark ?? null;
    case "time":
      return entry.timeUsed;
  }
}

/** Scale scores take in the entries that started and were not disqualified, out of competition too (DOMAIN 6). */
function addScaleScores(outcomes: readonly Unsettled[], scale: ResultRules["scale"]): void {
  if (scale === "none") return;
  const started = outcomes.filter(
    ({ status, total }) => (status === "checked-in" || status === "out-of-competition") && total !== null,
  );
  const scores = computeScaleScores(
    started.map(({ total }) => total as Hundredths),
    scale,
  );
  started.forEach((outcome, index) => {
    outcome.scaleScore = scores[index] ?? null;
  });
}
