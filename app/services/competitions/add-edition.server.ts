/** Puts a competition that exists into a series, as its n-th edition. */
import { decideEdition, type EditionRefusal } from "#app/domain/ladder/series-calendar.ts";
import { shanghaiYear } from "#app/domain/shared/day.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { Tier } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { findSeriesEditions } from "#app/queries/competitions/list-series-editions.server.ts";

export function addEdition(
  runtime: Runtime,
  actor: Actor,
  input: { readonly seriesId: string; readonly competitionId: string; readonly edition: number },
): Promise<Decision<null, EditionRefusal | "changed-meanwhile">> {
  return runtime.database.write<null, EditionRefusal | "changed-meanwhile">(async ({ tables, audit }) => {
    const { seriesId, competitionId, edition } = input;
    const series = await findSeriesEditions(tables, seriesId);
    const competition = await tables.competition.findUnique({
      where: { id: competitionId },
      select: { tier: true, startsOn: true, seriesId: true },
    });
    if (!series || !competition) {
      const refusals: Refusal<EditionRefusal>[] = [];
      if (!series) refusals.push({ code: "series-unknown", params: { field: "seriesId" } });
      if (!competition) refusals.push({ code: "competition-unknown", params: { field: "competitionId" } });
      return refuse(...refusals);
    }
    const decision = decideEdition(series, {
      tier: competition.tier as Tier,
      year: shanghaiYear(competition.startsOn),
      hasSeries: competition.seriesId !== null,
      edition,
    });
    if (!decision.ok) return decision;
    const { count } = await tables.competition.updateMany({
      where: { id: competitionId, seriesId: null },
      data: { seriesId, edition },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "add-edition",
      objectKind: "competition",
      objectId: competitionId,
      payload: { series: seriesId, edition },
    });
    return allow(null);
  });
}
