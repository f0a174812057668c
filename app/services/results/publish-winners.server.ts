/** Makes the winners' lists public, one for each event out of its last round, as their next version: a step of opening and of reopening publicity. */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import { listWinners } from "#app/domain/results/published-result.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export async function publishWinners(
  { tables, audit, announce }: Pick<Write, "tables" | "audit" | "announce">,
  { competitionId, actorId, now, closesAt }: { competitionId: string; actorId: string; now: Date; closesAt: Date },
): Promise<void> {
  const events = await tables.event.findMany({
    where: { competitionId, cancelledAt: null },
    orderBy: { code: "asc" },
    select: { rounds: { orderBy: { number: "desc" }, take: 1, select: { id: true } } },
  });
  for (const { id: roundId } of events.flatMap(({ rounds }) => rounds)) {
    const results = listWinners((await getRoundResultsByEntry(tables, roundId)).rows);
    const resultsHash = sha256(canonicalJson(results));
    const latest = await tables.publication.aggregate({ where: { roundId, kind: "winners" }, _max: { version: true } });
    const version = (latest._max.version ?? 0) + 1;
    await tables.publication.create({
      data: {
        id: newId(),
        roundId,
        kind: "winners",
        version,
        results: [...results],
        resultsHash,
        publishedById: actorId,
        publishedAt: now,
        closesAt,
      },
    });
    await audit({
      chain: competitionId,
      actorId,
      act: "publish-winners",
      objectKind: "round",
      objectId: roundId,
      payload: { version, resultsHash, winners: results.length },
    });
    announce({ kind: "round-changed", roundId });
  }
}
