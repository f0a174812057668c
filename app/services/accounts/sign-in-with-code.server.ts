/** The second step of signing in: a code of the authenticator program or a recovery code, and then a session. Each code is taken once. */
import { isPasswordOver } from "#app/domain/access/password-policy.ts";
import { readRecoveryCode } from "#app/domain/access/recovery-code.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { readPasswordPolicy } from "#app/platform/accounts/password-policy.server.ts";
import { takeRecoveryCode } from "#app/platform/accounts/recovery-codes.server.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { findTotpStep, openTotpSecret } from "#app/platform/crypto/totp.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";
import type { SecondStep } from "#app/platform/sessions/second-step.server.ts";

/** Three codes are right at a time: five attempts in five minutes leave a guess at one in 66,000. */
const ATTEMPTS = 5;

export const CODE_REFUSALS = ["code-wrong", "code-blocked", "second-step-over"] as const;
export type CodeRefusal = (typeof CODE_REFUSALS)[number];

/** @param step who was right about the password; null when that was too long ago */
export async function signInWithCode(
  runtime: Runtime,
  step: SecondStep | null,
  input: { readonly code: string; readonly userAgent: string },
): Promise<Decision<{ readonly token: string }, CodeRefusal>> {
  if (step === null) return refuse({ code: "second-step-over" });
  const { userId } = step;
  const key = `code:${userId}`;
  if (!(await runtime.throttle.attempt(key, ATTEMPTS))) return refuse({ code: "code-blocked" });
  const decision = await runtime.database.write<{ token: string }, CodeRefusal>(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    const user = await tables.user.findUnique({
      where: { id: userId },
      select: {
        passwordHash: true,
        passwordSetAt: true,
        createdAt: true,
        disabledAt: true,
        totpSealed: true,
        totpConfirmedAt: true,
        totpLastStep: true,
      },
    });
    const isCurrent = user?.passwordHash && sha256(user.passwordHash) === step.passwordDigest && user.disabledAt === null;
    if (!isCurrent || !user.totpSealed || !user.totpConfirmedAt) return refuse({ code: "second-step-over" });
    const recovery = readRecoveryCode(input.code);
    const left = recovery === null ? null : await takeRecoveryCode({ tables }, { userId, code: recovery, at });
    const isRight = recovery === null ? await takeStep(user.totpSealed, user.totpLastStep) : left !== null;
    if (!isRight) return refuse({ code: "code-wrong", params: { field: "code" } });
    const mustRenew = isPasswordOver(await readPasswordPolicy(tables), user.passwordSetAt ?? user.createdAt, at);
    const token = await openSession({ tables }, { userId, userAgent: input.userAgent, at, mustRenew });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: userId,
      act: "sign-in",
      objectKind: "user",
      objectId: userId,
      payload: { secondFactor: true, ...(left === null ? {} : { recoveryCodesLeft: left }) },
    });
    return allow({ token });

    async function takeStep(sealed: Uint8Array, lastStep: number | null): Promise<boolean> {
      const taken = findTotpStep(openTotpSecret(runtime.keys, sealed), input.code, at, lastStep);
      if (taken === null) return false;
      const { count } = await tables.user.updateMany({
        where: { id: userId, OR: [{ totpLastStep: null }, { totpLastStep: { lt: taken } }] },
        data: { totpLastStep: taken },
      });
      return count > 0;
    }
  });
  if (decision.ok) await runtime.throttle.succeed(key);
  return decision;
}
