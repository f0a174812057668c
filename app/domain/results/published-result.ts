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
  /** Stands where a placed entry failed a pass mark; left out of all others. Points by prize tier look at it. */
  readonly passed?: false;
  /** Whether it goes on to the next round; left out of the last, which no round follows. */
  readonly goesOn?: boolean;
};

type Awarded = Pick<Standing, "entryId" | "status" | "total" | "place" | "tied" | "passed"> & {
  readonly award: Award | null;
  /** Null in the last round. */
  readonly goesOn?: boolean | null;
};

/** Every entry of a round, for the on-site publication, in the order of the standings. */
export function listPublishedResults(rows: readonly Awarded[]): readonly PublishedResult[] {
  return rows.map(({ entryId, status, total, place, tied, award, passed, goesOn = null }) => ({
    ...{ entryId, status, total, place, tied, award },
    ...(place !== null && !passed ? { passed } : {}),
    ...(goesOn === null ? {} : { goesOn }),
  }));
}

/** Those who won something, for the list of winners, in the order of the standings. */
export function listWinners(rows: readonly Awarded[]): readonly PublishedResult[] {
  return listPublishedResults(rows.filter(({ award }) => award !== null));
}
