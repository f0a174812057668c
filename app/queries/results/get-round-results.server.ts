/**
 * The one computation of a round's results, in full from its marks (DOMAIN 6): for boards, pages, publications, jobs and
 * certificates. What the caller may know decides which of the three views he asks for; none of them joins two kinds of code
 * before unblinding, and what is recorded of people rather than codes (marks out of files, the hall's record, the chief judge's
 * decisions, rulings) counts from unblinding on.
 */
import { computeSchemeMaximum, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Total } from "#app/domain/marking/total.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { computeResults, type EntryMarks, type EntryOutcome } from "#app/domain/results/compute-results.ts";
import { computeEntryMarks, type EntryFacts } from "#app/domain/results/entry-facts.ts";
import { type Explanation, explainResult } from "#app/domain/results/explain-result.ts";
import { computeGoingOn } from "#app/domain/results/going-on.ts";
import { gatherRescored, NOTHING_RESCORED } from "#app/domain/results/rescore.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { type Hundredths, hundredths } from "#app/domain/shared/units.ts";
import type { Disclosure, Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, type FormStateMemory, listFormStates } from "#app/queries/marking/list-form-states.server.ts";
import { listEntryFacts } from "#app/queries/results/list-entry-facts.server.ts";

/** What was earned and where it stands. Only confirmed forms count; `total` is null before anything of it is known. */
export type Result = Omit<EntryOutcome, "entryId" | "eligible"> &
  Pick<Total, "criteria" | "modules" | "isComplete" | "formsDone" | "formsExpected">;

export type RoundResults<Row> = {
  readonly roundId: string;
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  readonly isLast: boolean;
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
  /** What a total can be at most in this view. */
  readonly maximum: Hundredths;
  readonly confirmedForms: number;
  readonly forms: number;
  /** In the order of places; equals in the order of what this view calls them. */
  readonly rows: readonly Row[];
};

export type ResultByCode = Result & { readonly subjectId: string; readonly code: string };
export type ResultByPublicCode = Result & { readonly publicCode: string };
export type ResultByEntry = Result & {
  readonly entryId: string;
  readonly eligible: boolean;
  /** Null for an entry that was never coded: it did not check in. */
  readonly code: string | null;
  readonly publicCode: string | null;
  /** Whether its place takes it to the next round; null in the last. */
  readonly goesOn: boolean | null;
};

/** For marking roles and offices while marks are blind: by review code, of those who have one. */
export async function getRoundResultsByCode(tables: Tables, roundId: string): Promise<RoundResults<ResultByCode>> {
  const { round, parts, forms } = await loadParts(tables, roundId);
  const rows = rank(round, parts, (part) => part.code).flatMap(({ part, result }) =>
    part.subjectId === null || part.code === null ? [] : [{ ...result, subjectId: part.subjectId, code: part.code }],
  );
  return describe(round, forms, rows);
}

/** For public boards: by public code, of those who have one. */
export async function getRoundResultsByPublicCode(
  tables: Tables,
  roundId: string,
  memory?: FormStateMemory,
): Promise<RoundResults<ResultByPublicCode>> {
  const { round, parts, forms } = await loadParts(tables, roundId, [], memory);
  const rows = rank(round, parts, (part) => part.publicCode).flatMap(({ part, result }) =>
    part.publicCode === null ? [] : [{ ...result, publicCode: part.publicCode }],
  );
  return describe(round, forms, rows);
}

/**
 * By entry, all of the round.
 * @param more a re-score set that was not applied yet, to see what it would do
 * @throws Error before unblinding: nothing may join an entry and its marks until then.
 */
export async function getRoundResultsByEntry(
  tables: Tables,
  roundId: string,
  more: Parameters<typeof gatherRescored>[0] = [],
): Promise<RoundResults<ResultByEntry>> {
  const { round, parts, forms } = await loadParts(tables, roundId, more);
  if (!isUnblinded(round.phase)) throw new Error(`Round ${roundId} is in ${round.phase}: its marks are still blind.`);
  const ranked = rank(round, parts, (part) => part.entryId).map(({ part, result }) => ({
    ...result,
    entryId: part.entryId,
    eligible: part.eligible,
    code: part.code,
    publicCode: part.publicCode,
  }));
  const goingOn = round.isLast || round.goingOn === null ? null : new Set(computeGoingOn(ranked, round.goingOn));
  const rows = ranked.map((row) => ({ ...row, goesOn: goingOn?.has(row.entryId) ?? null }));
  return describe(round, forms, rows);
}

