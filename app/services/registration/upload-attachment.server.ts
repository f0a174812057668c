/** Takes a photo or document of an entry's member, sealed under that person's key; of most kinds a new one replaces the old. */
import { type AttachmentKind, decideAttachment, isSingle } from "#app/domain/registration/attachment.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { sealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { checkChange, findOwnEntry, takeBack } from "#app/services/registration/own-entry.server.ts";

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
    const { personId } = member;
    const standing = { personId, kind, withdrawnAt: null };
    const others = isSingle(kind) ? 0 : await tables.attachment.count({ where: standing });
    const decision = decideAttachment(kind, bytes, others);
    const { key } = member.person;
    const refusals: Refusal[] = [
      ...checkChange(runtime, entry),
      ...(key === null ? [{ code: "person-erased" }] : []),
      ...(decision.ok ? [] : decision.refusals),
    ];
    if (refusals.length > 0 || key === null || !decision.ok) return refuse(...refusals);
    const now = runtime.clock.now();
    if (isSingle(kind)) {
      await tables.attachment.updateMany({ where: standing, data: { withdrawnAt: now, sealed: new Uint8Array() } });
    }
    const attachmentId = newId();
    await tables.attachment.create({
      data: {
        id: attachmentId,
        personId,
        kind,
        mediaType: decision.value,
        size: bytes.length,
        sealed: sealBytes(runtime.keys, key.wrapped, bytes),
        uploadedById: actor.userId,
        uploadedAt: now,
      },
    });
    await takeBack(tables, entry.id, now);
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
