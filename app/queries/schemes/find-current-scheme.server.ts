/** The marking scheme that a round of an event is or will be marked by: the newest version made for it, or for the nearest round before. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type SchemeVersion = {
  readonly id: string;
  readonly version: number;
  /** The round that it was made for. */
  readonly roundNumber: number;
  readonly source: string;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly scheme: MarkingScheme;
};

/** Null before there is one. Versions count through all rounds of the event. */
export async function findCurrentScheme(tables: Tables, eventId: string, roundNumber = 1): Promise<SchemeVersion | null> {
  const found = await tables.markingScheme.findFirst({
    where: { eventId, roundNumber: { lte: roundNumber } },
    orderBy: [{ roundNumber: "desc" }, { version: "desc" }],
    select: { id: true, version: true, roundNumber: true, source: true, fileName: true, createdAt: true, content: true },
  });
  return found && { ...found, scheme: found.content as unknown as MarkingScheme };
}