/** Whose result is to be explained: by review code while marks are blind, by entry from unblinding on. */
export type Explained = { readonly by: "code"; readonly code: string } | { readonly by: "entry"; readonly entryId: string };

export type RoundExplanation = {
  /** Entries stand in it as the view calls them: by code or by entry id. */
  readonly explanation: Explanation;
  readonly round: PinnedRound;
  readonly maximum: Hundredths;
  readonly code: string | null;
  readonly status: Participation;
  /** By sub-criterion id, of the forms that count. */
  readonly formIds: ReadonlyMap<string, string>;
};

/**
 * Why one result of the round is what it is; null where the round has none by that word.
 * @throws Error by entry before unblinding: nothing may join an entry and its marks until then.
 */
export async function explainRoundResult(tables: Tables, roundId: string, who: Explained): Promise<RoundExplanation | null> {
  const { round, parts, rescored } = await loadParts(tables, roundId);
  if (who.by === "entry" && !isUnblinded(round.phase)) {
    throw new Error(`Round ${roundId} is in ${round.phase}: its marks are still blind.`);
  }
  const nameOf = (part: Part) => (who.by === "code" ? part.code : part.entryId) ?? `uncoded ${part.entryId}`;
  const wanted = who.by === "code" ? who.code : who.entryId;
  const own = parts.find((part) => (who.by === "code" ? part.code : part.entryId) === wanted);
  if (!own) return null;
  const ruled = new Map(parts.map((part) => [nameOf(part), rescored.get(part.entryId) ?? NOTHING_RESCORED]));
  const explanation = explainResult(
    {
      entries: parts.map((part) => ({ ...part.facts, entryId: nameOf(part) })),
      scheme: round.scheme,
      rules: rulesOfView(round),
      ruled: (name) => ruled.get(name) ?? NOTHING_RESCORED,
      givesAwards: round.isLast && isAwardKnown(round),
    },
    nameOf(own),
    own.forms.map(({ state }) => state),
  );
  return {
    explanation,
    round,
    maximum: describe(round, { confirmed: 0, all: 0 }, []).maximum,
    code: own.code,
    status: own.marks.status,
    formIds: new Map(own.forms.map(({ subCriterionId, formId }) => [subCriterionId, formId])),
  };
}

/** One entry's part in the round with what joins it to marks. It never leaves this file. */
type Part = {
  readonly entryId: string;
  readonly eligible: boolean;
  readonly subjectId: string | null;
  readonly code: string | null;
  readonly publicCode: string | null;
  readonly facts: EntryFacts;
  /** Those that count. */
  readonly forms: readonly FormRow[];
  readonly earned: Total;
  readonly marks: EntryMarks;
};

type Forms = { readonly confirmed: number; readonly all: number };

