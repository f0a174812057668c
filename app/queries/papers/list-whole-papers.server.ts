/** Which papers of a whole competition can be printed now, and those of its events. */
import type { Runtime } from "#app/platform/runtime.server.ts";
import { type EventPapers, listEventPapers } from "#app/queries/papers/list-event-papers.server.ts";

export type WholePapers = {
  readonly events: readonly EventPapers[];
  /** A ceremony was prepared: there are its orders. */
  readonly hasCeremony: boolean;
};

export async function listWholePapers(runtime: Runtime, competitionId: string): Promise<WholePapers> {
  return {
    events: await listEventPapers(runtime, competitionId),
    hasCeremony: (await runtime.database.read.ceremony.count({ where: { competitionId } })) > 0,
  };
}
