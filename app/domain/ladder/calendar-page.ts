/** What the calendar of the ladder shows, as plain data. */
import type { CalendarCell, NextEdition } from "#app/domain/ladder/series-calendar.ts";
import type { PolicyCadence, PolicyDocument } from "#app/domain/policy/pack.ts";
import type { CompetitionPhase, Sphere, Tier } from "#app/domain/shared/vocabulary.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** A cadence as its document states it. */
export type CadenceView = Pick<PolicyCadence, "clause" | "text" | "everyYears"> & {
  readonly document: Pick<PolicyDocument, "title" | "titleEn" | "number" | "issuer" | "status">;
};

export type CalendarEdition = Named & {
  readonly competitionId: string;
  readonly code: string;
  readonly phase: CompetitionPhase;
  readonly edition: number;
  readonly year: number;
};

export type CalendarSeries = Named & {
  readonly seriesId: string;
  readonly tier: Tier;
  readonly sphere: Sphere;
  readonly regions: readonly Named[];
  readonly everyYears: number | null;
  /** Null: no document asks for it. */
  readonly cadence: CadenceView | null;
  readonly cells: readonly CalendarCell[];
  readonly next: NextEdition | null;
  /** The last first; drafts only for those who find their office open. */
  readonly editions: readonly CalendarEdition[];
};

export type UncoveredCadence = Named & {
  readonly packName: string;
  readonly cadenceId: string;
  readonly tier: Tier;
  readonly regions: readonly Named[];
  readonly cadence: CadenceView;
};

export type CalendarPage = {
  readonly years: readonly number[];
  readonly thisYear: number;
  /** From the district upwards, then by sphere and name. */
  readonly series: readonly CalendarSeries[];
  readonly uncovered: readonly UncoveredCadence[];
  /** Competitions of no series, the newest first. */
  readonly loose: readonly (Named & { readonly competitionId: string; readonly tier: Tier; readonly year: number })[];
};
