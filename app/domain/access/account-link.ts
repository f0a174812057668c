/** Who may make a one-time link to whose account, and while which it holds (DOMAIN 14). */
import type { Grant } from "#app/domain/access/access.ts";
import { hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import { OFFICE_ACTORS } from "#app/domain/access/office-rooms.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** How long a link waits to be used. */
export const LINK_HOURS = 72;

export const LINK_REFUSALS = [
  "own-account-link",
  "account-disabled",
  "account-without-duty",
  "account-of-system",
  "account-of-others",
  "account-checks-organiser",
  "second-factor-of-administrator",
] as const;
export type LinkRefusal = (typeof LINK_REFUSALS)[number];

/** The second people of what an organiser does, and those whose knowledge he must not have (DOMAIN 4, 14). */
const CHECKING_ROLES: readonly Role[] = ["organiser", "supervisor", "arbitrator", "blinding-judge"];

/** Whose account a link is to. */
export type LinkHolder = {
  /** Active grants, in every competition. */
  readonly grants: readonly Grant[];
  readonly isDisabled: boolean;
  /** Somebody has the account in hand already. */
  readonly hasPassword: boolean;
  /** A link that leaves the second factor alone opens the account to nobody else. */
  readonly hasSecondFactor: boolean;
};

/**
 * Whether someone with these grants may make a link to an account. Who has a link has the account: an organiser makes one only
 * where every duty of the account is in competitions that he leads, never to an office of the whole system, and never takes an
 * account that somebody uses and that is there to check on him. An administrator may, for everyone else.
 * @returns every reason against it
 */
export function decideLink(input: {
  readonly makerGrants: readonly Grant[];
  readonly isOwnAccount: boolean;
  readonly holder: LinkHolder;
  readonly resetsSecondFactor: boolean;
}): Decision<null, LinkRefusal> {
  const { makerGrants, holder } = input;
  const refusals: Refusal<LinkRefusal>[] = [];
  if (input.isOwnAccount) refusals.push({ code: "own-account-link" });
  if (holder.isDisabled) refusals.push({ code: "account-disabled" });
  if (hasRole(makerGrants, ["administrator"], NO_SCOPE)) return decide(refusals, null);
  if (input.resetsSecondFactor) refusals.push({ code: "second-factor-of-administrator" });
  if (holder.grants.length === 0) refusals.push({ code: "account-without-duty" });
  if (holder.grants.some(({ competitionId }) => competitionId === null)) refusals.push({ code: "account-of-system" });
  const isElsewhere = ({ competitionId }: Grant) =>
    competitionId !== null && !hasRole(makerGrants, OFFICE_ACTORS, { ...NO_SCOPE, competitionId });
  if (holder.grants.some(isElsewhere)) refusals.push({ code: "account-of-others" });
  const checksOrganiser = holder.grants.some(({ role }) => CHECKING_ROLES.includes(role));
  if (checksOrganiser && holder.hasPassword && !holder.hasSecondFactor) refusals.push({ code: "account-checks-organiser" });
  return decide(refusals, null);
}

/** What has become of a link. */
export type LinkState = "open" | "used" | "expired" | "withdrawn";

/** @param link its times; `at` is now */
export function getLinkState(
  link: { readonly expiresAt: Date; readonly usedAt: Date | null; readonly revokedAt: Date | null },
  at: Date,
): LinkState {
  if (link.usedAt !== null) return "used";
  if (link.revokedAt !== null) return "withdrawn";
  return link.expiresAt <= at ? "expired" : "open";
}
