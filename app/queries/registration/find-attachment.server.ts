/** A standing file of a member of one entry, or of who is asked for in his place, for readers of that entry; sealed, except a photo that is shown. */
import { unsealBytes } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

/** A file by the entry whose it is, and `within` the delegation or the competition whose entries the reader may look at. */
export type AttachmentPlace = {
  readonly within: { readonly delegationId: string } | { readonly competitionId: string };
  readonly entryId: string;
  readonly attachmentId: string;
};

/** Null when the entry is not within the reader's scope or the file is nobody's of it. */
export async function findAttachment(tables: Tables, { within, entryId, attachmentId }: AttachmentPlace) {
  const entry = await tables.entry.findFirst({
    where: {
      id: entryId,
      ...("delegationId" in within
        ? { delegationId: within.delegationId }
        : { event: { competitionId: within.competitionId }, status: { not: "draft" } }),
    },
    select: {
      event: { select: { competitionId: true } },
      members: { select: { personId: true } },
      substitutions: { where: { state: "asked" }, select: { inPersonId: true } },
    },
  });
  if (!entry) return null;
  const people = [...entry.members.map(({ personId }) => personId), ...entry.substitutions.map(({ inPersonId }) => inPersonId)];
  const found = await tables.attachment.findFirst({
    where: { id: attachmentId, withdrawnAt: null, personId: { in: people } },
    select: { kind: true, mediaType: true, sealed: true, person: { select: { key: { select: { wrapped: true } } } } },
  });
  return found && { ...found, competitionId: entry.event.competitionId };
}

/** The bytes of a photo; null of every other kind, which is only opened on record. */
export async function findPhoto(
  runtime: Runtime,
  place: AttachmentPlace,
): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array<ArrayBuffer> } | null> {
  const found = await findAttachment(runtime.database.read, place);
  if (found?.kind !== "photo") return null;
  const bytes = unsealBytes(runtime.keys, found.sealed, found.person.key?.wrapped ?? null);
  return bytes && { mediaType: found.mediaType, bytes };
}
