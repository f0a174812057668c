/** One's own account: how it is signed in to, and where it is signed in now. */

import type { PasswordPolicy } from "#app/domain/access/password-policy.ts";
import { HALL_ROLES } from "#app/domain/access/password-rule.ts";
import { isOffice } from "#app/domain/access/second-factor.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type OwnSession = {
  /** What it is ended by. */
  readonly id: string;
  /** ISO. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** As the browser names itself. */
  readonly userAgent: string;
  readonly isThis: boolean;
};

export type OwnAccount = {
  readonly username: string;
  readonly displayName: string;
  readonly hasPin: boolean;
  /** Signs in the hall, or did once. */
  readonly asksPin: boolean;
  /** ISO; null: none is in force. */
  readonly secondFactorSince: string | null;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodesLeft: number;
  /** What new passwords and PINs must be. */
  readonly policy: Pick<PasswordPolicy, "shortest" | "classes" | "shortestPin">;
  readonly isOffice: boolean;
  /** Newest first. */
  readonly sessions: readonly OwnSession[];
};

export async function getOwnAccount(runtime: Runtime, actor: Actor): Promise<OwnAccount> {
  const user = await runtime.database.read.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: {
      username: true,
      displayName: true,
      pinHash: true,
      totpConfirmedAt: true,
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
      sessions: {
        where: { revokedAt: null, expiresAt: { gt: runtime.clock.now() } },
        orderBy: [{ createdAt: "desc" }, { id: "asc" }],
        take: 50,
        select: { id: true, createdAt: true, expiresAt: true, userAgent: true },
      },
    },
  });
  const { shortest, classes, shortestPin } = await readPasswordPolicy(runtime.database.read);
  return {
    username: user.username,
    displayName: user.displayName,
    hasPin: user.pinHash !== null,
    asksPin: user.pinHash !== null || actor.grants.some(({ role }) => HALL_ROLES.includes(role)),
    secondFactorSince: user.totpConfirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: user._count.recoveryCodes,
    policy: { shortest, classes, shortestPin },
    isOffice: isOffice(actor.grants),
    // The id is the hash of a cookie's token: it says nothing, and still stays here.
    sessions: user.sessions.map(({ id, createdAt, expiresAt, userAgent }) => ({
      id: sha256(id),
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      userAgent,
      isThis: id === actor.sessionId,
    })),
  };
}
