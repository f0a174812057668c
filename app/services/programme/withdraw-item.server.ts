/** Takes an item off the programme; it stays on record. */
import { decideWithdrawing, type ProgrammeRefusal } from "#app/domain/programme/programme.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function withdrawItem(
  runtime: Runtime,
  actor: Actor,
  { competitionId, itemId }: { readonly competitionId: string; readonly itemId: string },
): Promise<Decision<null, ProgrammeRefusal>> {
  return runtime.database.write<null, ProgrammeRefusal>(async ({ tables, audit }) => {
    const item = await tables.programmeItem.findFirst({
      where: { id: itemId, competitionId, withdrawnAt: null },
      select: { attended: true, competition: { select: { phase: true } } },
    });
    if (!item) return refuse({ code: "programme-item-unknown" });
    const decided = decideWithdrawing(item, item.competition.phase as CompetitionPhase);
    if (!decided.ok) return decided;
    await tables.programmeItem.update({ where: { id: itemId }, data: { withdrawnAt: runtime.clock.now() } });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "withdraw-programme-item",
      objectKind: "programme-item",
      objectId: itemId,
    });
    return allow(null);
  });
}
