/** A team leader's appeals: the clocks of the rounds that his entries took part in, and what became of what he filed. */
import { type AppealAbout, decideSecondInstance, isInTime, startClock } from "#app/domain/appeals/appeal.ts";
import { type CaseState, computeCaseState, type RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { CompetitionPhase, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** Times ISO. */
export type AppealRound = {
  readonly roundId: string;
  readonly number: number;
  readonly kind: RoundKind;
  readonly phase: RoundPhase;
  readonly event: Named;
  readonly minutes: number;
  readonly secondInstance: boolean;
  /** Null before its results are published on site. */
  readonly publishedAt: string | null;
  readonly resultDueAt: string | null;
  readonly judgingAt: string | null;
  /** The end of judging; null while it goes on. */
  readonly judgedAt: string | null;
  /** Whether something can still be appealed: the result, or the hall's last moment. */
  readonly isOpen: boolean;
  readonly entries: readonly {
    readonly entryId: string;
    readonly entrantNumber: string | null;
    readonly names: readonly string[];
  }[];
};

export type AppealView = {
  readonly appealId: string;
  readonly event: Named;
  readonly round: { readonly number: number; readonly kind: RoundKind };
  /** Null: the round as a whole. */
  readonly entry: { readonly entrantNumber: string | null; readonly names: readonly string[] } | null;
  readonly about: AppealAbout;
  readonly instance: number;
  readonly state: CaseState;
  readonly statement: string;
  readonly occurredAt: string;
  readonly dueAt: string;
  readonly filedAt: string;
  readonly withdrawnAt: string | null;
  readonly ruling: { readonly outcome: RulingOutcome; readonly reason: string; readonly ruledAt: string } | null;
  /** Until when the ruling can be appealed; null where it cannot, or not any more. */
  readonly secondInstanceUntil: string | null;
};

export type AppealsPage = {
  readonly delegation: Named & { readonly id: string };
  readonly competition: Named & { readonly phase: CompetitionPhase };
  readonly rounds: readonly AppealRound[];
  /** The latest first. */
  readonly appeals: readonly AppealView[];
};

export async function getAppealsPage(runtime: Runtime, delegationId: string): Promise<AppealsPage> {
  const { read } = runtime.database;
  const now = runtime.clock.now().getTime();
  const delegation = await read.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: {
      id: true,
      name: true,
      nameEn: true,
      competition: { select: { id: true, name: true, nameEn: true, phase: true } },
    },
  });
  const { competition, ...own } = delegation;
  const phase = competition.phase as CompetitionPhase;
  const rounds = await read.round.findMany({
    where: { event: { competitionId: competition.id }, entries: { some: { entry: { delegationId } } } },
    orderBy: [{ event: { code: "asc" } }, { number: "asc" }],
    select: {
      id: true,
      number: true,
      kind: true,
      phase: true,
      judgingAt: true,
      submittedAt: true,
      rules: { select: { content: true } },
      event: { select: { name: true, nameEn: true } },
      publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { publishedAt: true } },
      entries: {
        where: { entry: { delegationId } },
        orderBy: { entry: { entrantNumber: "asc" } },
        select: { entry: { select: { id: true, entrantNumber: true } } },
      },
    },
  });
  const appeals = await read.appeal.findMany({
    where: { delegationId },
    orderBy: [{ filedAt: "desc" }, { id: "desc" }],
    include: {
      entry: { select: { entrantNumber: true } },
      ruling: true,
      secondAppeal: { select: { id: true } },
      round: {
        select: {
          number: true,
          kind: true,
          rules: { select: { content: true } },
          event: { select: { name: true, nameEn: true } },
        },
      },
    },
  });
  const entryIds = rounds.flatMap(({ entries }) => entries.map(({ entry }) => entry.id));
  const holders = await listEntryHolders(runtime, [...new Set(entryIds)]);
  const namesOf = (entryId: string) => (holders.get(entryId) ?? []).map(({ name }) => name);
  return {
    delegation: own,
    competition: { name: competition.name, nameEn: competition.nameEn, phase },
    rounds: rounds.map((round): AppealRound => {
      const { appealMinutes, secondInstance } = toEventRules(round.rules?.content);
      const publishedAt = round.publications[0]?.publishedAt ?? null;
      const result = publishedAt && startClock(publishedAt.getTime(), appealMinutes);
      const hall = round.judgingAt && startClock(round.submittedAt?.getTime() ?? now, appealMinutes);
      const isOver = phase === "final" || phase === "archived";
      return {
        roundId: round.id,
        number: round.number,
        kind: round.kind as RoundKind,
        phase: round.phase as RoundPhase,
        event: round.event,
        minutes: appealMinutes,
        secondInstance,
        publishedAt: publishedAt?.toISOString() ?? null,
        resultDueAt: result ? new Date(result.dueAt).toISOString() : null,
        judgingAt: round.judgingAt?.toISOString() ?? null,
        judgedAt: round.submittedAt?.toISOString() ?? null,
        isOpen: !isOver && [result, hall].some((clock) => clock !== null && isInTime(clock, now)),
        entries: round.entries.map(({ entry }) => {
          return { entryId: entry.id, entrantNumber: entry.entrantNumber, names: namesOf(entry.id) };
        }),
      };
    }),
    appeals: appeals.map((appeal): AppealView => {
      const { ruling, withdrawnAt, entry, entryId, round } = appeal;
      const rules = toEventRules(round.rules?.content);
      const second = decideSecondInstance({
        now,
        competitionPhase: phase,
        minutes: rules.appealMinutes,
        secondInstance: rules.secondInstance,
        instance: appeal.instance,
        ruling: ruling && { ruledAt: ruling.ruledAt.getTime(), isUpheld: ruling.outcome === "upheld" },
        isAppealedAlready: appeal.secondAppeal !== null,
      });
      return {
        appealId: appeal.id,
        event: round.event,
        round: { number: round.number, kind: round.kind as RoundKind },
        entry: entry && entryId ? { entrantNumber: entry.entrantNumber, names: namesOf(entryId) } : null,
        about: appeal.about as AppealAbout,
        instance: appeal.instance,
        state: computeCaseState({ isRuled: ruling !== null, isWithdrawn: withdrawnAt !== null }),
        statement: appeal.statement,
        occurredAt: appeal.occurredAt.toISOString(),
        dueAt: appeal.dueAt.toISOString(),
        filedAt: appeal.filedAt.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        ruling: ruling && {
          outcome: ruling.outcome as RulingOutcome,
          reason: ruling.reason,
          ruledAt: ruling.ruledAt.toISOString(),
        },
        secondInstanceUntil: second.ok ? new Date(second.value.dueAt).toISOString() : null,
      };
    }),
  };
}
