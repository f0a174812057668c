/** Turns the names in an address into the scope that grants are tested against. */
import type { Scope } from "#app/domain/access/access.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** The parameters that routes and socket messages may name; the route's own query finds the rest within the scope. */
export type ScopeNames = {
  readonly competition?: string;
  readonly event?: string;
  readonly delegation?: string;
  readonly form?: string;
};

/** A scope with the form that was named, when one was. */
export type ResolvedScope = Scope & { readonly formId: string | null; readonly roundId: string | null };

/**
 * Finds what the names stand for: `competition` is a code, `event` a code within it, `delegation` and `form` ids.
 * @returns null when one does not exist.
 */
export async function resolveScope(tables: Tables, names: ScopeNames): Promise<ResolvedScope | null> {
  let scope: ResolvedScope = { competitionId: null, eventId: null, delegationId: null, formId: null, roundId: null };
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
      select: { id: true, rounds: { orderBy: { number: "asc" }, take: 1, select: { id: true } } },
    });
    if (!event || (scope.eventId !== null && scope.eventId !== event.id)) return null;
    scope = { ...scope, eventId: event.id, roundId: scope.roundId ?? event.rounds[0]?.id ?? null };
  }
  return scope;
}
