/** One entry of a round as the hall records it: how it takes part and the lines that stand. */
import type { HallLine } from "#app/domain/marking/hall-acts.ts";
import type { HallRecordKind } from "#app/domain/marking/hall-record.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Participation, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type HallRound = {
  readonly competitionId: string;
  readonly phase: RoundPhase;
  /** What an entry can earn, in hundredths; null while there are no rules. */
  readonly total: number | null;
};

/** The rules are those pinned, or before judging the latest. @throws Error when there is no such round. */
export async function getHallRound(tables: Tables, roundId: string): Promise<HallRound> {
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      phase: true,
      rules: { select: { content: true } },
      event: {
        select: { competitionId: true, rules: { orderBy: { version: "desc" }, take: 1, select: { content: true } } },
      },
    },
  });
  const rules = round.rules ?? round.event.rules[0] ?? null;
  return {
    competitionId: round.event.competitionId,
    phase: round.phase as RoundPhase,
    total: rules && toEventRules(rules.content).total,
  };
}

/** Null for an entry that has no part in the round. */
export async function findHallEntry(
  tables: Tables,
  roundId: string,
  entryId: string,
): Promise<{ readonly participation: Participation; readonly lines: readonly HallLine[] } | null> {
  const entry = await tables.roundEntry.findUnique({
    where: { roundId_entryId: { roundId, entryId } },
    select: { participation: true },
  });
  if (!entry) return null;
  const records = await tables.hallRecord.findMany({
    where: { roundId, entryId, voidedAt: null },
    select: { kind: true, at: true, recordedAt: true },
  });
  return { participation: entry.participation as Participation, lines: records.map(toHallLine) };
}

export function toHallLine({ kind, at, recordedAt }: { kind: string; at: Date; recordedAt: Date }): HallLine {
  return { kind: kind as HallRecordKind, at: at.getTime(), recordedAt: recordedAt.getTime() };
}
