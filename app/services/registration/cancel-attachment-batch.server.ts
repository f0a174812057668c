/** Drops a whole batch of photos and documents: nothing of it is stored or kept. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export async function cancelAttachmentBatch(
  runtime: Runtime,
  actor: Actor,
  { delegationId }: { readonly delegationId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const batch = await tables.attachmentBatch.findFirst({
      where: { delegationId, state: "open" },
      select: { id: true, competitionId: true },
    });
    if (batch === null) return refuse({ code: "not-found" });
    const { count } = await tables.batchFile.deleteMany({ where: { batchId: batch.id } });
    await tables.attachmentBatch.update({
      where: { id: batch.id },
      data: { state: "cancelled", finishedAt: runtime.clock.now() },
    });
    await audit({
      chain: batch.competitionId,
      actorId: actor.userId,
      act: "cancel-attachment-batch",
      objectKind: "delegation",
      objectId: delegationId,
      payload: { batchId: batch.id, files: count },
    });
    return allow(null);
  });
}
