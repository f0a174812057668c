/** What the clauses of a frame say of a final competition, of itself and of every result, part by part: the same for the job and for a preview. */
import type { Finding } from "#app/domain/policy/findings.ts";
import { addWinningPlaces } from "#app/domain/policy/winning-places.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { PolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type AssessedResult = {
  /** Null: the competition itself. */
  readonly entryId: string | null;
  readonly findings: readonly Finding[];
  /** Whether it is a result; of an entry that has none any more no clause says anything. */
  readonly hasResult: boolean;
};

/** How many results are in memory with all their findings. */
const PART = 500;

/** The competition itself where a clause speaks of it, then each entry once, by the furthest round that it reached; at last those assessed before that have no result any more. */
export async function* assessResults(
  tables: Tables,
  competitionId: string,
  frame: Pick<PolicyFrame, "rounds" | "ofCompetition" | "find">,
): AsyncGenerator<readonly AssessedResult[]> {
  const known = await tables.policyAssessment.findMany({
    where: { competitionId },
    select: { entryId: true, holdingId: true },
  });
  if (frame.ofCompetition.length > 0 || known.some(({ holdingId }) => holdingId !== null)) {
    yield [{ entryId: null, findings: frame.ofCompetition, hasResult: false }];
  }
  const done = new Set<string>();
  // Of each event from the last round back: who is in a later round reached that one.
  for (const round of frame.rounds) {
    const { rows } = await getRoundResultsByEntry(tables, round.roundId);
    const results = addWinningPlaces(rows).filter(({ entryId }) => !done.has(entryId));
    for (const part of chunk(results, PART)) {
      const found = await frame.find(round, part);
      for (const { entryId } of part) done.add(entryId);
      yield [...found].map(([entryId, findings]) => ({ entryId, findings, hasResult: true }));
    }
  }
  const gone = known.flatMap(({ entryId }) => {
    return entryId === null || done.has(entryId) ? [] : [{ entryId, findings: [], hasResult: false }];
  });
  for (const part of chunk(gone, PART)) yield part;
}
