/** What someone did in a round before he rechecks it: nobody checks his own work (DOMAIN 5). */

import { hasRole } from "#app/domain/access/access.ts";
import type { Rechecker } from "#app/domain/results/recheck.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import type { PinnedRound } from "#app/queries/marking/get-pinned-round.server.ts";

export async function findRechecker(
  tables: Tables,
  actor: Pick<Actor, "userId" | "grants">,
  { roundId, competitionId, eventId }: Pick<PinnedRound, "roundId" | "competitionId" | "eventId">,
): Promise<Rechecker> {
  const { userId } = actor;
  const round = await tables.round.findUniqueOrThrow({ where: { id: roundId }, select: { submittedById: true } });
  const panels = await tables.panelJudge.count({ where: { judgeId: userId, panel: { roundId } } });
  const entered = await tables.markRevision.count({ where: { judgeId: userId, form: { roundId } } });
  const confirmed = await tables.formConfirmation.count({ where: { confirmedById: userId, form: { roundId } } });
  const isChief = hasRole(actor.grants, ["chief-judge"], { competitionId, eventId, delegationId: null });
  return {
    hasSubmitted: round.submittedById === userId || isChief,
    hasMarked: panels + entered > 0,
    hasConfirmed: confirmed > 0,
  };
}
