/** The results of a round computed again from what a document says of it, and where they differ from the results that it states. */
import { computeFormState } from "#app/domain/marking/form.ts";
import type { HallRecordKind } from "#app/domain/marking/hall-record.ts";
import type { Revision } from "#app/domain/marking/revision.ts";
import { listSubCriteria, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { computeResults } from "#app/domain/results/compute-results.ts";
import { computeEntryMarks, type EntryFacts } from "#app/domain/results/entry-facts.ts";
import { computeGoingOn, type GoingOn } from "#app/domain/results/going-on.ts";
import { gatherRescored, NOTHING_RESCORED, type RescoreChange } from "#app/domain/results/rescore.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Award, Participation } from "#app/domain/shared/vocabulary.ts";

/** What results are computed from; entries are called what the document calls them. */
export type FactsOfRound = {
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
  readonly isLast: boolean;
  readonly goingOn: GoingOn | null;
  readonly entries: readonly { readonly entry: string; readonly participation: Participation; readonly eligible: boolean }[];
  /** The confirmed ones, with whose work they are of. */
  readonly forms: readonly {
    readonly entry: string;
    readonly subCriterion: string;
    readonly team: readonly string[];
    readonly revisions: readonly Revision[];
  }[];
  /** Of each component the file that was confirmed last. */
  readonly fileMarks: ReadonlyMap<string, ReadonlyMap<string, Hundredths>>;
  /** The lines that stand, in their order. */
  readonly hallRecord: readonly {
    readonly entry: string;
    readonly kind: HallRecordKind;
    readonly at: number;
    readonly seconds: number | null;
    readonly penalty: number | null;
  }[];
  /** The decisions that stand, in the order in which they were taken. */
  readonly tieDecisions: readonly (readonly string[])[];
  /** The sets that stand, in the order in which they were applied. */
  readonly rescoreSets: readonly (readonly RescoreChange[])[];
};

export type RecomputedResult = {
  entry: string;
  status: Participation;
  total: number | null;
  place: number | null;
  tied: boolean;
  openTie: boolean;
  passed: boolean;
  scaleScore: number | null;
  award: Award | null;
  penalty: number;
  timeUsed: number | null;
  goesOn: boolean | null;
  components: { key: string; mark: number | null; failed: boolean }[];
  criteria: Record<string, number>;
  modules: Record<string, number>;
};

/**
 * In the order of places. @throws RangeError for forms outside the scheme or two of one sub-criterion and entry: whoever reads a
 * document looks for them before.
 */
export function recomputeResults(facts: FactsOfRound): RecomputedResult[] {
  const { rules, scheme, isLast } = facts;
  const subCriteria = new Map(listSubCriteria(scheme).map((one) => [one.id, one]));
  const rescored = gatherRescored(facts.rescoreSets);
  const formsOf = group(facts.forms, ({ entry }) => entry);
  const linesOf = group(facts.hallRecord, ({ entry }) => entry);
  const orders = new Map(
    facts.tieDecisions.flatMap((order, decision) =>
      order.map((entry, index) => [entry, { chiefOrder: index + 1, chiefDecision: String(decision) }] as const),
    ),
  );
  const marked = facts.entries.map(({ entry, participation, eligible }) => {
    const own: EntryFacts = {
      entryId: entry,
      participation,
      eligible,
      forms: (formsOf.get(entry) ?? []).map(({ subCriterion: id, team, revisions }) => {
        const subCriterion = subCriteria.get(id);
        if (!subCriterion) throw new RangeError(`The scheme has no ${id}.`);
        return computeFormState(subCriterion, team, revisions, rules);
      }),
      fileMarks: Object.fromEntries(
        [...facts.fileMarks].flatMap(([component, marks]) => {
          const mark = marks.get(entry);
          return mark === undefined ? [] : [[component, mark]];
        }),
      ),
      hallRecord: linesOf.get(entry) ?? [],
      ...(orders.get(entry) ?? { chiefOrder: null }),
    };
    return computeEntryMarks(own, scheme, rescored.get(entry) ?? NOTHING_RESCORED);
  });
  const earnedOf = new Map(marked.map(({ marks, earned }) => [marks.entryId, earned]));
  const outcomes = computeResults(
    marked.map(({ marks }) => marks),
    rules,
    { givesAwards: isLast },
  );
  const going = isLast || facts.goingOn === null ? null : new Set(computeGoingOn(outcomes, facts.goingOn));
  return outcomes.map((outcome) => {
    const { entryId, status, total, place, tied, openTie, passed, scaleScore, award, penalty, timeUsed, components } = outcome;
    return {
      entry: entryId,
      ...{ status, total, place, tied, openTie, passed, scaleScore, award, penalty, timeUsed },
      goesOn: going?.has(entryId) ?? null,
      components: components.map(({ key, mark, failed }) => ({ key, mark, failed })),
      criteria: { ...earnedOf.get(entryId)?.criteria },
      modules: { ...earnedOf.get(entryId)?.modules },
    };
  });
}

/** Where a result differs: its index in what is stated, which of its figures, and what it is by both. */
export type ResultDifference = {
  readonly index: number | null;
  readonly field: string;
  readonly stated: string;
  readonly computed: string;
};

/** Every difference; the order in which results are stated does not matter. */
export function compareStated(
  stated: readonly RecomputedResult[],
  computed: readonly RecomputedResult[],
): readonly ResultDifference[] {
  const ours = new Map(computed.map((result) => [result.entry, result]));
  const seen = new Set<string>();
  const differences: ResultDifference[] = [];
  for (const [index, result] of stated.entries()) {
    const own = ours.get(result.entry);
    if (!own || seen.has(result.entry)) {
      differences.push({ index, field: "entry", stated: result.entry, computed: "–" });
      continue;
    }
    seen.add(result.entry);
    for (const field of Object.keys(own) as (keyof RecomputedResult)[]) {
      const [one, other] = [write(result[field]), write(own[field])];
      if (one !== other) differences.push({ index, field, stated: one, computed: other });
    }
  }
  for (const { entry } of computed) {
    if (!seen.has(entry)) differences.push({ index: null, field: "entry", stated: "–", computed: entry });
  }
  return differences;
}

/** Objects whatever the order of their members. */
function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${key}: ${write(member)}`).join(", ")}}`;
}

function group<Item>(list: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of list) {
    const own = groups.get(keyOf(item));
    if (own) own.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A mark out of a document. */
export function toHundredths(mark: number): Hundredths {
  return hundredths(mark);
}
