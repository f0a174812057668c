/** Changes one's own password, and ends every other session of the account. */
import { listPasswordRefusals, type PasswordRefusal } from "#app/domain/access/password-rule.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { hashSecret, verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ChangePasswordRefusal = PasswordRefusal | "password-same" | "current-password-wrong" | "current-password-blocked";

export async function changePassword(
  runtime: Runtime,
  actor: Actor,
  input: { readonly current: string; readonly password: string; readonly repeated: string },
): Promise<Decision<null, ChangePasswordRefusal>> {
  const { userId, sessionId } = actor;
  const key = `password:${userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "current-password-blocked" });
  const user = await runtime.database.read.user.findUniqueOrThrow({
    where: { id: userId },
    select: { username: true, displayName: true, passwordHash: true },
  });
  const isRight = await verifySecret(user.passwordHash, input.current);
  if (!isRight) return refuse({ code: "current-password-wrong", params: { field: "current" } });
  await runtime.throttle.succeed(key);
  const policy = await readPasswordPolicy(runtime.database.read);
  const { username, displayName } = user;
  const refusals: Refusal<ChangePasswordRefusal>[] = [...listPasswordRefusals({ ...input, policy, username, displayName })];
  // What is over is not renewed by itself.
  if (input.password === input.current) refusals.push({ code: "password-same", params: { field: "password" } });
  if (refusals.length > 0) return refuse(...refusals);
  const passwordHash = await hashSecret(input.password);
  return runtime.database.write<null, ChangePasswordRefusal>(async ({ tables, audit, announce }) => {
    const at = runtime.clock.now();
    const { count } = await tables.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { passwordHash, passwordSetAt: at },
    });
    if (count === 0) return refuse({ code: "current-password-wrong", params: { field: "current" } });
    await tables.session.updateMany({ where: { id: sessionId }, data: { mustRenew: false } });
    await endSessions({ tables, announce }, { userId, at, except: sessionId });
    // A link that waits would undo what was just chosen.
    await tables.accountLink.updateMany({ where: { userId, usedAt: null, revokedAt: null }, data: { revokedAt: at } });
    await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "change-password", objectKind: "user", objectId: userId });
    return allow(null);
  });
}
