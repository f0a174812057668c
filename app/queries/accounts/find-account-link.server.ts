/** What a one-time link opens, for the page behind it: whose account, and what is asked for there. */
import { getLinkState, type LinkState } from "#app/domain/access/account-link.ts";
import type { PasswordPolicy } from "#app/domain/access/password-policy.ts";
import { HALL_ROLES } from "#app/domain/access/password-rule.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";
import { linkIdOf } from "#app/platform/accounts/account-link.server.ts";
import { GRANTS } from "#app/platform/accounts/link-holder.server.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type AccountLinkPage =
  | { readonly state: Exclude<LinkState, "open"> | "unknown" }
  | {
      readonly state: "open";
      readonly displayName: string;
      readonly username: string;
      /** ISO. */
      readonly expiresAt: string;
      /** For who signs in the hall, or has no duty yet; behind a second factor that stays, it is set at one's own account. */
      readonly asksPin: boolean;
      /** A PIN stands that is kept where none is typed. */
      readonly hasPin: boolean;
      readonly resetsSecondFactor: boolean;
      readonly policy: Pick<PasswordPolicy, "shortest" | "classes" | "shortestPin">;
    };

/** Says nothing of the account where the link does not hold any more. */
export async function findAccountLink(runtime: Runtime, token: string): Promise<AccountLinkPage> {
  const link = await runtime.database.read.accountLink.findUnique({
    where: { id: linkIdOf(token) },
    select: {
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
      resetsSecondFactor: true,
      user: {
        select: { username: true, displayName: true, disabledAt: true, pinHash: true, totpConfirmedAt: true, grants: GRANTS },
      },
    },
  });
  if (!link) return { state: "unknown" };
  const state = getLinkState(link, runtime.clock.now());
  if (state !== "open") return { state };
  const { user, resetsSecondFactor } = link;
  if (user.disabledAt !== null) return { state: "withdrawn" };
  const leavesFactor = user.totpConfirmedAt !== null && !resetsSecondFactor;
  const { shortest, classes, shortestPin } = await readPasswordPolicy(runtime.database.read);
  return {
    state,
    displayName: user.displayName,
    username: user.username,
    expiresAt: link.expiresAt.toISOString(),
    asksPin: !leavesFactor && (user.grants.length === 0 || user.grants.some(({ role }) => HALL_ROLES.includes(role as Role))),
    hasPin: user.pinHash !== null,
    resetsSecondFactor,
    policy: { shortest, classes, shortestPin },
  };
}
