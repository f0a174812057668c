/** Takes a competition out of its series: it was put there, or numbered, by mistake. */
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export function removeEdition(
  runtime: Runtime,
  actor: Actor,
  { competitionId }: { readonly competitionId: string },
): Promise<Decision<null, "edition-unknown" | "changed-meanwhile">> {
  return runtime.database.write<null, "edition-unknown" | "changed-meanwhile">(async ({ tables, audit }) => {
    const competition = await tables.competition.findUnique({
      where: { id: competitionId },
      select: { seriesId: true, edition: true },
    });
    if (!competition?.seriesId) return refuse({ code: "edition-unknown" });
    const { seriesId, edition } = competition;
    const { count } = await tables.competition.updateMany({
      where: { id: competitionId, seriesId, edition },
      data: { seriesId: null, edition: null },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "remove-edition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { series: seriesId, edition },
    });
    return allow(null);
  });
}