async function loadParts(
  tables: Tables,
  roundId: string,
  more: Parameters<typeof gatherRescored>[0] = [],
  memory?: FormStateMemory,
): Promise<{ round: PinnedRound; parts: Part[]; forms: Forms; rescored: ReturnType<typeof gatherRescored> }> {
  const round = await getPinnedRound(tables, roundId);
  const [confirmed, all, entries, mappings, subjects] = [
    await listFormStates(tables, round, { status: "confirmed" }, memory),
    await tables.markingForm.count({ where: { roundId } }),
    await tables.roundEntry.findMany({
      where: { roundId },
      select: { entryId: true, participation: true, entry: { select: { eligible: true } } },
    }),
    await tables.blindMapping.findMany({ where: { roundId }, select: { entryId: true, subjectId: true, publicCode: true } }),
    await tables.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } }),
  ];
  const known = isUnblinded(round.phase) ? await listEntryFacts(tables, roundId) : null;
  const rescored = gatherRescored([...(known?.rescoreSets ?? []), ...more]);
  const mappingOf = new Map(mappings.map((mapping) => [mapping.entryId, mapping]));
  const codeOf = new Map(subjects.map((subject) => [subject.id, subject.code]));
  const formsOf = groupBySubject(confirmed);
  const parts = entries.map(({ entryId, participation, entry }): Part => {
    const mapping = mappingOf.get(entryId);
    const own = mapping ? (formsOf.get(mapping.subjectId) ?? []) : [];
    const facts: EntryFacts = {
      entryId,
      // By code everyone who has one takes part, until unblinding: who withdrew or was disqualified is known in the hall by his seat.
      participation: known === null && mapping ? "checked-in" : (participation as Participation),
      // So may everyone win a prize by code: who is out of it is known by name.
      eligible: known === null ? true : entry.eligible,
      forms: own.map(({ state }) => state),
      fileMarks: known?.fileMarks.get(entryId) ?? {},
      hallRecord: known?.hallRecords.get(entryId) ?? [],
      ...(known?.chiefOrders.get(entryId) ?? { chiefOrder: null }),
    };
    return {
      entryId,
      eligible: entry.eligible,
      subjectId: mapping?.subjectId ?? null,
      code: mapping ? (codeOf.get(mapping.subjectId) ?? null) : null,
      publicCode: mapping?.publicCode ?? null,
      facts,
      forms: own,
      ...computeEntryMarks(facts, round.scheme, rescored.get(entryId) ?? NOTHING_RESCORED),
    };
  });
  return { round, parts, forms: { confirmed: confirmed.length, all }, rescored };
}

function groupBySubject(forms: readonly FormRow[]): ReadonlyMap<string, readonly FormRow[]> {
  const groups = new Map<string, FormRow[]>();
  for (const form of forms) {
    const group = groups.get(form.subjectId);
    if (group) group.push(form);
    else groups.set(form.subjectId, [form]);
  }
  return groups;
}

/**
 * Ranks by what the view calls an entry, because equals stand in the order of that word: in the order of entry ids a blind
 * list would tell who registered first.
 */
function rank(
  round: PinnedRound,
  parts: readonly Part[],
  nameOf: (part: Part) => string | null,
): readonly { readonly part: Part; readonly result: Result }[] {
  // Those without a code have to be ranked with the others, because the base of shares may count them.
  const byName = new Map(parts.map((part) => [nameOf(part) ?? `uncoded ${part.entryId}`, part]));
  const outcomes = computeResults(
    [...byName].map(([name, part]) => ({ ...part.marks, entryId: name })),
    rulesOfView(round),
    { givesAwards: round.isLast && isAwardKnown(round) },
  );
  return outcomes.map(({ entryId: name, eligible: _eligible, ...outcome }) => {
    const part = byName.get(name) as Part;
    const { criteria, modules, isComplete, formsDone, formsExpected } = part.earned;
    return { part, result: { ...outcome, criteria, modules, isComplete, formsDone, formsExpected } };
  });
}

/** While marks are blind nothing is known of the components that come out of files: the marks of the scheme are added. */
function rulesOfView({ phase, rules }: PinnedRound): EventRules {
  return isUnblinded(phase) ? rules : { ...rules, components: [] };
}

/** Whether an award can be told at all: not from a part of the components. */
function isAwardKnown({ phase, rules }: PinnedRound): boolean {
  return isUnblinded(phase) || rules.components.length === 0;
}

function describe<Row>(round: PinnedRound, forms: Forms, rows: readonly Row[]): RoundResults<Row> {
  const { roundId, phase, disclosure, isLast, rules, scheme } = round;
  const maximum = isUnblinded(phase) || rules.components.length === 0 ? rules.total : computeSchemeMaximum(scheme);
  return {
    roundId,
    phase,
    disclosure,
    isLast,
    rules,
    scheme,
    maximum: hundredths(maximum),
    confirmedForms: forms.confirmed,
    forms: forms.all,
    rows,
  };
}
