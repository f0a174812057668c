/** States at which skill level the papers of a competition's events are set (试题等级). */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @param input.levels by event code; null: not said. Events of other competitions are refused, and nothing changes. */
export function setPaperLevels(
  runtime: Runtime,
  actor: Actor,
  { competitionId, levels }: { readonly competitionId: string; readonly levels: Readonly<Record<string, SkillLevel | null>> },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, enqueue }) => {
    for (const [code, paperLevel] of Object.entries(levels)) {
      const { count } = await tables.event.updateMany({ where: { competitionId, code }, data: { paperLevel } });
      if (count === 0) return refuse({ code: "promotion-event-unknown" });
    }
    const { finalisedAt } = await tables.competition.findUniqueOrThrow({
      where: { id: competitionId },
      select: { finalisedAt: true },
    });
    if (finalisedAt !== null) await enqueue({ kind: "propose-promotions", payload: { competitionId }, competitionId });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "set-paper-levels",
      objectKind: "competition",
      objectId: competitionId,
      payload: levels,
    });
    return allow(null);
  });
}
