/** The public board of a round as plain data: one shape for the page, the phone, the big screen and the socket (DOMAIN 10). */

import type { Award, Disclosure, Participation, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** Who stands behind a row; there is one only after the results were published. */
export type BoardName = {
  /** The people of the entry, in the order of their positions; an erased person has an empty name. */
  readonly holders: readonly string[];
  readonly delegation: { readonly name: string; readonly nameEn: string };
  readonly award: Award | null;
  /** Whether it goes on to the next round; null in the last. */
  readonly goesOn: boolean | null;
  readonly participation: Participation;
};

export type BoardRow = {
  /** Null for an entry that was never coded because it did not start; only a named board has such rows. */
  readonly publicCode: string | null;
  /** Among what is confirmed so far; null before anything is, and for who is not ranked. */
  readonly place: number | null;
  readonly tied: boolean;
  /** The sum of the confirmed forms, in hundredths; null before the first. */
  readonly mark: number | null;
  readonly formsDone: number;
  readonly formsExpected: number;
  /** When one of its forms was last confirmed, ISO. */
  readonly changedAt: string | null;
  readonly name: BoardName | null;
};

/** A board with what its disclosure hides already left out. */
export type BoardSnapshot = {
  /** Codes of the competition and of the event in it. */
  readonly competition: string;
  readonly event: string;
  /** The number of the round; its kind and how many there are. */
  readonly round: number;
  readonly kind: RoundKind;
  readonly rounds: number;
  /** Issued by the database with each change; 0 while the board is closed, because the number itself tells how far marking is. */
  readonly version: number;
  readonly changedAt: string | null;
  /** What is shown, which may be less than what was set. */
  readonly disclosure: Disclosure;
  readonly phase: RoundPhase;
  /** What an entry can earn, in hundredths; null where no marks are shown. */
  readonly maximum: number | null;
  /** Nothing that was confirmed after this moment (ISO) is shown; null where the board is not frozen. */
  readonly frozenAt: string | null;
  /** Counts of forms; null while the board is closed. */
  readonly progress: { readonly confirmed: number; readonly total: number } | null;
  /** In the order of places. */
  readonly rows: readonly BoardRow[];
};

/**
 * The snapshot to show when a new one arrives. Answers may overtake each other on the way to a screen: one of an older version
 * is dropped, unless the board was closed meanwhile.
 */
export function takeNewer(shown: BoardSnapshot, arrived: BoardSnapshot): BoardSnapshot {
  return arrived.version !== 0 && arrived.version < shown.version ? shown : arrived;
}

/** The row that changed last; null when none has. */
export function findLastChanged(rows: readonly BoardRow[]): BoardRow | null {
  let last: BoardRow | null = null;
  for (const row of rows) {
    if (row.changedAt !== null && (last?.changedAt == null || last.changedAt < row.changedAt)) last = row;
  }
  return last;
}
