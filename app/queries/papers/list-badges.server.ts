/** What stands on the badges of an event: each person of an accepted entry, with the code of check-in. */
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import { unsealBytes } from "#app/platform/crypto/vault.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";

export type BadgeFacts = {
  readonly name: string;
  readonly unit: string;
  readonly entrantNumber: string;
  /** What the QR code says. */
  readonly code: string;
  /** JPEG or PNG; null where none was handed in. */
  readonly photo: Buffer | null;
};

/** By entrant number; without people whose data were erased. @param input.entryIds of these only; left out: of all */
export async function listBadges(
  runtime: Runtime,
  input: { readonly competitionId: string; readonly eventId: string; readonly entryIds?: readonly string[] },
): Promise<readonly BadgeFacts[]> {
  const { competitionId, eventId, entryIds } = input;
  const occasion = await getPaperOccasion(runtime, competitionId);
  const all = await listPaperEntries(runtime, { competitionId, eventId, statuses: ["accepted"] });
  const entries = entryIds === undefined ? all : all.filter(({ id }) => entryIds.includes(id));
  const photos = await readPhotos(
    runtime,
    entries.flatMap(({ members }) => members.map(({ personId }) => personId)),
  );
  return entries.flatMap(({ eventCode, entrantNumber, delegation, members }) =>
    members
      .filter(({ name }) => name !== "")
      .map(({ personId, name, employer, school }) => ({
        name,
        unit: employer || school || delegation.name,
        entrantNumber: entrantNumber ?? "",
        code: makeBadge(runtime.keys, {
          competition: occasion.code,
          event: eventCode,
          entrantNumber: entrantNumber ?? "",
        }),
        photo: photos.get(personId) ?? null,
      })),
  );
}

/** The newest photo of each person, by his id. */
async function readPhotos(runtime: Runtime, personIds: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const photos = new Map<string, Buffer>();
  for (const part of chunk([...new Set(personIds)])) {
    const found = await runtime.database.read.attachment.findMany({
      where: { personId: { in: part }, kind: "photo", withdrawnAt: null },
      orderBy: { uploadedAt: "asc" },
      select: { personId: true, sealed: true, person: { select: { key: { select: { wrapped: true } } } } },
    });
    for (const { personId, sealed, person } of found) {
      const bytes = unsealBytes(runtime.keys, sealed, person.key?.wrapped ?? null);
      if (bytes) photos.set(personId, Buffer.from(bytes));
    }
  }
  return photos;
}
