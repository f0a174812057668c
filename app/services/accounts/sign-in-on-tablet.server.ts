/** Signs a judge in on a tablet of the hall: the printed code says who he is, his PIN proves it. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { provePin } from "#app/platform/accounts/prove-pin.server.ts";
import { tabletLinkIdOf } from "#app/platform/accounts/tablet-link.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { openSession } from "#app/platform/sessions/open-session.server.ts";

export type SignedInOnTablet = { readonly token: string; readonly judgeId: string; readonly displayName: string };

/** @returns the session's token, `tablet-link-over` for a code that does not hold, or why the PIN is not taken. */
export async function signInOnTablet(
  runtime: Runtime,
  input: { readonly token: string; readonly pin: string; readonly userAgent: string },
): Promise<Decision<SignedInOnTablet>> {
  const linkId = tabletLinkIdOf(input.token);
  const user = await findHolder(runtime.database.read, linkId, runtime.clock.now());
  if (!user) return refuse({ code: "tablet-link-over" });
  const { id: judgeId, displayName } = user;
  const proven = await provePin(runtime, judgeId, input.pin);
  if (!proven.ok) return proven;
  return runtime.database.write<SignedInOnTablet, string>(async ({ tables, audit }) => {
    const at = runtime.clock.now();
    // The PIN took its time: meanwhile the code may have been printed anew, the account disabled, or the PIN changed.
    const current = await findHolder(tables, linkId, at);
    if (!current) return refuse({ code: "tablet-link-over" });
    if (current.pinHash !== user.pinHash) return refuse({ code: "pin-wrong", params: { field: "pin" } });
    const token = await openSession({ tables }, { userId: judgeId, userAgent: input.userAgent, at, onTablet: true });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: judgeId,
      act: "sign-in",
      objectKind: "user",
      objectId: judgeId,
      payload: { by: "tablet" },
    });
    return allow({ token, judgeId, displayName });
  });
}

/** Whose code it is; null where it does not hold, or the account is disabled. */
async function findHolder(tables: Tables, id: string, at: Date) {
  const link = await tables.tabletLink.findUnique({
    where: { id },
    select: {
      expiresAt: true,
      revokedAt: true,
      user: { select: { id: true, displayName: true, disabledAt: true, pinHash: true } },
    },
  });
  return link && !link.revokedAt && link.expiresAt > at && !link.user.disabledAt ? link.user : null;
}
