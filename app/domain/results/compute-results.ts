/**
 * The results of a round, in full from its marks: components, total, order, scale score, award (DOMAIN 6 and 7). The one
 * computation behind every board, page, publication, job and file, and the trial calculation too.
 */

import { computeAwards } from "#app/domain/awards/awards.ts";
import { type Component, computeWeightedTotal, PERCENT } from "#app/domain/results/components.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { computeScaleScores } from "#app/domain/results/scale.ts";
import { computeStandings, type EntryResult, type Standing } from "#app/domain/results/standings.ts";
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
  const measured = new Map(entries.map((entry) => [entry.entryId, measure(entry, rules)]));
  const standings = computeStandings(
    [...measured.values()].map(({ result }) => result),
    rules,
  );
  const scaleScores = scaleStandings(standings, rules);
  const contenders = standings.map((standing) => ({ ...standing, scaleScore: scaleScores.get(standing.entryId) ?? null }));
  const awards = round.givesAwards ? computeAwards(contenders, rules.award) : new Map<string, Award | null>();
  return contenders.map((contender) => {
    const { entry, components } = measured.get(contender.entryId) as Measured;
    const { penalty, timeUsed } = entry;
    return { ...contender, components, penalty, timeUsed, award: awards.get(contender.entryId) ?? null };
  });
}

/** The mark of one component, null while it is not known. */
export function findComponentMark(component: Component, entry: EntryMarks): Hundredths | null {
  if (component.source === "file") return entry.fileMarks[component.key] ?? null;
  if (!entry.isMarked) return null;
  if (component.modules.length === 0) return addHundredths(Object.values(entry.criteria));
  return addHundredths(component.modules.map((id) => entry.modules[id] ?? hundredths(0)));
}

type Measured = {
  readonly entry: EntryMarks;
  readonly components: readonly ComponentMark[];
  readonly result: EntryResult;
};

function measure(entry: EntryMarks, rules: ResultRules): Measured {
  const components = rules.components.map((component): ComponentMark => {
    const mark = findComponentMark(component, entry);
    return { key: component.key, mark, failed: component.passMark !== null && mark !== null && mark < component.passMark };
  });
  const { entryId, status, eligible, chiefOrder } = entry;
  return {
    entry,
    components,
    result: {
      entryId,
      status,
      eligible,
      total: computeTotal(entry, components, rules),
      passed: !components.some(({ failed }) => failed),
      values: listValues(entry, components),
      chiefOrder,
    },
  };
}

/** Null while nothing is known; never below zero, whatever the penalties. */
function computeTotal(entry: EntryMarks, components: readonly ComponentMark[], rules: ResultRules): Hundredths | null {
  const isKnown = rules.components.length === 0 ? entry.isMarked : components.some(({ mark }) => mark !== null);
  if (!isKnown) return null;
  const earned =
    rules.components.length === 0
      ? addHundredths(Object.values(entry.criteria))
      : computeWeightedTotal(
          rules.components.map(({ weight }, index) => ({ weight, mark: components[index]?.mark ?? 0 })),
          rules.weightsOf ?? PERCENT,
          rules.roundingPlace,
        );
  const left = earned - entry.penalty;
  return hundredths(left > 0 ? left : 0);
}

function listValues(entry: EntryMarks, components: readonly ComponentMark[]): Readonly<Record<string, number>> {
  const values: Record<string, number> = {};
  for (const [id, mark] of Object.entries(entry.criteria)) values[`criterion ${id}`] = mark;
  for (const [id, mark] of Object.entries(entry.modules)) values[`module ${id}`] = mark;
  for (const { key, mark } of components) if (mark !== null) values[`component ${key}`] = mark;
  if (entry.timeUsed !== null) values.time = entry.timeUsed;
  return values;
}

/** Scale scores take in the entries that started and were not disqualified, out of competition too (DOMAIN 6). */
function scaleStandings(standings: readonly Standing[], { scale }: ResultRules): ReadonlyMap<string, number | null> {
  if (scale === "none") return new Map();
  const started = standings.filter(
    ({ status, total }) => (status === "checked-in" || status === "out-of-competition") && total !== null,
  );
  const scores = computeScaleScores(
    started.map(({ total }) => total as Hundredths),
    scale,
  );
  return new Map(started.map(({ entryId }, index) => [entryId, scores[index] ?? null]));
}
