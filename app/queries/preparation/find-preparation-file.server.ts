/** A file of preparation for the office: of a notice, also a withdrawn one, or the scan of minutes. */
import type { Runtime } from "#app/platform/runtime.server.ts";

export type StoredFile = {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/** Null where this competition has no such file. */
export async function findPreparationFile(
  { database: { read } }: Runtime,
  { competitionId, of, id }: { readonly competitionId: string; readonly of: "notices" | "meetings"; readonly id: string },
): Promise<StoredFile | null> {
  const query = {
    where: { id, competitionId },
    select: { fileName: true, mediaType: true, sha256: true, bytes: true },
  } as const;
  const found = of === "notices" ? await read.notice.findFirst(query) : await read.meeting.findFirst(query);
  if (!found?.bytes || !found.fileName || !found.mediaType || !found.sha256) return null;
  return { name: found.fileName, type: found.mediaType, sha256: found.sha256, bytes: found.bytes };
}
