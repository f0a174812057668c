/** Signs someone in with a new session; guessing is slowed down by account, and an unknown account costs the same time. */
import { isPasswordOver } from "#app/domain/access/password-policy.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";

/** A session, or who must still prove the second factor: there is no session before it. */
export type SignedIn =
  | {
      readonly token: string;
      readonly userId: string /** The password has to be changed before anything else. */;
      readonly mustRenew: boolean;
    }
  | { readonly token: null; readonly userId: string; readonly passwordHash: string };

/**
 * @returns the session's token, or `sign-in-wrong` or `sign-in-blocked`; an account that has no password yet, or is disabled,
 * answers like one that does not exist
 */
export async function signIn(
  runtime: Runtime,
  input: { readonly username: string; readonly password: string; readonly userAgent: string },
): Promise<Decision<SignedIn, "sign-in-wrong" | "sign-in-blocked">> {
  const key = `sign-in:${input.username}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "sign-in-blocked" });
  const user = await runtime.database.read.user.findUnique({
    where: { username: input.username },
    select: { id: true, passwordHash: true, disabledAt: true, totpConfirmedAt: true },
  });
  const passwordHash = user?.passwordHash ?? null;
  const matches = await verifySecret(passwordHash, input.password);
  if (!user || passwordHash === null || !matches || user.disabledAt) return refuse({ code: "sign-in-wrong" });
  await runtime.throttle.succeed(key);
  if (user.totpConfirmedAt !== null) return allow({ token: null, userId: user.id, passwordHash });
  return runtime.database.write<SignedIn, "sign-in-wrong">(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    // The password took its time: meanwhile it may have been changed, a second factor set up, or the account disabled.
    const current = await tables.user.findFirst({
      where: { id: user.id, passwordHash, disabledAt: null, totpConfirmedAt: null },
      select: { passwordSetAt: true, createdAt: true },
    });
    if (!current) return refuse({ code: "sign-in-wrong" });
    const mustRenew = isPasswordOver(await readPasswordPolicy(tables), current.passwordSetAt ?? current.createdAt, at);
    const token = await openSession({ tables }, { userId: user.id, userAgent: input.userAgent, at, mustRenew });
    await audit({ chain: SYSTEM_CHAIN, actorId: user.id, act: "sign-in", objectKind: "user", objectId: user.id });
    return allow({ token, userId: user.id, mustRenew });
  });
}
