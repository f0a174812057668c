/**
 * The decision document makes results final: certificates take force, promotion and money begin, by jobs (DOMAIN 2). Two people: who
 * opened the publicity does not decide (DOMAIN 14).
 */
import { decideCompetitionAct } from "#app/domain/phases/competition-phases.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getCompetitionFacts } from "#app/queries/competitions/get-competition-facts.server.ts";

const JOB_KINDS = ["put-certificates-in-force", "compute-entitlements", "compute-advancement", "propose-promotions"] as const;

/** @param input.decisionNumber 文号 @returns null, or every unmet condition. */
export function finaliseCompetition(
  runtime: Runtime,
  actor: Actor,
  { competitionId, decisionNumber }: { readonly competitionId: string; readonly decisionNumber: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, enqueue }) => {
    const now = runtime.clock.now();
    const facts = await getCompetitionFacts(tables, competitionId, { now, actorId: actor.userId });
    const decided = decideCompetitionAct("finalise", { ...facts, decisionNumber });
    if (!decided.ok) return decided;
    const moved = await tables.competition.updateMany({
      where: { id: competitionId, phase: facts.phase },
      data: { phase: decided.value, decisionNumber: decisionNumber.trim(), finalisedAt: now },
    });
    if (moved.count === 0) return refuse({ code: "changed-meanwhile" });
    for (const kind of JOB_KINDS) await enqueue({ kind, payload: { competitionId }, competitionId });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "finalise-competition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { events: facts.events.length },
    });
    return allow(null);
  });
}
