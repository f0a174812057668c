/** Results as they are made public: a snapshot that can be hashed, and compared with what a later computation says. */

import type { Standing } from "#app/domain/results/standings.ts";
import type { Award, Participation } from "#app/domain/shared/vocabulary.ts";

export type PublishedResult = {
  readonly entryId: string;
  readonly status: Participation;
  /** In hundredths. */
  readonly total: number | null;
  readonly place: number | null;
  readonly tied: boolean;
  readonly award: Award | null;
};

type Awarded = Pick<Standing, "entryId" | "status" | "total" | "place" | "tied"> & { readonly award: Award | null };

/** Every entry of a round, for the on-site publication, in the order of the standings. */
export function listPublishedResults(rows: readonly Awarded[]): readonly PublishedResult[] {
  return rows.map(({ entryId, status, total, place, tied, award }) => ({ entryId, status, total, place, tied, award }));
}

/** Those who won something, for the list of winners, in the order of the standings. */
export function listWinners(rows: readonly Awarded[]): readonly PublishedResult[] {
  return listPublishedResults(rows.filter(({ award }) => award !== null));
}
