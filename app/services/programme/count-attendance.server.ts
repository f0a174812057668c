/** Records how many people came to an item of the programme; a later count replaces it, and the log keeps both. */
import { decideCount, type ProgrammeRefusal } from "#app/domain/programme/programme.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function countAttendance(
  runtime: Runtime,
  actor: Actor,
  { competitionId, itemId, attended }: { readonly competitionId: string; readonly itemId: string; readonly attended: number },
): Promise<Decision<null, ProgrammeRefusal>> {
  return runtime.database.write<null, ProgrammeRefusal>(async ({ tables, audit }) => {
    const item = await tables.programmeItem.findFirst({
      where: { id: itemId, competitionId, withdrawnAt: null },
      select: { startsAt: true, attended: true, competition: { select: { phase: true } } },
    });
    if (!item) return refuse({ code: "programme-item-unknown" });
    const decided = decideCount(item, runtime.clock.now(), item.competition.phase as CompetitionPhase);
    if (!decided.ok) return decided;
    await tables.programmeItem.update({ where: { id: itemId }, data: { attended } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "count-attendance",
      objectKind: "programme-item",
      objectId: itemId,
      payload: { before: item.attended, attended },
    });
    return allow(null);
  });
}
