/**
 * The one computation of a round's results, in full from its marks (DOMAIN 6): for boards, pages, publications, jobs and
 * certificates. What the caller may know decides which of the three views he asks for; none of them joins two kinds of code
 * before unblinding.
 */
import { computeAwards } from "#app/domain/awards/awards.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { computeTotal, type Total } from "#app/domain/marking/total.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { EventRules } from "#app/domain/results/rules.ts";
import { computeStandings, type Standing } from "#app/domain/results/standings.ts";
import type { Award, Disclosure, Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getPinnedRound, type PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";
import { type FormRow, listFormStates } from "#app/queries/marking/list-form-states.server.ts";

/** What was earned and where it stands. Only confirmed forms count; `total` is null before the first of them. */
export type Result = Omit<Standing, "entryId" | "eligible"> &
  Pick<Total, "criteria" | "isComplete" | "formsDone" | "formsExpected"> & { readonly award: Award | null };

export type RoundResults<Row> = {
  readonly roundId: string;
  readonly phase: RoundPhase;
  readonly disclosure: Disclosure;
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
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
export async function getRoundResultsByPublicCode(tables: Tables, roundId: string): Promise<RoundResults<ResultByPublicCode>> {
  const { round, parts, forms } = await loadParts(tables, roundId);
  const rows = rank(round, parts, (part) => part.publicCode).flatMap(({ part, result }) =>
    part.publicCode === null ? [] : [{ ...result, publicCode: part.publicCode }],
  );
  return describe(round, forms, rows);
}

/** By entry, all of the round. @throws Error before unblinding: nothing may join an entry and its marks until then. */
export async function getRoundResultsByEntry(tables: Tables, roundId: string): Promise<RoundResults<ResultByEntry>> {
  const { round, parts, forms } = await loadParts(tables, roundId);
  if (!isUnblinded(round.phase)) throw new Error(`Round ${roundId} is in ${round.phase}: its marks are still blind.`);
  const rows = rank(round, parts, (part) => part.entryId).map(({ part, result }) => ({
    ...result,
    entryId: part.entryId,
    eligible: part.eligible,
    code: part.code,
    publicCode: part.publicCode,
  }));
  return describe(round, forms, rows);
}

/** One entry's part in the round with what joins it to marks. It never leaves this file. */
type Part = {
  readonly entryId: string;
  readonly participation: Participation;
  readonly eligible: boolean;
  readonly subjectId: string | null;
  readonly code: string | null;
  readonly publicCode: string | null;
  readonly earned: Total;
};

type Forms = { readonly confirmed: number; readonly all: number };

async function loadParts(tables: Tables, roundId: string): Promise<{ round: PinnedRound; parts: Part[]; forms: Forms }> {
  const round = await getPinnedRound(tables, roundId);
  const [confirmed, all, entries, mappings, subjects] = [
    await listFormStates(tables, round, { status: "confirmed" }),
    await tables.markingForm.count({ where: { roundId } }),
    await tables.roundEntry.findMany({
      where: { roundId },
      select: { entryId: true, participation: true, entry: { select: { eligible: true } } },
    }),
    await tables.blindMapping.findMany({ where: { roundId }, select: { entryId: true, subjectId: true, publicCode: true } }),
    await tables.blindSubject.findMany({ where: { roundId }, select: { id: true, code: true } }),
  ];
  const mappingOf = new Map(mappings.map((mapping) => [mapping.entryId, mapping]));
  const codeOf = new Map(subjects.map((subject) => [subject.id, subject.code]));
  const formsOf = groupBySubject(confirmed);
  const parts = entries.map(({ entryId, participation, entry }): Part => {
    const mapping = mappingOf.get(entryId);
    const forms = mapping ? (formsOf.get(mapping.subjectId) ?? []) : [];
    return {
      entryId,
      participation: participation as Participation,
      eligible: entry.eligible,
      subjectId: mapping?.subjectId ?? null,
      code: mapping ? (codeOf.get(mapping.subjectId) ?? null) : null,
      publicCode: mapping?.publicCode ?? null,
      earned: computeTotal(
        round.scheme,
        forms.map(({ state }) => state),
      ),
    };
  });
  return { round, parts, forms: { confirmed: confirmed.length, all } };
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
  const standings = computeStandings(
    [...byName].map(([name, part]) => ({
      entryId: name,
      status: part.participation,
      eligible: part.eligible,
      total: part.earned.formsDone === 0 ? null : part.earned.total,
      criteria: part.earned.criteria,
    })),
    round.rules,
  );
  const awards = computeAwards(standings, round.rules.award);
  return standings.map(({ entryId: name, eligible: _eligible, ...standing }) => {
    const part = byName.get(name) as Part;
    const { criteria, isComplete, formsDone, formsExpected } = part.earned;
    return { part, result: { ...standing, criteria, isComplete, formsDone, formsExpected, award: awards.get(name) ?? null } };
  });
}

function describe<Row>(round: PinnedRound, forms: Forms, rows: readonly Row[]): RoundResults<Row> {
  const { roundId, phase, disclosure, rules, scheme } = round;
  return { roundId, phase, disclosure, rules, scheme, confirmedForms: forms.confirmed, forms: forms.all, rows };
}
