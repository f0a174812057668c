/** What the shape of a document does not say: that its results follow from its marks, and that nothing in it contradicts the rest. */
import type { InterchangeFault } from "#app/domain/interchange/faults.ts";
import {
  compareStated,
  type FactsOfRound,
  type RecomputedResult,
  recomputeResults,
  toHundredths,
} from "#app/domain/interchange/recompute.ts";
import { listSubCriteria } from "#app/domain/marking/scheme.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { Hundredths } from "#app/domain/shared/units.ts";
import { toChange } from "./changes.ts";
import type { EventInDocument, RoundInDocument } from "./competition-part.ts";
import type { CompetitionDocument } from "./document.ts";
import type { Path } from "./field.ts";

/** References are looked at elsewhere (`writePart`): where some are broken, results are not computed. */
export function checkDocument(document: CompetitionDocument): readonly InterchangeFault[] {
  const { competition, persons, personalData } = document;
  const faults: InterchangeFault[] = [];
  for (const [index, { document: shown, telephone, birthDate }] of persons.entries()) {
    if (personalData === "withheld" && (shown !== null || telephone !== "" || birthDate !== null)) {
      faults.push({ path: ["persons", index], code: "personal-data-withheld" });
    }
  }
  const numbers = new Map<string, Set<number>>();
  for (const [at, event] of competition.events.entries()) {
    numbers.set(event.id ?? "", new Set(event.rounds.map(({ number }) => number)));
    for (const [index, round] of event.rounds.entries()) {
      faults.push(...checkRound(event, round, ["competition", "events", at, "rounds", index]));
    }
  }
  for (const [index, { round }] of competition.appeals.entries()) {
    if (numbers.get(round.event)?.has(round.number)) continue;
    faults.push({ path: ["competition", "appeals", index, "round"], code: "round-unknown", params: { number: round.number } });
  }
  return faults;
}

function checkRound(event: EventInDocument, round: RoundInDocument, path: Path): readonly InterchangeFault[] {
  const faults: InterchangeFault[] = [];
  const { scheme } = findPinned(event, round);
  const isOpen = isUnblinded(round.phase);
  if (round.phase !== "draw") {
    for (const what of ["rules", "scheme"] as const) {
      if (round[what] === null) faults.push({ path: [...path, what], code: "pinned-missing", params: { phase: round.phase } });
    }
  }
  if (!isOpen && (round.works.length > 0 || round.forms.length > 0)) {
    const list = round.works.length > 0 ? "works" : "forms";
    faults.push({ path: [...path, list], code: "still-blind", params: { phase: round.phase } });
  }
  if (!isOpen && round.results !== null) faults.push({ path: [...path, "results"], code: "results-too-early" });
  if (isOpen && round.results === null) faults.push({ path: [...path, "results"], code: "results-missing" });
  const attending = new Set(round.participations.map(({ entry }) => entry));
  for (const [index, { entry }] of round.works.entries()) {
    if (attending.has(entry)) continue;
    faults.push({ path: [...path, "works", index, "entry"], code: "work-without-participation", params: { entry } });
  }
  const marked = new Set(scheme ? listSubCriteria(scheme).map(({ id }) => id) : []);
  for (const [index, { subCriterion }] of round.forms.entries()) {
    if (!scheme || marked.has(subCriterion)) continue;
    faults.push({
      path: [...path, "forms", index, "subCriterion"],
      code: "sub-criterion-unknown",
      params: { id: subCriterion },
    });
  }
  if (faults.length > 0 || round.results === null) return faults;
  return compareResults(event, round, path);
}

function compareResults(event: EventInDocument, round: RoundInDocument, path: Path): readonly InterchangeFault[] {
  let computed: readonly RecomputedResult[];
  try {
    computed = computeResultsOf(event, round);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ path: [...path, "results"], code: "results-not-computable", params: { why: error.message } }];
  }
  return compareStated(round.results ?? [], computed).map(({ index, field, stated, computed: own }): InterchangeFault => {
    if (index === null) return { path: [...path, "results"], code: "result-left-out", params: { entry: own } };
    if (field === "entry") {
      return { path: [...path, "results", index, "entry"], code: "result-of-nobody", params: { entry: stated } };
    }
    return { path: [...path, "results", index, field], code: "result-differs", params: { stated, computed: own } };
  });
}

/** @throws RangeError where the marks do not fit the scheme. */
export function computeResultsOf(event: EventInDocument, round: RoundInDocument): RecomputedResult[] {
  const facts = toFacts(event, round);
  return facts === null ? [] : recomputeResults(facts);
}

function findPinned(event: EventInDocument, round: RoundInDocument) {
  return {
    rules: event.rules.find(({ id }) => id === round.rules)?.content ?? null,
    scheme: event.schemes.find(({ id }) => id === round.scheme)?.content ?? null,
  };
}

function toFacts(event: EventInDocument, round: RoundInDocument): FactsOfRound | null {
  const { rules, scheme } = findPinned(event, round);
  if (!rules || !scheme) return null;
  const eligible = new Map(event.entries.map(({ id, eligible }) => [id, eligible]));
  const entryOf = new Map(round.works.map(({ id, entry }) => [id, entry]));
  const teams = new Map(round.panels.map(({ id, judges }) => [id, judges.map(({ judge }) => judge)]));
  const files = round.componentFiles.filter(({ confirmedAt, droppedAt }) => confirmedAt !== null && droppedAt === null);
  const fileMarks = new Map<string, ReadonlyMap<string, Hundredths>>();
  for (const { component, marks } of sortBy(files, ({ confirmedAt }) => confirmedAt ?? "")) {
    fileMarks.set(component, new Map(marks.map(({ entry, mark }) => [entry, toHundredths(mark)])));
  }
  return {
    rules,
    scheme,
    isLast: event.rounds.every(({ number }) => number <= round.number),
    goingOn: round.goingOn,
    entries: round.participations.map(({ entry, participation }) => ({
      entry,
      participation,
      eligible: eligible.get(entry) ?? true,
    })),
    forms: round.forms.flatMap(({ work, subCriterion, panel, status, revisions }) => {
      const entry = entryOf.get(work);
      if (status !== "confirmed" || entry === undefined) return [];
      const own = revisions.map(({ sequence, aspect, judge, scoreRound, value }) => {
        return { sequence, aspectId: aspect, judgeId: judge, scoreRound, value };
      });
      return [{ entry, subCriterion, team: teams.get(panel) ?? [], revisions: own }];
    }),
    fileMarks,
    hallRecord: sortBy(
      round.hallRecord.filter(({ voidedAt }) => voidedAt === null),
      ({ at }) => at,
    ).map(({ entry, kind, at, seconds, penalty }) => ({ entry, kind, at: Date.parse(at), seconds, penalty })),
    tieDecisions: sortBy(
      round.tieDecisions.filter(({ voidedAt }) => voidedAt === null),
      ({ at }) => at,
    ).map(({ order }) => order),
    rescoreSets: [...round.rescoreSets]
      .filter(({ status }) => status === "applied")
      .sort((one, other) => (one.sequence ?? 0) - (other.sequence ?? 0))
      .map(({ changes }) => changes.map((change) => toChange(change, change.entry))),
  };
}

/** Moments of one spelling sort as text. */
function sortBy<Item>(list: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...list].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
}
