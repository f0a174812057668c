/** The organiser publishes a round's results on site: a snapshot with its hash; certificates are prepared (DOMAIN 2). */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import { decideRoundAct } from "#app/domain/phases/round-phases.ts";
import { listPublishedResults } from "#app/domain/results/published-result.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { listAudience } from "#app/platform/messages/audience.server.ts";
import { sendMessage } from "#app/platform/messages/send.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getRoundFacts } from "#app/queries/results/get-round-facts.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

/** @returns the hash of what was published and the end of the period (ISO), or every unmet condition. */
export function publishOnSite(
  runtime: Runtime,
  actor: Actor,
  { roundId }: { readonly roundId: string },
): Promise<Decision<{ readonly resultsHash: string; readonly closesAt: string }>> {
  return runtime.database.write<{ resultsHash: string; closesAt: string }, string>(async (write) => {
    const { tables, audit, enqueue, announce } = write;
    const now = runtime.clock.now();
    const { facts, competitionId } = await getRoundFacts(tables, roundId, now);
    const decided = decideRoundAct("publish-on-site", facts, actor.userId);
    if (!decided.ok) return decided;
    const { rows, rules, isLast } = await getRoundResultsByEntry(tables, roundId);
    const moved = await tables.round.updateMany({ where: { id: roundId, phase: facts.phase }, data: { phase: decided.value } });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const results = listPublishedResults(rows);
    const resultsHash = sha256(canonicalJson(results));
    const closesAt = new Date(now.getTime() + rules.onSiteMinutes * 60_000);
    await tables.publication.create({
      data: {
        id: newId(),
        roundId,
        kind: "on-site",
        results: [...results],
        resultsHash,
        publishedById: actor.userId,
        publishedAt: now,
        closesAt,
      },
    });
    await tables.board.update({ where: { roundId }, data: { version: { increment: 1 }, changedAt: now } });
    // Awards are given in the last round only.
    if (isLast) await enqueue({ kind: "prepare-certificates", payload: { roundId }, competitionId });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "publish-on-site",
      objectKind: "round",
      objectId: roundId,
      payload: { resultsHash, closesAt: closesAt.toISOString() },
    });
    const { event } = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { event: { select: { code: true, competition: { select: { code: true } } } } },
    });
    await sendMessage(write, {
      competitionId,
      kind: "results-published",
      params: { event: event.code },
      path: `/competitions/${event.competition.code}/events/${event.code}`,
      sentById: null,
      at: now,
      to: { userIds: await listAudience(tables, { competitionId, roles: ["team-leader", "organiser", "chief-judge"] }) },
    });
    announce({ kind: "round-changed", roundId });
    announce({ kind: "board-changed", roundId });
    return allow({ resultsHash, closesAt: closesAt.toISOString() });
  });
}
