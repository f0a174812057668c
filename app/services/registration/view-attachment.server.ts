/** Opens a document of an entry's member in full; each view is on record (DOMAIN 3). Photos have a query of their own. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { unsealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type AttachmentPlace, findAttachment } from "#app/queries/registration/find-attachment.server.ts";

export type OpenedFile = { readonly mediaType: string; readonly kind: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** @returns the file, or `not-found` where this reader has none of this id */
export async function viewAttachment(runtime: Runtime, actor: Actor, place: AttachmentPlace): Promise<Decision<OpenedFile>> {
  return runtime.database.write(async ({ tables, audit }) => {
    const found = await findAttachment(tables, place);
    const bytes = found && unsealBytes(runtime.keys, found.sealed, found.person.key?.wrapped ?? null);
    if (!found || !bytes) return refuse({ code: "not-found" });
    await audit({
      chain: found.competitionId,
      actorId: actor.userId,
      act: "view-attachment",
      objectKind: "entry",
      objectId: place.entryId,
      payload: { attachmentId: place.attachmentId, kind: found.kind },
    });
    return allow({ mediaType: found.mediaType, kind: found.kind, bytes });
  });
}
