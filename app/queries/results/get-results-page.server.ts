/** The office's results of one round: by review code while marks are blind, by name after unblinding (DOMAIN 4 and 6). */
import { computeRoundConditions, isUnblinded, type RoundAct, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import { computeGoingOnChange, decideGoingOnChange, type GoingOnView } from "#app/domain/results/going-on-change.ts";
import type { Separation } from "#app/domain/results/standings.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Award, Disclosure, Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { findNextRound } from "#app/queries/results/find-next-round.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import {
  getRoundResultsByCode,
  getRoundResultsByEntry,
  type Result,
  type ResultByEntry,
} from "#app/queries/results/get-round-results.server.ts";

/** What set an entry apart from others of the same total: the chief judge's decision, or its mark in a criterion. */
export type TieBreakUsed =
  | { readonly by: "chief" }
  | { readonly by: "criterion"; readonly id: string; readonly name: string; readonly mark: number };

export type ResultsRow = {
  /** Review code; null for an entry that was never coded. */
  readonly code: string | null;
  readonly status: Participation;
  readonly place: number | null;
  readonly total: number | null;
  readonly tied: boolean;
  readonly openTie: boolean;
  readonly tieBreak: TieBreakUsed | null;
  readonly award: Award | null;
  readonly formsDone: number;
  readonly formsExpected: number;
};

export type NamedResultsRow = ResultsRow & {
  readonly entryId: string;
  readonly eligible: boolean;
  /** Whether it goes on by these results; null in the last round. */
  readonly goesOn: boolean | null;
  readonly publicCode: string | null;
  readonly entrantNumber: string | null;
  readonly names: readonly string[];
  readonly delegation: { readonly name: string; readonly nameEn: string };
};

export type ResultsPage = {
  readonly event: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly phase: RoundPhase;
  /** Who goes on to the next round; null in the last. */
  readonly goingOn: GoingOnView | null;
  readonly disclosure: Disclosure;
  readonly confirmed: number;
  readonly forms: number;
  /** Marks of the whole scheme; null before judging. */
  readonly maximum: number | null;
  readonly publication: {
    /** ISO. */
    readonly publishedAt: string;
    readonly closesAt: string;
    readonly hash: string;
  } | null;
  /** What leads on from this phase on this page; null where nothing does. */
  readonly next: { readonly act: "publish-on-site" | "settle-round"; readonly conditions: readonly RoundCondition[] } | null;
  /** `none` before judging; `codes` while marks are blind, with nothing in it that says whose they are. */
  readonly results:
    | { readonly kind: "none" }
    | { readonly kind: "codes"; readonly rows: readonly ResultsRow[] }
    | { readonly kind: "names"; readonly rows: readonly NamedResultsRow[] };
};

/** @throws Error when there is no such round. */
export async function getResultsPage(runtime: Runtime, actor: Actor, roundId: string): Promise<ResultsPage> {
  const { read } = runtime.database;
  const { facts, eventId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      rounds: {
        where: { id: roundId },
        select: { disclosure: true, goingOn: true, publications: { where: { kind: "on-site" } } },
      },
    },
  });
  const round = event.rounds[0];
  const publication = round?.publications[0];
  const act = findNextAct(facts.phase);
  const results = await readResults(runtime, roundId, facts.phase);
  return {
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    phase: facts.phase,
    goingOn: await describeGoingOn(runtime, roundId, {
      rule: (round?.goingOn ?? null) as unknown as GoingOn | null,
      phase: facts.phase,
      rows: results.kind === "names" ? results.rows : null,
    }),
    disclosure: (round?.disclosure ?? "closed") as Disclosure,
    confirmed: facts.confirmedForms,
    forms: facts.forms,
    maximum: facts.phase === "draw" ? null : (facts.rules?.total ?? null),
    publication: publication
      ? {
          publishedAt: publication.publishedAt.toISOString(),
          closesAt: publication.closesAt.toISOString(),
          hash: publication.resultsHash,
        }
      : null,
    next: act && { act, conditions: computeRoundConditions(act, facts, actor.userId) },
    results,
  };
}

