/** Puts a second factor in force: its first code shows that the person has it in his program. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { deriveTotpSecret, findTotpStep, sealTotpSecret } from "#app/platform/crypto/totp.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type EnrolRefusal = "code-wrong" | "code-blocked" | "second-factor-in-force";

/** The secret is the one that the session's page showed. One that is in force is reset by an administrator's link only. */
export async function enrolSecondFactor(
  runtime: Runtime,
  actor: Actor,
  { code }: { readonly code: string },
): Promise<Decision<null, EnrolRefusal>> {
  const key = `enrol:${actor.userId}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "code-blocked" });
  const secret = deriveTotpSecret(runtime.keys, actor.sessionId);
  const at = runtime.clock.now();
  const step = findTotpStep(secret, code, at, null);
  if (step === null) return refuse({ code: "code-wrong", params: { field: "code" } });
  await runtime.throttle.succeed(key);
  return runtime.database.write<null, EnrolRefusal>(async ({ tables, audit }) => {
    const { count } = await tables.user.updateMany({
      where: { id: actor.userId, totpConfirmedAt: null },
      data: { totpSealed: sealTotpSecret(runtime.keys, secret), totpConfirmedAt: at, totpLastStep: step },
    });
    if (count === 0) return refuse({ code: "second-factor-in-force" });
    // What was signed in without it must come again; this session has just proved it.
    await tables.session.updateMany({
      where: { userId: actor.userId, revokedAt: null, id: { not: actor.sessionId } },
      data: { revokedAt: at },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "enrol-second-factor",
      objectKind: "user",
      objectId: actor.userId,
    });
    return allow(null);
  });
}
