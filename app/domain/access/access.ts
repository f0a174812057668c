/** Who may do what: a declaration on each loader, action and socket message, and the one function that answers it (DOMAIN 14). */
import type { Role } from "#app/domain/shared/vocabulary.ts";

/**
 * - `public`: anyone.
 * - `result-holder`: who has just named a competitor's name and document number; sees that person's own results.
 * - `signed-in`: any account that signed in with its password.
 * - `enrolling`: the same, also one that must set up its second factor or renew its password before anything else.
 * - `any-session`: any account in any session, also where a PIN opened it on a tablet, or nothing else is open: it is ended, or its
 *   person shows again that he is there.
 * - roles `within: "scope"`: a grant that covers the competition, event or delegation which the address names.
 * - roles `within: "anywhere"`: such a grant in any scope; the query shows only what the grants cover.
 */
export type Access =
  | "public"
  | "result-holder"
  | "signed-in"
  | "enrolling"
  | "any-session"
  | { readonly roles: readonly Role[]; readonly within: "scope" | "anywhere" };

/** What an address names; null where it names none. */
export type Scope = {
  readonly competitionId: string | null;
  readonly eventId: string | null;
  readonly delegationId: string | null;
};

/** A role in a scope; all null is the whole system. */
export type Grant = Scope & { readonly role: Role };

export const NO_SCOPE: Scope = { competitionId: null, eventId: null, delegationId: null };

/** Whether the grant reaches what the scope names: the whole system, the same competition, or within it the same part. */
export function covers(grant: Grant, scope: Scope): boolean {
  if (grant.competitionId === null) return true;
  if (grant.competitionId !== scope.competitionId) return false;
  if (grant.eventId !== null && grant.eventId !== scope.eventId) return false;
  return grant.delegationId === null || grant.delegationId === scope.delegationId;
}

/** Whether these grants hold one of the roles over the scope. */
export function hasRole(grants: readonly Grant[], roles: readonly Role[], scope: Scope): boolean {
  return grants.some((grant) => roles.includes(grant.role) && covers(grant, scope));
}

/** Whether the declaration lets this person in; `grants` null is nobody signed in. */
export function isAllowed(access: Access, grants: readonly Grant[] | null, scope: Scope): boolean {
  if (access === "public") return true;
  if (access === "result-holder") return false;
  if (grants === null) return false;
  if (access === "signed-in" || access === "enrolling" || access === "any-session") return true;
  if (access.within === "anywhere") return grants.some((grant) => access.roles.includes(grant.role));
  return hasRole(grants, access.roles, scope);
}
