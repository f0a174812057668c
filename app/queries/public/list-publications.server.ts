/** What was made public of results, when, until when, and under which hash. */
import type { Tables } from "#app/platform/db/database.server.ts";

export const PUBLICATION_KINDS = ["on-site", "winners"] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];

export type PublicationView = {
  readonly roundId: string;
  readonly kind: PublicationKind;
  /** From 1; a higher one was published because results had changed. */
  readonly version: number;
  /** Whether no later one stands in its place. */
  readonly isLatest: boolean;
  /** Times ISO. */
  readonly publishedAt: string;
  readonly closesAt: string;
  /** SHA-256 of the results as published. */
  readonly resultsHash: string;
};

/** Of a competition or of one round, every version, oldest first. */
export async function listPublications(
  tables: Tables,
  where: { readonly competitionId: string } | { readonly roundId: string },
): Promise<readonly PublicationView[]> {
  const publications = await tables.publication.findMany({
    where: "roundId" in where ? { roundId: where.roundId } : { round: { event: { competitionId: where.competitionId } } },
    orderBy: [{ publishedAt: "asc" }, { version: "asc" }, { id: "asc" }],
    select: { roundId: true, kind: true, version: true, publishedAt: true, closesAt: true, resultsHash: true },
  });
  const latest = new Map<string, number>();
  for (const { roundId, kind, version } of publications) {
    const key = `${roundId} ${kind}`;
    latest.set(key, Math.max(version, latest.get(key) ?? 0));
  }
  return publications.map(({ roundId, kind, version, publishedAt, closesAt, resultsHash }) => ({
    roundId,
    kind: kind as PublicationKind,
    version,
    isLatest: latest.get(`${roundId} ${kind}`) === version,
    publishedAt: publishedAt.toISOString(),
    closesAt: closesAt.toISOString(),
    resultsHash,
  }));
}
