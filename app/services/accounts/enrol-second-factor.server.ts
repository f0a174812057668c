/** Puts a second factor in force: its first code shows that the person has it in his program. Recovery codes come with it. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { makeRecoveryCodes } from "#app/platform/accounts/recovery-codes.server.ts";
import { deriveTotpSecret, findTotpStep, sealTotpSecret } from "#app/platform/crypto/totp.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { endSessions } from "#app/platform/sessions/end-sessions.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type EnrolRefusal = "code-wrong" | "code-blocked" | "second-factor-in-force";

/**
 * The secret is the one that the session's page showed. One that is in force is reset by an administrator's link only.
 * @returns the recovery codes, shown this once
 */
export async function enrolSecondFactor(
  runtime: Runtime,
  actor: Actor,
  { code }: { readonly code: string },
): Promise<Decision<{ readonly codes: readonly string[] }, EnrolRefusal>> {
  const key = `enrol:${actor.userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "code-blocked" });
  const secret = deriveTotpSecret(runtime.keys, actor.sessionId);
  const at = runtime.clock.now();
  const step = findTotpStep(secret, code, at, null);
  if (step === null) return refuse({ code: "code-wrong", params: { field: "code" } });
  await runtime.throttle.succeed(key);
  return runtime.database.write<{ codes: readonly string[] }, EnrolRefusal>(async ({ tables, audit, announce }) => {
    const { count } = await tables.user.updateMany({
      where: { id: actor.userId, totpConfirmedAt: null },
      data: { totpSealed: sealTotpSecret(runtime.keys, secret), totpConfirmedAt: at, totpLastStep: step },
    });
    if (count === 0) return refuse({ code: "second-factor-in-force" });
    // What was signed in without it must come again; this session has just proved it.
    await endSessions({ tables, announce }, { userId: actor.userId, at, except: actor.sessionId });
    const codes = await makeRecoveryCodes({ tables }, { userId: actor.userId, at });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "enrol-second-factor",
      objectKind: "user",
      objectId: actor.userId,
      payload: { codes: codes.length },
    });
    return allow({ codes });
  });
}
