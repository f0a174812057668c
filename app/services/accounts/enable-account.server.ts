/** Enables a disabled account again: its person signs in anew, with the password that it had. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type EnableRefusal = "account-unknown" | "account-not-disabled" | "erasure-account-erased";

export function enableAccount(
  runtime: Runtime,
  actor: Actor,
  { userId }: { readonly userId: string },
): Promise<Decision<null, EnableRefusal>> {
  return runtime.database.write<null, EnableRefusal>(async ({ tables, audit }) => {
    const user = await tables.user.findUnique({ where: { id: userId }, select: { erasedAt: true } });
    if (!user) return refuse({ code: "account-unknown", params: { field: "userId" } });
    if (user.erasedAt !== null) return refuse({ code: "erasure-account-erased" });
    const { count } = await tables.user.updateMany({
      where: { id: userId, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    if (count === 0) return refuse({ code: "account-not-disabled" });
    await audit({ chain: SYSTEM_CHAIN, actorId: actor.userId, act: "enable-account", objectKind: "user", objectId: userId });
    return allow(null);
  });
}
