/** What stands on the badges of an event: each person of an accepted entry, with the code of check-in. */
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";

export type BadgeFacts = {
  readonly name: string;
  readonly unit: string;
  readonly entrantNumber: string;
  /** What the QR code says. */
  readonly code: string;
  readonly photo: Buffer | null;
};

/** By entrant number; without people whose data were erased. */
export async function listBadges(
  runtime: Runtime,
  { competitionId, eventId }: { readonly competitionId: string; readonly eventId: string },
): Promise<readonly BadgeFacts[]> {
  const occasion = await getPaperOccasion(runtime, competitionId);
  const entries = await listPaperEntries(runtime, { competitionId, eventId, statuses: ["accepted"] });
  return entries.flatMap(({ eventCode, entrantNumber, delegation, members }) =>
    members
      .filter(({ name }) => name !== "")
      .map(({ name, employer, school }) => ({
        name,
        unit: employer || school || delegation.name,
        entrantNumber: entrantNumber ?? "",
        code: makeBadge(runtime.keys, {
          competition: occasion.code,
          event: eventCode,
          entrantNumber: entrantNumber ?? "",
        }),
        photo: null,
      })),
  );
}
