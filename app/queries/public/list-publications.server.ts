/** What was made public of results, when, until when, and under which hash. */
import type { Tables } from "#app/platform/db/database.server.ts";

export const PUBLICATION_KINDS = ["on-site", "winners"] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];

export type PublicationView = {
  readonly roundId: string;
  readonly kind: PublicationKind;
  /** Times ISO. */
  readonly publishedAt: string;
  readonly closesAt: string;
  /** SHA-256 of the results as published. */
  readonly resultsHash: string;
};

/** Of a competition or of one round, oldest first. */
export async function listPublications(
  tables: Tables,
  where: { readonly competitionId: string } | { readonly roundId: string },
): Promise<readonly PublicationView[]> {
  const publications = await tables.publication.findMany({
    where: "roundId" in where ? { roundId: where.roundId } : { round: { event: { competitionId: where.competitionId } } },
    orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
    select: { roundId: true, kind: true, publishedAt: true, closesAt: true, resultsHash: true },
  });
  return publications.map(({ roundId, kind, publishedAt, closesAt, resultsHash }) => ({
    roundId,
    kind: kind as PublicationKind,
    publishedAt: publishedAt.toISOString(),
    closesAt: closesAt.toISOString(),
    resultsHash,
  }));
}
