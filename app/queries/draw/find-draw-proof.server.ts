/** What is published of a draw: anyone can compute from it that the order is the one that the seed gives. */
import type { DrawEntry } from "#app/domain/draw/draw.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

/** Entries stand in it by their ids, which name nobody. */
export type DrawProof = {
  readonly roster: readonly DrawEntry[];
  readonly rosterHash: string;
  readonly commitment: string;
  /** ISO. */
  readonly frozenAt: string;
  /** What the draw opened; null until it is held. */
  readonly opened: {
    readonly secret: string;
    readonly contribution: string;
    readonly contributorId: string;
    readonly seed: string;
    /** ISO. */
    readonly drawnAt: string;
  } | null;
};

/** Null before the roster is frozen. The secret leaves this query only after the draw. */
export async function findDrawProof(tables: Tables, roundId: string): Promise<DrawProof | null> {
  const draw = await tables.draw.findUnique({ where: { roundId } });
  if (!draw) return null;
  const { secret, contribution, contributorId, seed, drawnAt } = draw;
  const isOpened = contribution !== null && contributorId !== null && seed !== null && drawnAt !== null;
  return {
    roster: draw.roster as unknown as readonly DrawEntry[],
    rosterHash: draw.rosterHash,
    commitment: draw.commitment,
    frozenAt: draw.frozenAt.toISOString(),
    opened: isOpened ? { secret, contribution, contributorId, seed, drawnAt: drawnAt.toISOString() } : null,
  };
}
