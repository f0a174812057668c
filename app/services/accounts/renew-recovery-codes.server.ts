/** Makes one's own recovery codes anew; the password shows who asks, and those before do not work any more. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { makeRecoveryCodes } from "#app/platform/accounts/recovery-codes.server.ts";
import { verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type RenewCodesRefusal = "current-password-wrong" | "current-password-blocked" | "second-factor-missing";

/** @returns the codes, shown this once */
export async function renewRecoveryCodes(
  runtime: Runtime,
  { userId }: Actor,
  { current }: { readonly current: string },
): Promise<Decision<{ readonly codes: readonly string[] }, RenewCodesRefusal>> {
  const key = `password:${userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "current-password-blocked" });
  const { passwordHash } = await runtime.database.read.user.findUniqueOrThrow({
    where: { id: userId },
    select: { passwordHash: true },
  });
  const isRight = await verifySecret(passwordHash, current);
  if (!isRight) return refuse({ code: "current-password-wrong", params: { field: "current" } });
  await runtime.throttle.succeed(key);
  return runtime.database.write<{ codes: readonly string[] }, RenewCodesRefusal>(async ({ tables, audit }) => {
    const holder = { id: userId, passwordHash, totpConfirmedAt: { not: null } };
    if ((await tables.user.count({ where: holder })) === 0) return refuse({ code: "second-factor-missing" });
    const codes = await makeRecoveryCodes({ tables }, { userId, at: runtime.clock.now() });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: userId,
      act: "renew-recovery-codes",
      objectKind: "user",
      objectId: userId,
      payload: { codes: codes.length },
    });
    return allow({ codes });
  });
}
