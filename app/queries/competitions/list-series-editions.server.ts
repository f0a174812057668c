/** A series as rules need it: its tier, its cadence and its editions by year. */
import type { Edition } from "#app/domain/ladder/series-calendar.ts";
import type { PolicyPack } from "#app/domain/policy/pack.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import type { CompetitionPhase, Tier } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listCurrentPacks } from "#app/queries/policy/list-current-packs.server.ts";

export type SeriesEditions = {
  readonly tier: Tier;
  /** Stated for the series, or by the current version of the document that asks for it; null: no cadence. */
  readonly everyYears: number | null;
  readonly editions: readonly Edition[];
};

/** Null when there is no such series. */
export async function findSeriesEditions(tables: Tables, seriesId: string): Promise<SeriesEditions | null> {
  const series = await tables.competitionSeries.findUnique({
    where: { id: seriesId },
    select: { tier: true, everyYears: true, packName: true, cadenceId: true, competitions: { select: EDITION } },
  });
  if (!series) return null;
  const packs = series.packName === null ? [] : await listCurrentPacks(tables, [series.packName]);
  return {
    tier: series.tier as Tier,
    everyYears: series.everyYears ?? findCadence(packs, series)?.cadence.everyYears ?? null,
    editions: series.competitions.map(toEdition),
  };
}

export const EDITION = { id: true, edition: true, startsOn: true, phase: true } as const;

export function toEdition(competition: { id: string; edition: number | null; startsOn: Date; phase: string }): Edition {
  return {
    competitionId: competition.id,
    edition: competition.edition ?? 0,
    year: shanghaiYear(competition.startsOn),
    phase: competition.phase as CompetitionPhase,
  };
}

/** The cadence that a series names, with its document; undefined when no current version has it. */
export function findCadence(
  packs: readonly { readonly content: PolicyPack }[],
  { packName, cadenceId }: { readonly packName: string | null; readonly cadenceId: string | null },
) {
  const content = packs.find((pack) => pack.content.name === packName)?.content;
  const cadence = content?.cadences.find(({ id }) => id === cadenceId);
  return content && cadence && { cadence, document: content.document };
}
