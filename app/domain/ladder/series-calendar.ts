/** The calendar of a series of competitions: which edition was held when, and which one is due next (Tongzhou (12): every year, every 2 years). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Tier } from "#app/domain/shared/vocabulary.ts";

/** held: final; under-way: running or in publicity; prepared: not begun; due and overdue: by the cadence, and nobody has founded it or held it. */
export const EDITION_STATES = ["held", "under-way", "prepared", "due", "overdue", "expected"] as const;
export type EditionState = (typeof EDITION_STATES)[number];

export type Edition = {
  readonly competitionId: string;
  /** 第几届, 1 and more. */
  readonly edition: number;
  /** The year in Shanghai of its first day. */
  readonly year: number;
  readonly phase: CompetitionPhase;
};

export type CalendarCell = {
  readonly year: number;
  /** Null: nothing is held in that year and nothing asked for. */
  readonly state: EditionState | null;
  /** The competition of that year; null for what is only asked for. */
  readonly competitionId: string | null;
  readonly edition: number | null;
};

export type NextEdition = {
  readonly edition: number;
  /** The year that the cadence asks for. */
  readonly dueIn: number;
  /** The year to hold it in: the due one, or this one when that is over. */
  readonly proposedFor: number;
  readonly state: Extract<EditionState, "due" | "overdue" | "expected">;
};

export type SeriesCalendar = {
  readonly cells: readonly CalendarCell[];
  /** The edition that nobody has founded yet; null without a cadence. */
  readonly next: NextEdition | null;
};

/**
 * The years asked for, in order, and the next edition. The latest edition counts from its year, whether it was held or is being
 * prepared; a series that was never held is due this year. One that is prepared and whose year is over is overdue.
 * @param everyYears 1 and more; null: no cadence is stated, and nothing is due
 */
export function computeCalendar(
  { everyYears, editions }: { readonly everyYears: number | null; readonly editions: readonly Edition[] },
  { thisYear, from, to }: { readonly thisYear: number; readonly from: number; readonly to: number },
): SeriesCalendar {
  const next = findNext(everyYears, editions, thisYear);
  const cells: CalendarCell[] = [];
  for (let year = from; year <= to; year += 1) {
    const held = editions.find((edition) => edition.year === year);
    cells.push(
      held
        ? { year, state: findState(held, thisYear), competitionId: held.competitionId, edition: held.edition }
        : { year, ...findAsked(year, next, everyYears), competitionId: null },
    );
  }
  return { cells, next };
}

function findState({ phase, year }: Edition, thisYear: number): EditionState {
  if (phase === "final" || phase === "archived") return "held";
  if (phase === "running" || phase === "publicity") return "under-way";
  return year < thisYear ? "overdue" : "prepared";
}

function findNext(everyYears: number | null, editions: readonly Edition[], thisYear: number): NextEdition | null {
  if (everyYears === null) return null;
  const latest = editions.reduce<Edition | null>((last, one) => (last === null || one.year > last.year ? one : last), null);
  const dueIn = latest === null ? thisYear : latest.year + everyYears;
  const state = dueIn < thisYear ? "overdue" : dueIn === thisYear ? "due" : "expected";
  return { edition: findNextNumber(editions), dueIn, proposedFor: Math.max(dueIn, thisYear), state };
}

/** One more than the highest; 1 for a series without editions. */
export function findNextNumber(editions: readonly Pick<Edition, "edition">[]): number {
  return editions.reduce((highest, { edition }) => Math.max(highest, edition), 0) + 1;
}

/** The mark of an overdue edition stands in the year that it was due, those expected after it count from the proposed year. */
function findAsked(year: number, next: NextEdition | null, everyYears: number | null): Pick<CalendarCell, "state" | "edition"> {
  if (next === null || everyYears === null) return { state: null, edition: null };
  if (year === next.dueIn) return { state: next.state, edition: next.edition };
  const beyond = year - next.proposedFor;
  if (beyond < 0 || beyond % everyYears !== 0) return { state: null, edition: null };
  const isProposal = beyond === 0;
  return { state: isProposal ? "due" : "expected", edition: isProposal ? next.edition : null };
}

export const EDITION_REFUSALS = [
  "series-unknown",
  "competition-unknown",
  "competition-has-series",
  "edition-number-taken",
  "edition-year-taken",
  "edition-out-of-order",
  "edition-tier-differs",
] as const;
export type EditionRefusal = (typeof EDITION_REFUSALS)[number];

/** Every reason why a competition cannot be this edition of the series; numbers and years rise together. */
export function decideEdition(
  series: { readonly tier: Tier; readonly editions: readonly Pick<Edition, "edition" | "year">[] },
  competition: { readonly tier: Tier; readonly year: number; readonly hasSeries: boolean; readonly edition: number },
): Decision<null, EditionRefusal> {
  const { edition, year } = competition;
  const refusals: Refusal<EditionRefusal>[] = [];
  if (competition.hasSeries) refusals.push({ code: "competition-has-series", params: { field: "competitionId" } });
  if (competition.tier !== series.tier) {
    refusals.push({ code: "edition-tier-differs", params: { field: "competitionId", tier: series.tier } });
  }
  if (series.editions.some((one) => one.edition === edition)) {
    refusals.push({ code: "edition-number-taken", params: { field: "edition", edition } });
  }
  if (series.editions.some((one) => one.year === year)) {
    refusals.push({ code: "edition-year-taken", params: { field: "competitionId", year } });
  }
  const isOutOfOrder = series.editions.some(
    (one) => (one.edition < edition && one.year > year) || (one.edition > edition && one.year < year),
  );
  if (isOutOfOrder) refusals.push({ code: "edition-out-of-order", params: { field: "edition", edition } });
  return decide(refusals, null);
}

export const SERIES_REFUSALS = [
  "series-name-taken",
  "region-unknown",
  "series-region-missing",
  "cadence-unknown",
  "cadence-taken",
] as const;
export type SeriesRefusal = (typeof SERIES_REFUSALS)[number];
