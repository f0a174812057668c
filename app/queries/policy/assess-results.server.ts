/** What the clauses of a frame say of every result of a final competition, part by part: the same for the job and for a preview. */
import type { Finding } from "#app/domain/policy/findings.ts";
import { addWinningPlaces } from "#app/domain/policy/winning-places.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { PolicyFrame } from "#app/queries/policy/get-policy-frame.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type AssessedResult = {
  readonly entryId: string;
  readonly findings: readonly Finding[];
  /** Whether there is a result; of an entry that has none any more no clause says anything. */
  readonly hasResult: boolean;
};

/** How many results are in memory with all their findings. */
const PART = 500;

/** Each entry once, by the furthest round that it reached; at last those assessed before that have no result any more. */
export async function* assessResults(
  tables: Tables,
  competitionId: string,
  frame: Pick<PolicyFrame, "rounds" | "find">,
): AsyncGenerator<readonly AssessedResult[]> {
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
  const known = await tables.policyAssessment.findMany({ where: { competitionId }, select: { entryId: true } });
  const gone = known.flatMap(({ entryId }) => {
    return entryId === null || done.has(entryId) ? [] : [{ entryId, findings: [], hasResult: false }];
  });
  for (const part of chunk(gone, PART)) yield part;
}
