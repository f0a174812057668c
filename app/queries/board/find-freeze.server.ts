/** The freeze that holds a round's board now. */
import type { FrozenBoard } from "#app/domain/board/freeze.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type Freeze = {
  readonly id: string;
  readonly frozenAt: Date;
  readonly frozenById: string;
  readonly reason: string;
  readonly board: FrozenBoard;
};

/** Null where nobody froze it, or it was ended. */
export async function findFreeze(tables: Tables, roundId: string): Promise<Freeze | null> {
  const standing = await tables.roundFreeze.findFirst({
    where: { roundId, endedAt: null },
    select: { id: true, frozenAt: true, frozenById: true, reason: true, board: true },
  });
  return standing && { ...standing, board: standing.board as unknown as FrozenBoard };
}
