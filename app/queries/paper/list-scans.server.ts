/** The archived scans of a form or of a round, without their bytes; and one with them. */
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type ScanLine = {
  readonly scanId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly uploadedBy: string;
  /** ISO. */
  readonly uploadedAt: string;
};

/** The oldest first. `formId` null: the papers of the round that belong to no single form. */
export async function listScans(
  tables: Tables,
  of: { readonly roundId: string; readonly formId: string | null },
): Promise<ScanLine[]> {
  const scans = await tables.scan.findMany({
    where: of,
    orderBy: [{ uploadedAt: "asc" }, { id: "asc" }],
    select: { id: true, fileName: true, mediaType: true, sha256: true, uploadedById: true, uploadedAt: true },
  });
  if (scans.length === 0) return [];
  const sizes = await tables.$queryRaw<{ id: string; size: number | bigint }[]>`
    SELECT "id", length("bytes") AS "size" FROM "Scan" WHERE "roundId" = ${of.roundId}`;
  const sizeOf = new Map(sizes.map(({ id, size }) => [id, Number(size)]));
  const users = await tables.user.findMany({
    where: { id: { in: scans.map(({ uploadedById }) => uploadedById) } },
    select: { id: true, displayName: true },
  });
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]));
  return scans.map(({ id, uploadedById, uploadedAt, ...scan }) => ({
    ...scan,
    scanId: id,
    size: sizeOf.get(id) ?? 0,
    uploadedBy: names.get(uploadedById) ?? "",
    uploadedAt: uploadedAt.toISOString(),
  }));
}

export type ScanFile = {
  readonly formId: string | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** Null when there is no such scan in this event. */
export async function findScan({ database }: Runtime, scanId: string, eventId: string): Promise<ScanFile | null> {
  return database.read.scan.findFirst({
    where: { id: scanId, round: { eventId } },
    select: { formId: true, fileName: true, mediaType: true, bytes: true },
  });
}
