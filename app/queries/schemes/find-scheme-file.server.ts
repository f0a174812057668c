/** One version of an event's marking scheme as a workbook to download. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { writeMarkingScheme } from "#app/platform/excel/index.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type SchemeFileContent = {
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly bytes: Uint8Array;
};

/** Null when the event has no such version. */
export async function findSchemeFile(runtime: Runtime, eventId: string, version: number): Promise<SchemeFileContent | null> {
  const found = await runtime.database.read.markingScheme.findUnique({
    where: { eventId_version: { eventId, version } },
    select: { content: true, event: { select: { code: true, name: true } } },
  });
  if (!found) return null;
  const { code, name } = found.event;
  const bytes = await writeMarkingScheme(found.content as unknown as MarkingScheme, name);
  return { code, name, version, bytes };
}