function findNextAct(phase: RoundPhase): Extract<RoundAct, "publish-on-site" | "settle-round"> | null {
  if (phase === "unblinded") return "publish-on-site";
  return phase === "published" ? "settle-round" : null;
}

async function describeGoingOn(
  runtime: Runtime,
  roundId: string,
  { rule, phase, rows }: { rule: GoingOn | null; phase: RoundPhase; rows: readonly NamedResultsRow[] | null },
): Promise<GoingOnView | null> {
  const next = await findNextRound(runtime.database.read, roundId);
  if (next === null || rule === null) return null;
  const going = (rows ?? []).filter(({ goesOn }) => goesOn);
  const change = computeGoingOnChange(
    next.entries,
    going.map(({ entryId }) => entryId),
  );
  const numberOf = new Map((rows ?? []).map(({ entryId, entrantNumber }) => [entryId, entrantNumber ?? ""]));
  const numbers = (ids: readonly string[]) => ids.map((id) => numberOf.get(id) ?? "").sort(compareText);
  const isChanged = phase === "settled" && change.missing.length + change.surplus.length > 0;
  const decided = decideGoingOnChange({ phase, next, change });
  return {
    rule,
    next: { number: next.number, kind: next.kind },
    numbers: rows && going.map(({ entrantNumber }) => entrantNumber ?? ""),
    change: isChanged
      ? { missing: numbers(change.missing), surplus: numbers(change.surplus), unmet: decided.ok ? [] : decided.refusals }
      : null,
  };
}

async function readResults(runtime: Runtime, roundId: string, phase: RoundPhase): Promise<ResultsPage["results"]> {
  if (phase === "draw") return { kind: "none" };
  const { read } = runtime.database;
  if (!isUnblinded(phase)) {
    const { rows, scheme } = await getRoundResultsByCode(read, roundId);
    const nameOf = namesOf(scheme.criteria);
    return { kind: "codes", rows: rows.map((row) => toRow(row, row.code, nameOf)) };
  }
  const { rows, scheme } = await getRoundResultsByEntry(read, roundId);
  return { kind: "names", rows: await addNames(runtime, rows, namesOf(scheme.criteria)) };
}

type NameOf = (criterion: string) => string;

function namesOf(criteria: readonly { readonly id: string; readonly name: string }[]): NameOf {
  const names = new Map(criteria.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

async function addNames(runtime: Runtime, rows: readonly ResultByEntry[], nameOf: NameOf): Promise<NamedResultsRow[]> {
  const ids = rows.map(({ entryId }) => entryId);
  const holders = await listEntryHolders(runtime, ids);
  const entries = await runtime.database.read.entry.findMany({
    where: { id: { in: ids } },
    select: { id: true, entrantNumber: true, delegation: { select: { name: true, nameEn: true } } },
  });
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return rows.map((row) => ({
    ...toRow(row, row.code, nameOf),
    entryId: row.entryId,
    eligible: row.eligible,
    goesOn: row.goesOn,
    publicCode: row.publicCode,
    entrantNumber: known.get(row.entryId)?.entrantNumber ?? null,
    names: (holders.get(row.entryId) ?? []).map(({ name }) => name),
    delegation: known.get(row.entryId)?.delegation ?? { name: "", nameEn: "" },
  }));
}

function toRow(result: Result, code: string | null, nameOf: NameOf): ResultsRow {
  const { status, place, total, tied, openTie, award, formsDone, formsExpected } = result;
  const tieBreak = describeTieBreak(result.separatedBy, result.criteria, nameOf);
  return { code, status, place, total, tied, openTie, tieBreak, award, formsDone, formsExpected };
}

function describeTieBreak(used: Separation | null, criteria: Result["criteria"], nameOf: NameOf): TieBreakUsed | null {
  if (used === null || used.by === "chief") return used;
  return { by: "criterion", id: used.id, name: nameOf(used.id), mark: criteria[used.id] ?? 0 };
}
