/** The bytes of a scanned form whose code is in the sample of the recheck; null for any other scan. */
import type { Runtime } from "#app/platform/runtime.server.ts";

export async function findScanForRecheck(
  { database }: Runtime,
  { roundId, scanId }: { readonly roundId: string; readonly scanId: string },
): Promise<{ readonly fileName: string; readonly mediaType: string; readonly bytes: Uint8Array } | null> {
  return database.read.scan.findFirst({
    where: { id: scanId, roundId, form: { subject: { rechecks: { some: { roundId } } } } },
    select: { fileName: true, mediaType: true, bytes: true },
  });
}
