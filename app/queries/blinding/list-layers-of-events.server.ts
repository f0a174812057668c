/** In how many layers the works of each event of a competition are blinded, by its latest rules. */
import type { BlindLayer } from "#app/domain/blinding/layers.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";

/** By event id. */
export async function listLayersOfEvents(tables: Tables, competitionId: string): Promise<ReadonlyMap<string, BlindLayer>> {
  const events = await tables.event.findMany({ where: { competitionId }, select: { id: true } });
  const layers = new Map<string, BlindLayer>();
  for (const { id } of events) layers.set(id, (await getCurrentRules(tables, id)).rules.blindLayers);
  return layers;
}
