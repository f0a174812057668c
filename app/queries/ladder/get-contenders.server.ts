/** Whom the results of a final put before its advancement rule, with what they gave up. */
import type { AdvancementContender, AdvancementRule } from "#app/domain/ladder/advancement.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";

export type Contenders = {
  readonly competitionId: string;
  readonly toEventId: string | null;
  /** Null: nobody goes on. */
  readonly rule: AdvancementRule | null;
  readonly contenders: readonly AdvancementContender[];
};

/** @throws Error when there is no such round. */
export async function getContenders(tables: Tables, roundId: string): Promise<Contenders> {
  const { event } = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { event: { select: { competitionId: true, upperEventId: true } } },
  });
  const results = await getRoundResultsByEntry(tables, roundId);
  const entries = await tables.entry.findMany({
    where: { id: { in: results.rows.map(({ entryId }) => entryId) } },
    select: { id: true, delegationId: true, advancements: { select: { toEventId: true, state: true } } },
  });
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    competitionId: event.competitionId,
    toEventId: event.upperEventId,
    rule: results.rules.advancement,
    contenders: results.rows.map(({ entryId, place, eligible, passed }) => ({
      entryId,
      place,
      eligible,
      passed,
      delegationId: entryOf.get(entryId)?.delegationId ?? null,
      declined: (entryOf.get(entryId)?.advancements ?? []).some(
        ({ toEventId, state }) => toEventId === event.upperEventId && state === "declined",
      ),
    })),
  };
}
