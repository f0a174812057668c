/** Turns the names in an address into the scope that grants are tested against. */
import type { Scope } from "#app/domain/access/access.ts";
import { findCurrentRound } from "#app/domain/phases/event-rounds.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** The parameters that routes and socket messages may name; the route's own query finds the rest within the scope. */
export type ScopeNames = {
  readonly competition?: string;
  readonly event?: string;
  readonly delegation?: string;
  readonly form?: string;
  /** The number of a round of the event; without it the event's current one is meant. */
  readonly round?: string;
};

/** A scope with the form that was named, when one was, and the round that is meant. */
export type ResolvedScope = Scope & {
  readonly formId: string | null;
  readonly roundId: string | null;
  readonly roundNumber: number | null;
  /** How many rounds the named event has; 0 where none was named. */
  readonly rounds: number;
};

/**
 * Finds what the names stand for: `competition` is a code, `event` a code within it, `round` a number within that,
 * `delegation` and `form` ids.
 * @returns null when one does not exist.
 */
export async function resolveScope(tables: Tables, names: ScopeNames): Promise<ResolvedScope | null> {
  let scope: ResolvedScope = {
    competitionId: null,
    eventId: null,
    delegationId: null,
    formId: null,
    roundId: null,
    roundNumber: null,
    rounds: 0,
  };
  if (names.form !== undefined) {
    const form = await tables.markingForm.findUnique({
      where: { id: names.form },
      select: { id: true, roundId: true, round: { select: { event: { select: { id: true, competitionId: true } } } } },
    });
    if (!form) return null;
    const { event } = form.round;
    scope = { ...scope, competitionId: event.competitionId, eventId: event.id, formId: form.id, roundId: form.roundId };
  }
  if (names.delegation !== undefined) {
    const delegation = await tables.delegation.findUnique({
      where: { id: names.delegation },
      select: { id: true, competitionId: true },
    });
    if (!delegation) return null;
    scope = { ...scope, competitionId: delegation.competitionId, delegationId: delegation.id };
  }
  if (names.competition !== undefined) {
    const competition = await tables.competition.findUnique({ where: { code: names.competition }, select: { id: true } });
    if (!competition || (scope.competitionId !== null && scope.competitionId !== competition.id)) return null;
    scope = { ...scope, competitionId: competition.id };
  }
  if (names.event !== undefined) {
    if (scope.competitionId === null) return null;
    const event = await tables.event.findUnique({
      where: { competitionId_code: { competitionId: scope.competitionId, code: names.event } },
      select: { id: true, rounds: { orderBy: { number: "asc" }, select: { id: true, number: true, phase: true } } },
    });
    if (!event || (scope.eventId !== null && scope.eventId !== event.id)) return null;
    const { rounds } = event;
    const named = names.round === undefined ? null : (rounds.find(({ number }) => String(number) === names.round) ?? null);
    if (names.round !== undefined && named === null) return null;
    const ofForm = rounds.find(({ id }) => id === scope.roundId);
    const meant = ofForm ?? named ?? findCurrentRound(rounds);
    scope = {
      ...scope,
      eventId: event.id,
      roundId: meant?.id ?? null,
      roundNumber: meant?.number ?? null,
      rounds: rounds.length,
    };
  }
  return scope;
}
