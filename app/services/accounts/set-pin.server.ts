/** Sets one's own PIN for signing in the hall; the password shows who asks. */
import { listPinRefusals, type PasswordRefusal } from "#app/domain/access/password-rule.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { hashSecret, verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type SetPinRefusal = PasswordRefusal | "current-password-wrong" | "current-password-blocked";

export async function setPin(
  runtime: Runtime,
  actor: Actor,
  input: { readonly current: string; readonly pin: string },
): Promise<Decision<null, SetPinRefusal>> {
  const { userId } = actor;
  const key = `password:${userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "current-password-blocked" });
  const user = await runtime.database.read.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  const isRight = await verifySecret(user.passwordHash, input.current);
  if (!isRight) return refuse({ code: "current-password-wrong", params: { field: "current" } });
  await runtime.throttle.succeed(key);
  const refusals = listPinRefusals(input.pin, await readPasswordPolicy(runtime.database.read));
  if (refusals.length > 0) return refuse(...refusals);
  const pinHash = await hashSecret(input.pin);
  return runtime.database.write<null, SetPinRefusal>(async ({ tables, audit }) => {
    const { count } = await tables.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash },
      data: { pinHash },
    });
    if (count === 0) return refuse({ code: "current-password-wrong", params: { field: "current" } });
    await audit({ chain: SYSTEM_CHAIN, actorId: userId, act: "set-pin", objectKind: "user", objectId: userId });
    return allow(null);
  });
}
