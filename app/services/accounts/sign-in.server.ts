/** Signs someone in with a new session; guessing is slowed down by account, and an unknown account costs the same time. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newSecret } from "#app/platform/crypto/digest.server.ts";
import { verifySecret } from "#app/platform/crypto/password.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { SESSION_HOURS, sessionIdOf } from "#app/platform/sessions/session.server.ts";

/** @returns the session's token, or `sign-in-wrong` or `sign-in-blocked`. */
export async function signIn(
  runtime: Runtime,
  input: { readonly username: string; readonly password: string; readonly userAgent: string },
): Promise<Decision<{ token: string }, "sign-in-wrong" | "sign-in-blocked">> {
  const key = `sign-in:${input.username}`;
  if (!(await runtime.throttle.attempt(key))) return refuse({ code: "sign-in-blocked" });
  const user = await runtime.database.read.user.findUnique({
    where: { username: input.username },
    select: { id: true, passwordHash: true, disabledAt: true },
  });
  const matches = await verifySecret(user?.passwordHash ?? null, input.password);
  if (!user || !matches || user.disabledAt) return refuse({ code: "sign-in-wrong" });
  await runtime.throttle.succeed(key);
  return runtime.database.write(async ({ tables, audit }) => {
    const token = newSecret();
    const now = runtime.clock.now();
    await tables.session.create({
      data: {
        id: sessionIdOf(token),
        userId: user.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000),
        userAgent: input.userAgent.slice(0, 200),
      },
    });
    await audit({ chain: SYSTEM_CHAIN, actorId: user.id, act: "sign-in", objectKind: "user", objectId: user.id });
    return allow({ token });
  });
}
