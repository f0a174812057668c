/** How far each session (场次) of a round is, out of the columns that its queries select. */
import { computeSessionStandings, listCodedSessions, type SessionStanding } from "#app/domain/draw/session-standing.ts";
import type { Participation } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** Of the round. */
export const SESSION_COLUMNS = {
  sessions: { select: { number: true } },
  mappings: { select: { entryId: true } },
  entries: { select: { entryId: true, participation: true, seatCode: true, session: { select: { number: true } } } },
} as const;

export function toStandings(round: {
  readonly sessions: readonly { readonly number: number }[];
  readonly mappings: readonly { readonly entryId: string }[];
  readonly entries: readonly {
    readonly entryId: string;
    readonly participation: string;
    readonly seatCode: string | null;
    readonly session: { readonly number: number } | null;
  }[];
}): readonly SessionStanding[] {
  const coded = new Set(round.mappings.map(({ entryId }) => entryId));
  return computeSessionStandings(
    round.entries.map(({ entryId, participation, seatCode, session }) => ({
      session: session?.number ?? null,
      participation: participation as Participation,
      hasSeat: seatCode !== null,
      hasCode: coded.has(entryId),
    })),
    round.sessions.map(({ number }) => number),
  );
}

/** @throws Error when there is no such round. */
export async function listStandings(tables: Tables, roundId: string): Promise<readonly SessionStanding[]> {
  return toStandings(await tables.round.findUniqueOrThrow({ where: { id: roundId }, select: SESSION_COLUMNS }));
}

/** The numbers of the sessions of a round whose works have codes. */
export async function listCodedSessionsOf({ database }: Pick<Runtime, "database">, roundId: string): Promise<readonly number[]> {
  return listCodedSessions(await listStandings(database.read, roundId));
}
