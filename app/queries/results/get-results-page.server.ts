/** The office's results of one round: by review code while marks are blind, by name after unblinding (DOMAIN 4 and 6). */

import { type MarkingScheme, withoutAspects } from "#app/domain/marking/scheme.ts";
import { computeRoundConditions, isUnblinded, type RoundAct, type RoundCondition } from "#app/domain/phases/round-phases.ts";
import type { TieView } from "#app/domain/results/explanation-view.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import { computeGoingOnChange, decideGoingOnChange, type GoingOnView } from "#app/domain/results/going-on-change.ts";
import type { EventRules, TieBreak } from "#app/domain/results/rules.ts";
import { type ChiefTie, findTieBreakValue, listChiefTies } from "#app/domain/results/tie-decision.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Award, Disclosure, Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getBlindSight } from "#app/queries/blinding/get-blind-sight.server.ts";
import { findFreeze } from "#app/queries/board/find-freeze.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";
import { findNextRound } from "#app/queries/results/find-next-round.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import {
  getRoundResultsByCode,
  getRoundResultsByEntry,
  type Result,
  type ResultByEntry,
} from "#app/queries/results/get-round-results.server.ts";

/** What set an entry apart from others of the same total, and its value of that: hundredths, or seconds. */
export type TieBreakUsed =
  | { readonly by: "chief" }
  | { readonly by: "tie-break"; readonly tieBreak: TieBreak; readonly value: number | null };

export type ResultsRow = {
  /** Review code; null for an entry that was never coded. */
  readonly code: string | null;
  readonly status: Participation;
  readonly place: number | null;
  readonly total: number | null;
  readonly tied: boolean;
  readonly openTie: boolean;
  readonly scaleScore: number | null;
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
  /** Who holds the public board as it was at a moment (ISO), and why; null where nobody does. */
  readonly freeze: { readonly frozenAt: string; readonly by: string; readonly reason: string } | null;
  readonly confirmed: number;
  readonly forms: number;
  /** Marks of the whole scheme; null before judging. */
  readonly maximum: number | null;
  readonly publication: {
    /** ISO. */
    readonly publishedAt: string;
    readonly closesAt: string;
    readonly hash: string;
    /** From 1; higher after results had changed. */
    readonly version: number;
  } | null;
  /** What leads on from this phase on this page; null where nothing does. */
  readonly next: { readonly act: "publish-on-site" | "settle-round"; readonly conditions: readonly RoundCondition[] } | null;
  /** Whether this reader sees nothing by code, because he knows whose codes these are. */
  readonly isWithheld: boolean;
  /** `none` before judging; `codes` while marks are blind, with nothing in it that says whose they are. */
  readonly results:
    | { readonly kind: "none" }
    | { readonly kind: "codes"; readonly rows: readonly ResultsRow[] }
    | { readonly kind: "names"; readonly rows: readonly NamedResultsRow[]; readonly ties: readonly TieView[] };
  /** Name what tie-breaks compare; null before judging. */
  readonly names: { readonly rules: EventRules; readonly scheme: MarkingScheme } | null;
};

/** @throws Error when there is no such round. */
export async function getResultsPage(runtime: Runtime, actor: Actor, roundId: string): Promise<ResultsPage> {
  const { read } = runtime.database;
  const { facts, eventId, competitionId } = await getRoundFacts(read, roundId, runtime.clock.now());
  const scope = { competitionId, eventId, delegationId: null };
  const { marksByCode } = await getBlindSight(runtime, actor, { roundId, scope });
  const event = await read.event.findUniqueOrThrow({
    where: { id: eventId },
    select: {
      code: true,
      name: true,
      nameEn: true,
      rounds: {
        where: { id: roundId },
        select: {
          disclosure: true,
          goingOn: true,
          publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1 },
        },
      },
    },
  });
  const round = event.rounds[0];
  const publication = round?.publications[0];
  const act = findNextAct(facts.phase);
  const { results, names } = marksByCode ? await readResults(runtime, roundId, facts.phase) : NOTHING_YET;
  return {
    event: { code: event.code, name: event.name, nameEn: event.nameEn },
    phase: facts.phase,
    goingOn: await describeGoingOn(runtime, roundId, {
      rule: (round?.goingOn ?? null) as unknown as GoingOn | null,
      phase: facts.phase,
      rows: results.kind === "names" ? results.rows : null,
    }),
    disclosure: (round?.disclosure ?? "closed") as Disclosure,
    freeze: await describeFreeze(runtime, roundId),
    confirmed: facts.confirmedForms,
    forms: facts.forms,
    maximum: facts.phase === "draw" ? null : (facts.rules?.total ?? null),
    publication: publication
      ? {
          publishedAt: publication.publishedAt.toISOString(),
          closesAt: publication.closesAt.toISOString(),
          hash: publication.resultsHash,
          version: publication.version,
        }
      : null,
    next: act && { act, conditions: computeRoundConditions(act, facts, actor.userId) },
    isWithheld: !marksByCode && facts.phase !== "draw",
    results,
    names,
  };
}

