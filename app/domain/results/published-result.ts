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
  /** Whether it goes on to the next round; left out of the last, which no round follows. */
  readonly goesOn?: boolean;
};

type Awarded = Pick<Standing, "entryId" | "status" | "total" | "place" | "tied"> & {
  readonly award: Award | null;
  /** Null in the last round. */
  readonly goesOn?: boolean | null;
};

/** Every entry of a round, for the on-site publication, in the order of the standings. */
export function listPublishedResults(rows: readonly Awarded[]): readonly PublishedResult[] {
  return rows.map(({ entryId, status, total, place, tied, award, goesOn = null }) => {
    const result = { entryId, status, total, place, tied, award };
    return goesOn === null ? result : { ...result, goesOn };
  });
}

/** Those who won something, for the list of winners, in the order of the standings. */
export function listWinners(rows: readonly Awarded[]): readonly PublishedResult[] {
  return listPublishedResults(rows.filter(({ award }) => award !== null));
}
