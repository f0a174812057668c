/** The step in which someone proves his PIN; guessing is slowed down by account, not by device: a tablet is shared. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { verifySecret } from "#app/platform/crypto/password.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type PinRefusal = "pin-blocked" | "pin-not-set" | "pin-wrong";

/** @returns `pin-blocked` after too many attempts, `pin-not-set` where the account has none, or `pin-wrong`. */
export async function provePin(runtime: Runtime, userId: string, pin: string): Promise<Decision<null, PinRefusal>> {
  const key = `pin:${userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "pin-blocked" });
  const user = await runtime.database.read.user.findUniqueOrThrow({ where: { id: userId }, select: { pinHash: true } });
  if (user.pinHash === null) return refuse({ code: "pin-not-set" });
  if (!(await verifySecret(user.pinHash, pin))) return refuse({ code: "pin-wrong", params: { field: "pin" } });
  await runtime.throttle.succeed(key);
  return allow(null);
}
