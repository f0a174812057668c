/** A person takes his consent back on his results page; from when to when it stood remains. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function withdrawOwnConsent(runtime: Runtime, { personId }: { readonly personId: string }): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const now = runtime.clock.now();
    const { count } = await tables.consent.updateMany({ where: { personId, withdrawnAt: null }, data: { withdrawnAt: now } });
    if (count === 0) return refuse({ code: "consent-none" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "withdraw-consent",
      objectKind: "person",
      objectId: personId,
      payload: { count },
    });
    return allow(null);
  });
}
