/** After a restart nothing of an import runs any more: one that was being read has failed, and says so. */
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function failInterruptedImports(runtime: Runtime): Promise<void> {
  await runtime.database.write(async ({ tables, audit }) => {
    const { count } = await tables.rosterImport.updateMany({
      where: { state: "reading" },
      data: { state: "failed", file: new Uint8Array(), finishedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "nothing-interrupted" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "fail-interrupted-imports",
      objectKind: "roster-import",
      objectId: "all",
      payload: { count },
    });
    return allow(null);
  });
}
