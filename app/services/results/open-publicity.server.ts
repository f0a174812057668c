/** The organiser opens the publicity of the winners' lists, one list for each event, out of its last round (DOMAIN 2: 5 working days). */
import { canonicalJson } from "#app/domain/audit/canonical-json.ts";
import { decideCompetitionAct } from "#app/domain/phases/competition-phases.ts";
import { listWinners } from "#app/domain/results/published-result.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

/** @returns the end of the period (ISO), or every unmet condition. */
export function openPublicity(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<{ readonly closesAt: string }>> {
  return runtime.database.write<{ closesAt: string }, string>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const facts = await getCompetitionFacts(tables, competitionId, now);
    const decided = decideCompetitionAct("open-publicity", facts);
    if (!decided.ok) return decided;
    const competition = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: {
        publicityWorkingDays: true,
        events: { select: { rounds: { orderBy: { number: "desc" }, take: 1, select: { id: true } } } },
      },
    });
    const closesAt = addWorkingDays(now, competition.publicityWorkingDays);
    const moved = await tables.competition.updateMany({
      where: { id: competitionId, phase: facts.phase },
      data: { phase: decided.value, publicityEndsAt: closesAt },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    const rounds = competition.events.flatMap((event) => event.rounds);
    for (const { id: roundId } of rounds) {
      const results = listWinners((await getRoundResultsByEntry(tables, roundId)).rows);
      const resultsHash = sha256(canonicalJson(results));
      await tables.publication.create({
        data: {
          id: newId(),
          roundId,
          kind: "winners",
          results: [...results],
          resultsHash,
          publishedById: actor.userId,
          publishedAt: now,
          closesAt,
        },
      });
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "publish-winners",
        objectKind: "round",
        objectId: roundId,
        payload: { resultsHash, winners: results.length },
      });
      announce({ kind: "round-changed", roundId });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "open-publicity",
      objectKind: "competition",
      objectId: competitionId,
      payload: { closesAt: closesAt.toISOString() },
    });
    return allow({ closesAt: closesAt.toISOString() });
  });
}
