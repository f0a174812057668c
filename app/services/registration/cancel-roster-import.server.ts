/** Drops a roster import that was not stored: its thread ends, its file is deleted, and nobody was registered. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Stops the storing, too: what was written so far is rolled back. */
export async function cancelRosterImport(
  runtime: Runtime,
  actor: Actor,
  input: { readonly importId: string; readonly competitionId: string; readonly delegationId: string | null },
): Promise<Decision<null>> {
  const { importId, competitionId, delegationId } = input;
  const mine = { id: importId, competitionId, delegationId };
  const found = await runtime.database.read.rosterImport.findFirst({ where: mine, select: { id: true } });
  if (found === null) return refuse({ code: "not-found" });
  await runtime.imports.stop(importId);
  return runtime.database.write(async ({ tables, audit }) => {
    const { count } = await tables.rosterImport.updateMany({
      where: { ...mine, state: { in: ["reading", "checked", "cancelled"] } },
      data: { state: "cancelled", file: new Uint8Array(), finishedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "import-not-waiting" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "cancel-roster-import",
      objectKind: "roster-import",
      objectId: importId,
    });
    return allow(null);
  });
}
