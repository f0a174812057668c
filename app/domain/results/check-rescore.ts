/** Whether a re-score set can be prepared, applied, dropped or reversed: every reason against it at once (DOMAIN 8). */

import { listAspects, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { type RescoreChange, RULED_PARTICIPATIONS } from "#app/domain/results/rescore.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import { formatHundredths } from "#app/domain/shared/units.ts";
import type { CompetitionPhase, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** prepared: waits for a second person; reversed: was applied, and is not any more. */
export const RESCORE_STATUSES = ["prepared", "applied", "dropped", "reversed"] as const;
export type RescoreStatus = (typeof RESCORE_STATUSES)[number];

export const RESCORE_REFUSALS = [
  "rescore-blind",
  "competition-over",
  "rescore-changes-missing",
  "rescore-entry-unknown",
  "rescore-entry-unmarked",
  "rescore-change-repeated",
  "rescore-aspect-unknown",
  "rescore-mark-out-of-range",
  "rescore-component-unknown",
  "rescore-component-marked-by-judges",
  "rescore-penalty-out-of-range",
  "rescore-time-out-of-range",
  "rescore-participation-not-ruled",
  "rescore-changes-nothing",
  "rescore-not-prepared",
  "rescore-not-applied",
  "rescore-same-person",
  "rescore-results-changed",
  "rescore-opens-tie",
  "rescore-not-latest",
] as const;
export type RescoreRefusal = (typeof RESCORE_REFUSALS)[number];

/** A week: nothing in a hall takes longer. */
const LONGEST_SECONDS = 604_800;

/** When results may be changed at all: once the round is unblinded, until the competition is final. */
export type RescoreMoment = { readonly phase: RoundPhase; readonly competitionPhase: CompetitionPhase };

/** An entry of the round as a set may name it. */
export type RescoreEntry = {
  readonly entryId: string;
  /** What refusals call it. */
  readonly label: string;
  /** Whether judges marked anything of it: without a form an aspect has no mark to change. */
  readonly isMarked: boolean;
};

/** Everything that is wrong with the changes as such. */
export function checkChanges(
  changes: readonly RescoreChange[],
  entries: readonly RescoreEntry[],
  { scheme, rules }: { readonly scheme: MarkingScheme; readonly rules: EventRules },
): readonly Refusal<RescoreRefusal>[] {
  if (changes.length === 0) return [{ code: "rescore-changes-missing" }];
  const known = new Map(entries.map((entry) => [entry.entryId, entry]));
  const seen = new Set<string>();
  return changes.flatMap((change): readonly Refusal<RescoreRefusal>[] => {
    const entry = known.get(change.entryId);
    if (!entry) return [{ code: "rescore-entry-unknown" }];
    const about = { entry: entry.label };
    const key = [change.kind, change.entryId, factOf(change)].join(" ");
    const repeated: Refusal<RescoreRefusal>[] = seen.has(key) ? [{ code: "rescore-change-repeated", params: about }] : [];
    seen.add(key);
    return [...repeated, ...checkChange(change, entry, scheme, rules)];
  });
}

/** @param hasEffect whether the results are different with it */
export function decidePreparing(
  moment: RescoreMoment,
  wrong: readonly Refusal<RescoreRefusal>[],
  hasEffect: boolean,
): Decision<null, RescoreRefusal> {
  const nothing: readonly Refusal<RescoreRefusal>[] =
    wrong.length === 0 && !hasEffect ? [{ code: "rescore-changes-nothing" }] : [];
  return decide([...checkMoment(moment), ...wrong, ...nothing], null);
}

/** A set is applied or dropped as a whole, by another person than the one who prepared it. */
export function decideApplying(
  facts: RescoreMoment & {
    readonly status: RescoreStatus;
    readonly preparedById: string;
    readonly actorId: string;
    /** Of the results that it was prepared on, and of those that stand now. */
    readonly hashBefore: string | null;
    readonly hashNow: string;
    /** How many entries would share a place that the chief judge has not decided. */
    readonly openTies: number;
  },
): Decision<null, RescoreRefusal> {
  if (facts.status !== "prepared") return decide([{ code: "rescore-not-prepared" }], null);
  const refusals: Refusal<RescoreRefusal>[] = [...checkMoment(facts)];
  if (facts.preparedById === facts.actorId) refusals.push({ code: "rescore-same-person" });
  if (facts.hashBefore !== facts.hashNow) refusals.push({ code: "rescore-results-changed" });
  // Before the publication the tie is decided as any other; after it nobody may be left without a place.
  if (facts.openTies > 0 && facts.phase !== "unblinded") {
    refusals.push({ code: "rescore-opens-tie", params: { count: facts.openTies } });
  }
  return decide(refusals, null);
}

export function decideDropping(facts: {
  readonly status: RescoreStatus;
  readonly preparedById: string;
  readonly actorId: string;
}): Decision<null, RescoreRefusal> {
  if (facts.status !== "prepared") return decide([{ code: "rescore-not-prepared" }], null);
  return decide(facts.preparedById === facts.actorId ? [{ code: "rescore-same-person" }] : [], null);
}

/** Only the set that was applied last is reversed, so that what it was applied on comes back to the byte. */
export function decideReversing(
  facts: RescoreMoment & {
    readonly status: RescoreStatus;
    readonly decidedById: string | null;
    readonly actorId: string;
    readonly isLatest: boolean;
  },
): Decision<null, RescoreRefusal> {
  if (facts.status !== "applied") return decide([{ code: "rescore-not-applied" }], null);
  const refusals: Refusal<RescoreRefusal>[] = [...checkMoment(facts)];
  if (facts.decidedById === facts.actorId) refusals.push({ code: "rescore-same-person" });
  if (!facts.isLatest) refusals.push({ code: "rescore-not-latest" });
  return decide(refusals, null);
}

function checkMoment({ phase, competitionPhase }: RescoreMoment): readonly Refusal<RescoreRefusal>[] {
  const refusals: Refusal<RescoreRefusal>[] = isUnblinded(phase) ? [] : [{ code: "rescore-blind" }];
  if (competitionPhase === "final" || competitionPhase === "archived") refusals.push({ code: "competition-over" });
  return refusals;
}

function factOf(change: RescoreChange): string {
  if (change.kind === "aspect") return change.aspectId;
  return change.kind === "component" ? change.component : "";
}

function checkChange(
  change: RescoreChange,
  { label, isMarked }: RescoreEntry,
  scheme: MarkingScheme,
  rules: EventRules,
): readonly Refusal<RescoreRefusal>[] {
  const about = { entry: label };
  switch (change.kind) {
    case "aspect": {
      const { aspectId: aspect, mark } = change;
      const found = listAspects(scheme).find(({ id }) => id === aspect);
      if (!found) return [{ code: "rescore-aspect-unknown", params: { ...about, aspect } }];
      const unmarked: readonly Refusal<RescoreRefusal>[] = isMarked ? [] : [{ code: "rescore-entry-unmarked", params: about }];
      return [...unmarked, ...checkMark(mark, found.maximum, { ...about, of: aspect })];
    }
    case "component": {
      const { component, mark } = change;
      const found = rules.components.find(({ key }) => key === component);
      if (!found) return [{ code: "rescore-component-unknown", params: { ...about, component } }];
      if (found.source === "scheme") {
        return [{ code: "rescore-component-marked-by-judges", params: { ...about, component: found.name } }];
      }
      return checkMark(mark, rules.total, { ...about, of: found.name });
    }
    case "penalty": {
      const maximum = formatHundredths(rules.total);
      return isWithin(change.penalty, rules.total)
        ? []
        : [{ code: "rescore-penalty-out-of-range", params: { ...about, maximum } }];
    }
    case "time":
      return isWithin(change.seconds, LONGEST_SECONDS) ? [] : [{ code: "rescore-time-out-of-range", params: about }];
    case "participation":
      return RULED_PARTICIPATIONS.some((word) => word === change.participation)
        ? []
        : [{ code: "rescore-participation-not-ruled", params: { ...about, participation: change.participation } }];
  }
}

function checkMark(mark: number, maximum: number, about: Readonly<Record<string, string>>): readonly Refusal<RescoreRefusal>[] {
  if (isWithin(mark, maximum)) return [];
  return [{ code: "rescore-mark-out-of-range", params: { ...about, maximum: formatHundredths(maximum) } }];
}

function isWithin(value: number, highest: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= highest;
}
