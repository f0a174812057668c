/** Takes a photo or document of an entry's member, sealed under that person's key; of most kinds a new one replaces the old. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkRecord, findOwnEntry, takeBack } from "#app/services/registration/own-entry.server.ts";
import { storeAttachment } from "#app/services/registration/store-records.server.ts";

/** @returns the attachment's id; the entry is a draft again where it was handed in. */
export async function uploadAttachment(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly delegationId: string;
    readonly entryId: string;
    readonly memberId: string;
    readonly kind: AttachmentKind;
    readonly bytes: Uint8Array;
  },
): Promise<Decision<{ readonly attachmentId: string }>> {
  const { kind, bytes } = input;
  return runtime.database.write(async ({ tables, audit }) => {
    const entry = await findOwnEntry(tables, input);
    const member = entry?.members.find(({ id }) => id === input.memberId);
    if (!entry || !member) return refuse({ code: "not-found" });
    const { personId, person } = member;
    const isNew = (await tables.attachment.count({ where: { personId, kind, withdrawnAt: null } })) === 0;
    const closed = checkRecord(runtime, entry, isNew);
    const stored = await storeAttachment(tables, runtime, { personId, person, recordedById: actor.userId, kind, bytes });
    if (closed.length > 0 || !stored.ok) return refuse(...closed, ...(stored.ok ? [] : stored.refusals));
    const { attachmentId } = stored.value;
    await takeBack(tables, entry.id, runtime.clock.now());
    await audit({
      chain: entry.event.competitionId,
      actorId: actor.userId,
      act: "upload-attachment",
      objectKind: "entry",
      objectId: entry.id,
      payload: { attachmentId, kind, size: bytes.length },
    });
    return allow({ attachmentId });
  });
}
