/** Changes one's own password, and ends every other session of the account. */
import { listPasswordRefusals, type PasswordRefusal } from "#app/domain/access/password-rule.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { hashSecret, verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ChangePasswordRefusal = PasswordRefusal | "current-password-wrong" | "current-password-blocked";

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
    select: { username: true, passwordHash: true },
  });
  const isRight = await verifySecret(user.passwordHash, input.current);
  if (!isRight) return refuse({ code: "current-password-wrong", params: { field: "current" } });
  await runtime.throttle.succeed(key);
  const refusals = listPasswordRefusals({ ...input, username: user.username });
  if (refusals.length > 0) return refuse(...refusals);
  const passwordHash = await hashSecret(input.password);
  return runtime.database.write<null, ChangePasswordRefusal>(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    const { count } = await tables.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    if (count === 0) return refuse({ code: "current-password-wrong", params: { field: "current" } });
    await tables.session.updateMany({ where: { userId, revokedAt: null, id: { not: sessionId } }, data: { revokedAt: at } });
    // A link that waits would undo what was just chosen.
    await tables.accountLink.updateMany({ where: { userId, usedAt: null, revokedAt: null }, data: { revokedAt: at } });
    await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "change-password", objectKind: "user", objectId: userId });
    return allow(null);
  });
}
