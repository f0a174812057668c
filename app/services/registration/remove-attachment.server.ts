/** Takes a file of an entry's member away again: its bytes are gone, that there was one stays. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkChange, findOwnEntry, takeBack } from "#app/services/registration/own-entry.server.ts";

export async function removeAttachment(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly entryId: string; readonly attachmentId: string },
): Promise<Decision<null>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await findOwnEntry(tables, input);
    if (!entry) return refuse({ code: "not-found" });
    const personId = { in: entry.members.map((member) => member.personId) };
    const refusals = checkChange(runtime, entry);
    if (refusals.length > 0) return refuse(...refusals);
    const now = runtime.clock.now();
    const { count } = await tables.attachment.updateMany({
      where: { id: input.attachmentId, personId, withdrawnAt: null },
      data: { withdrawnAt: now, sealed: new Uint8Array() },
    });
    if (count === 0) return refuse({ code: "not-found" });
    await takeBack(tables, entry.id, now);
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "remove-attachment",
      objectKind: "entry",
      objectId: entry.id,
      payload: { attachmentId: input.attachmentId },
    });
    return allow(null);
  });
}
