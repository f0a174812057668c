/** Takes files out of a batch: they are not stored, and nothing is kept of them. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns how many there were */
export async function dropBatchFiles(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly fileIds: readonly string[] },
): Promise<Decision<{ readonly dropped: number }>> {
  const { delegationId, fileIds } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const batch = await tables.attachmentBatch.findFirst({
      where: { delegationId, state: "open" },
      select: { id: true, competitionId: true },
    });
    if (batch === null) return refuse({ code: "not-found" });
    const { count } = await tables.batchFile.deleteMany({ where: { batchId: batch.id, id: { in: [...fileIds] } } });
    if (count === 0) return refuse({ code: "not-found" });
    await audit({
      chain: batch.competitionId,
      actorId: actor.userId,
      act: "drop-batch-files",
      objectKind: "delegation",
      objectId: delegationId,
      payload: { batchId: batch.id, files: count },
    });
    return allow({ dropped: count });
  });
}
