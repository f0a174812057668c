/** What one round of an event is marked by, and what its rules ask of it: as pinned once it opened judging, until then the newest. */
import type { SchemeNeeds } from "#app/domain/marking/check-scheme.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { getCurrentRules } from "#app/queries/rules/get-current-rules.server.ts";
import { findCurrentScheme, type SchemeVersion } from "#app/queries/schemes/find-current-scheme.server.ts";

export type RoundScheme = {
  readonly roundId: string;
  readonly phase: RoundPhase;
  readonly needs: Required<SchemeNeeds>;
  /** Whether a draw in force was frozen or held, and each module has seats of its own. */
  readonly isDrawnByModule: boolean;
  /** Null before there is one. */
  readonly current: SchemeVersion | null;
};

/** Null when the event has no such round. */
export async function findRoundScheme(tables: Tables, eventId: string, roundNumber: number): Promise<RoundScheme | null> {
  const round = await tables.round.findUnique({
    where: { eventId_number: { eventId, number: roundNumber } },
    select: {
      id: true,
      phase: true,
      rules: { select: { content: true } },
      _count: { select: { draws: { where: { supersededAt: null } } } },
      scheme: {
        select: { id: true, version: true, roundNumber: true, source: true, fileName: true, createdAt: true, content: true },
      },
    },
  });
  if (!round) return null;
  const rules = round.rules ? toEventRules(round.rules.content) : (await getCurrentRules(tables, eventId)).rules;
  return {
    roundId: round.id,
    phase: round.phase as RoundPhase,
    needs: { total: rules.total, judgesPerForm: rules.judgesPerForm, components: rules.components },
    isDrawnByModule: rules.draw.seats === "per-module" && round._count.draws > 0,
    current: round.scheme
      ? { ...round.scheme, scheme: round.scheme.content as unknown as MarkingScheme }
      : await findCurrentScheme(tables, eventId, roundNumber),
  };
}
