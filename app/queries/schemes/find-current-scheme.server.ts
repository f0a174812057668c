/** The latest version of an event's marking scheme. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type SchemeVersion = {
  readonly id: string;
  readonly version: number;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly scheme: MarkingScheme;
};

/** Null before one was imported. */
export async function findCurrentScheme(tables: Tables, eventId: string): Promise<SchemeVersion | null> {
  const found = await tables.markingScheme.findFirst({
    where: { eventId },
    orderBy: { version: "desc" },
    select: { id: true, version: true, fileName: true, createdAt: true, content: true },
  });
  return found && { ...found, scheme: found.content as unknown as MarkingScheme };
}