async function describeFreeze({ database }: Runtime, roundId: string): Promise<ResultsPage["freeze"]> {
  const freeze = await findFreeze(database.read, roundId);
  if (freeze === null) return null;
  const { frozenAt, frozenById, reason } = freeze;
  const user = await database.read.user.findUnique({ where: { id: frozenById }, select: { displayName: true } });
  return { frozenAt: frozenAt.toISOString(), by: user?.displayName ?? "", reason };
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

const NOTHING_YET = { results: { kind: "none" }, names: null } as const;

async function readResults(
  runtime: Runtime,
  roundId: string,
  phase: RoundPhase,
): Promise<Pick<ResultsPage, "results" | "names">> {
  if (phase === "draw") return NOTHING_YET;
  const { read } = runtime.database;
  if (!isUnblinded(phase)) {
    const { rows, rules, scheme } = await getRoundResultsByCode(read, roundId);
    const names = { rules, scheme: withoutAspects(scheme) };
    return { results: { kind: "codes", rows: rows.map((row) => toRow(row, row.code)) }, names };
  }
  const { rows, rules, scheme } = await getRoundResultsByEntry(read, roundId);
  const named = await addNames(runtime, rows);
  const ties = await listTies(runtime, roundId, listChiefTies(rows, rules), named);
  return { results: { kind: "names", rows: named, ties }, names: { rules, scheme: withoutAspects(scheme) } };
}

async function listTies(
  runtime: Runtime,
  roundId: string,
  ties: readonly ChiefTie[],
  rows: readonly NamedResultsRow[],
): Promise<readonly TieView[]> {
  const decisions = await runtime.database.read.tieDecision.findMany({
    where: { roundId, voidedAt: null },
    select: { entryIds: true, reason: true },
  });
  const rowOf = new Map(rows.map((row) => [row.entryId, row]));
  return ties.map(({ place, entryIds, isOpen }) => ({
    place,
    isOpen,
    reason: decisions.find((decision) => (decision.entryIds as string[]).some((id) => entryIds.includes(id)))?.reason ?? "",
    entries: entryIds.map((entryId) => {
      const row = rowOf.get(entryId);
      const who = [...(row?.names ?? []), row?.entrantNumber].filter((word) => word).join(" ");
      return { entryId, who, place: row?.place ?? place };
    }),
  }));
}

async function addNames(runtime: Runtime, rows: readonly ResultByEntry[]): Promise<NamedResultsRow[]> {
  const ids = rows.map(({ entryId }) => entryId);
  const holders = await listEntryHolders(runtime, ids);
  const entries = await runtime.database.read.entry.findMany({
    where: { id: { in: ids } },
    select: { id: true, entrantNumber: true, delegation: { select: { name: true, nameEn: true } } },
  });
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return rows.map((row) => ({
    ...toRow(row, row.code),
    entryId: row.entryId,
    eligible: row.eligible,
    goesOn: row.goesOn,
    publicCode: row.publicCode,
    entrantNumber: known.get(row.entryId)?.entrantNumber ?? null,
    names: (holders.get(row.entryId) ?? []).map(({ name }) => name),
    delegation: known.get(row.entryId)?.delegation ?? { name: "", nameEn: "" },
  }));
}

function toRow(result: Result, code: string | null): ResultsRow {
  const { status, place, total, tied, openTie, scaleScore, award, formsDone, formsExpected, separatedBy: used } = result;
  const tieBreak: TieBreakUsed | null =
    used === null || used.by === "chief" ? used : { by: "tie-break", tieBreak: used, value: findTieBreakValue(used, result) };
  return { code, status, place, total, tied, openTie, scaleScore, tieBreak, award, formsDone, formsExpected };
}
