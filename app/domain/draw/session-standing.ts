/** How far each session (场次) of a round is, from the first who comes to the works that are marked: it is taken into marking as a whole (DOMAIN 4). */
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";

/** Whose work is marked. */
export const STARTING: readonly Participation[] = ["checked-in", "out-of-competition"];

/** One entry of the round, as its session is counted by it. */
export type SessionEntry = {
  /** The number of its session; null where it is in none. */
  readonly session: number | null;
  readonly participation: Participation;
  /** Whether it has its seat. */
  readonly hasSeat: boolean;
  /** Whether its work has a blind code. */
  readonly hasCode: boolean;
};

/**
 * - `empty`: nobody is in it.
 * - `undrawn`: its seats are not drawn.
 * - `checking-in`: somebody is expected still.
 * - `nobody`: nobody came; there is no work to mark.
 * - `uncoded`: everyone has come or is absent, and works have no code.
 * - `coded`: its works have their codes.
 */
export const SESSION_STAGES = ["empty", "undrawn", "checking-in", "nobody", "uncoded", "coded"] as const;
export type SessionStage = (typeof SESSION_STAGES)[number];

export type SessionStanding = {
  /** Null for those in no session: in a round without sessions, which is as one, for everyone. */
  readonly number: number | null;
  readonly stage: SessionStage;
  readonly total: number;
  readonly expected: number;
  /** Works that have a code, and works that have none yet. */
  readonly coded: number;
  readonly uncoded: number;
  /** Whether works of it have codes: from the opening of judging on, it is marked, and nobody comes to it any more. */
  readonly isTakenIn: boolean;
};

/** By number, those in no session last. @param sessions the numbers of those that are set up, with entries or without */
export function computeSessionStandings(
  entries: readonly SessionEntry[],
  sessions: readonly number[] = [],
): readonly SessionStanding[] {
  const numbers = [...new Set([...sessions, ...entries.flatMap(({ session }) => session ?? [])])].sort((one, two) => one - two);
  const hasOthers = numbers.length === 0 || entries.some(({ session }) => session === null);
  return [...numbers, ...(hasOthers ? [null] : [])].map((number) =>
    countSession(
      number,
      entries.filter(({ session }) => session === number),
    ),
  );
}

function countSession(number: number | null, entries: readonly SessionEntry[]): SessionStanding {
  const works = entries.filter(({ participation }) => STARTING.includes(participation));
  const counts = {
    total: entries.length,
    expected: entries.filter(({ participation }) => participation === "expected").length,
    // Who withdrew since keeps his code.
    coded: entries.filter(({ hasCode }) => hasCode).length,
    uncoded: works.filter(({ hasCode }) => !hasCode).length,
  };
  const stage = findStage({ ...counts, isDrawn: entries.every(({ hasSeat }) => hasSeat) });
  return { number, stage, ...counts, isTakenIn: counts.coded > 0 };
}

function findStage(of: Omit<SessionStanding, "number" | "stage" | "isTakenIn"> & { readonly isDrawn: boolean }): SessionStage {
  if (of.total === 0) return "empty";
  // Codes are never given before seats.
  if (!of.isDrawn && of.coded === 0) return "undrawn";
  if (of.expected > 0) return "checking-in";
  if (of.uncoded > 0) return "uncoded";
  return of.coded > 0 ? "coded" : "nobody";
}

/** Where those who are asked about stand: the phase of the round, and their session in it. */
export type SessionState = {
  readonly roundPhase: RoundPhase;
  /** Its number; null where they are in none, or in several. */
  readonly session: number | null;
  readonly isTakenIn: boolean;
};

/**
 * What stands against drawing seats and checking in: until judging opens nothing, after that only that the session is marked. In a
 * round without sessions the opening of judging ends both.
 */
export function checkSessionOpen(state: SessionState): Refusal<"round-not-in-draw" | "session-taken-in">[] {
  const { roundPhase, session, isTakenIn } = state;
  if (roundPhase === "draw" || (roundPhase === "judging" && !isTakenIn)) return [];
  if (roundPhase === "judging" && session !== null) return [{ code: "session-taken-in", params: { session } }];
  return [{ code: "round-not-in-draw", params: { phase: roundPhase } }];
}

/** Whether judging may open with it: everyone has come or is absent, and every work has its code. */
export function isReadyToMark({ stage }: Pick<SessionStanding, "stage">): boolean {
  return stage === "coded";
}

/** Whether the round has to wait for it: somebody may still come, or works of it are not marked. */
export function isAwaited({ stage }: Pick<SessionStanding, "stage">): boolean {
  return stage === "undrawn" || stage === "checking-in" || stage === "uncoded";
}

/** The numbers of the sessions whose works have codes. */
export function listCodedSessions(standings: readonly Pick<SessionStanding, "number" | "coded">[]): readonly number[] {
  return standings.flatMap(({ number, coded }) => (number !== null && coded > 0 ? [number] : []));
}

/** Whether a session has one work, in a round of several sessions: who competes in it is known, and so is whose work it is. */
export function isAlone({ number, coded, uncoded }: SessionStanding, all: readonly SessionStanding[]): boolean {
  return number !== null && all.length > 1 && coded + uncoded === 1;
}
