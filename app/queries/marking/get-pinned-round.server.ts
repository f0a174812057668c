/** What a round is marked and ranked by: the rules and the scheme that it pinned when judging opened, and its panels of judges. */
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import type { GoingOn } from "#app/domain/results/going-on.ts";
import { type EventRules, toEventRules } from "#app/domain/results/rules.ts";
import { compareText } from "#app/domain/shared/order.ts";
import type { Disclosure, Medium, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Tables } from "#app/platform/db/database.server.ts";

export type PinnedPanel = {
  readonly panelId: string;
  readonly subCriterionId: string;
  /** From 1 within its sub-criterion, in the order in which they were made. */
  readonly number: number;
  /** Why it was made; empty for the one that judging opened with. */
  readonly reason: string;
  /** User ids, sorted. */
  readonly judges: readonly string[];
};

export type PinnedRound = {
  readonly roundId: string;
  readonly eventId: string;
  readonly competitionId: string;
  readonly number: number;
  readonly kind: RoundKind;
  /** Whether no other round follows: awards are given in the last one only. */
  readonly isLast: boolean;
  /** Who goes on to the next round; null in the last. */
  readonly goingOn: GoingOn | null;
  readonly phase: RoundPhase;
  /** Whether a layer of its blinding is open. */
  readonly isUnblindingBegun: boolean;
  readonly disclosure: Disclosure;
  /** How its forms are filled now. */
  readonly medium: Medium;
  readonly rules: EventRules;
  readonly scheme: MarkingScheme;
  /** Another one with every change of the scheme. */
  readonly schemeId: string;
  readonly panels: readonly PinnedPanel[];
  /** User ids of everyone in a panel, sorted. */
  readonly team: readonly string[];
};

/** Null when there is no such round, or when it has not opened judging yet. */
export async function findPinnedRound(tables: Tables, roundId: string): Promise<PinnedRound | null> {
  const round = await tables.round.findUnique({
    where: { id: roundId },
    select: {
      id: true,
      eventId: true,
      number: true,
      kind: true,
      phase: true,
      disclosure: true,
      medium: true,
      goingOn: true,
      schemeId: true,
      event: { select: { competitionId: true, rounds: { select: { number: true } } } },
      unblindings: { where: { supervisorId: { not: null } }, take: 1, select: { layer: true } },
      rules: { select: { content: true } },
      scheme: { select: { content: true } },
      panels: {
        select: { id: true, subCriterionId: true, number: true, reason: true, judges: { select: { judgeId: true } } },
        orderBy: [{ subCriterionId: "asc" }, { number: "asc" }],
      },
    },
  });
  if (!round?.rules || !round.scheme || round.schemeId === null) return null;
  const panels = round.panels.map(({ id, subCriterionId, number, reason, judges }) => ({
    panelId: id,
    subCriterionId,
    number,
    reason,
    judges: judges.map(({ judgeId }) => judgeId).sort(compareText),
  }));
  return {
    roundId: round.id,
    eventId: round.eventId,
    competitionId: round.event.competitionId,
    number: round.number,
    kind: round.kind as RoundKind,
    isLast: round.event.rounds.every(({ number }) => number <= round.number),
    goingOn: round.goingOn as unknown as GoingOn | null,
    phase: round.phase as RoundPhase,
    isUnblindingBegun: round.unblindings.length > 0,
    disclosure: round.disclosure as Disclosure,
    medium: round.medium as Medium,
    rules: toEventRules(round.rules.content),
    scheme: round.scheme.content as unknown as MarkingScheme,
    schemeId: round.schemeId,
    panels,
    team: [...new Set(panels.flatMap(({ judges }) => judges))].sort(compareText),
  };
}

/** @throws Error when there is no such round, or when it has not opened judging yet. */
export async function getPinnedRound(tables: Tables, roundId: string): Promise<PinnedRound> {
  const round = await findPinnedRound(tables, roundId);
  if (!round) throw new Error(`Round ${roundId} has pinned no rules and no scheme.`);
  return round;
}

/** The judges of a form's panel. @throws Error for a panel of another round. */
export function getPanelJudges(round: Pick<PinnedRound, "panels">, panelId: string): readonly string[] {
  const panel = round.panels.find((candidate) => candidate.panelId === panelId);
  if (!panel) throw new Error(`The round has no panel ${panelId}.`);
  return panel.judges;
}
