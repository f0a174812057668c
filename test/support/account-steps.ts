/** Steps about accounts: the token of a link, its use, and signing in with a second factor. */
import type { OneTimeLink } from "#app/platform/accounts/account-link.server.ts";
import { computeTotpCode, deriveTotpSecret } from "#app/platform/crypto/totp.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type Actor, findActor, setSessionCookie } from "#app/platform/sessions/session.server.ts";
import { enrolSecondFactor } from "#app/services/accounts/enrol-second-factor.server.ts";
import { setPassword } from "#app/services/accounts/set-password.server.ts";
import { must } from "./competition-steps.ts";

export const PASSWORD = "绿色的苹果-2026";

export function tokenOf({ url }: OneTimeLink): string {
  return url.split("/set-password/")[1] ?? "";
}

export function takeLink(runtime: Runtime, token: string, password = PASSWORD) {
  return setPassword(runtime, { token, password, repeated: password, pin: null, userAgent: "test" });
}

/** Who a session's token belongs to, as a request would find it; null when it opens nothing. */
export async function actorOfToken(runtime: Runtime, token: string): Promise<Actor | null> {
  const cookie = (await setSessionCookie(runtime, token)).split(";")[0] ?? null;
  return findActor(runtime, cookie);
}

/** Sets up a second factor in the session. @returns its secret */
export async function enrol(runtime: Runtime, actor: Actor): Promise<string> {
  const secret = deriveTotpSecret(runtime.keys, actor.sessionId);
  must(await enrolSecondFactor(runtime, actor, { code: computeTotpCode(secret, runtime.clock.now()) }));
  return secret;
}

/** A runtime in which something else is committed between what a service read and what it writes. */
export function whileItDecides<Of extends Runtime>(runtime: Of, happens: () => Promise<unknown>): Of {
  const write: Runtime["database"]["write"] = async (work, options) => {
    await happens();
    return runtime.database.write(work, options);
  };
  return { ...runtime, database: { ...runtime.database, write } };
}
