/**
 * What follows in the same write when results that were computed anew are different: a new version of each publication, the
 * clocks that begin again with it, and the job that exchanges certificates. A step of applying and of reversing a set.
 */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import { haveSameWinners } from "#app/domain/results/compare-results.ts";
import { listPublishedResults, listWinners, type PublishedResult } from "#app/domain/results/published-result.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import type { RescoreGround } from "#app/queries/rescore/get-rescore-ground.server.ts";

type Known = NonNullable<RescoreGround["results"]>;

/**
 * Before the on-site publication nothing is public yet, and only screens follow. After it the results are published as the
 * next version with the whole on-site period, and so is the list of winners while it is public: with the whole period where
 * somebody wins something else, else until the end that was announced.
 */
export async function publishAnew(
  { tables, audit, enqueue, announce }: Write,
  input: {
    readonly ground: RescoreGround;
    readonly before: Known;
    readonly after: Known;
    readonly actorId: string;
    readonly now: Date;
  },
): Promise<void> {
  const { ground, before, after, actorId, now } = input;
  const { roundId, competitionId, phase, competitionPhase } = ground;
  const publish = async (kind: "on-site" | "winners", results: readonly PublishedResult[], closesAt: Date) => {
    const latest = await tables.publication.findFirst({
      where: { roundId, kind },
      orderBy: { version: "desc" },
      select: { version: true },
    });
    const version = (latest?.version ?? 0) + 1;
    const resultsHash = sha256(canonicalJson(results));
    await tables.publication.create({
      data: {
        id: newId(),
        roundId,
        kind,
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
      act: kind === "on-site" ? "publish-on-site" : "publish-winners",
      objectKind: "round",
      objectId: roundId,
      payload: { version, resultsHash, closesAt: closesAt.toISOString() },
    });
  };

  if (phase === "published" || phase === "settled") {
    const closesAt = new Date(now.getTime() + after.rules.onSiteMinutes * 60_000);
    await publish("on-site", listPublishedResults(after.rows), closesAt);
    if (after.isLast) await enqueue({ kind: "prepare-certificates", payload: { roundId }, competitionId });
  }
  const winners = listWinners(after.rows);
  const isListPublic = competitionPhase === "publicity" && ground.publicityEndsAt !== null;
  if (isListPublic && canonicalJson(winners) !== canonicalJson(listWinners(before.rows))) {
    const restarts = !haveSameWinners(before.rows, after.rows);
    const closesAt = restarts ? addWorkingDays(now, ground.publicityWorkingDays) : (ground.publicityEndsAt ?? now);
    if (restarts) await tables.competition.update({ where: { id: competitionId }, data: { publicityEndsAt: closesAt } });
    await publish("winners", winners, closesAt);
  }
  await tables.board.updateMany({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
  announce({ kind: "round-changed", roundId });
  announce({ kind: "board-changed", roundId });
}
