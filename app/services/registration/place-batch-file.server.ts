/** Says by hand whose a file of a batch is, and what it is, where its name does not. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** Only of a person of the delegation's own entries. */
export async function placeBatchFile(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly delegationId: string;
    readonly fileId: string;
    /** Null: as the name says. */
    readonly personId: string | null;
    readonly kind: AttachmentKind | null;
  },
): Promise<Decision<null>> {
  const { delegationId, fileId, personId, kind } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const file = await tables.batchFile.findFirst({
      where: { id: fileId, batch: { delegationId, state: "open" } },
      select: { batch: { select: { id: true, competitionId: true } } },
    });
    if (file === null) return refuse({ code: "not-found" });
    const isOwn = personId === null || (await tables.entryMember.count({ where: { personId, entry: { delegationId } } })) > 0;
    if (!isOwn) return refuse({ code: "not-found" });
    await tables.batchFile.update({ where: { id: fileId }, data: { personId, kind } });
    await audit({
      chain: file.batch.competitionId,
      actorId: actor.userId,
      act: "place-batch-file",
      objectKind: "delegation",
      objectId: delegationId,
      payload: { batchId: file.batch.id, fileId, personId, kind },
    });
    return allow(null);
  });
}
