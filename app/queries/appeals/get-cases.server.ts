/** The cases of a competition: appeals and objections with their clocks, rulings and what they block; for those who handle them. */
import { hasRole } from "#app/domain/access/access.ts";
import { EVENT_PAGES } from "#app/domain/access/office-rooms.ts";
import { type AppealAbout, startClock } from "#app/domain/appeals/appeal.ts";
import { type CaseKind, type CaseState, computeCaseState, decideRuling, type RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase, Role, RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type CaseSubject, prepareConcerns } from "#app/queries/appeals/find-concern.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

type Named = { readonly name: string; readonly nameEn: string };

/** Who reads what an objector wrote, and may ask for his name. */
export const OBJECTION_READERS = ["arbitrator", "supervisor", "organiser"] as const satisfies readonly Role[];

/**
 * Who reads whose works an appeal is about while marks are blind: who knows entries by name. A supervisor sees marks by code and
 * nobody's name before unblinding (DOMAIN 14).
 */
const NAME_READERS = ["organiser", "arbitrator", "administrator"] as const satisfies readonly Role[];

/** Whether this reader of the competition's cases is one of them. */
export function readsNamesWhileBlind({ grants }: Actor, competitionId: string): boolean {
  return hasRole(grants, NAME_READERS, { competitionId, eventId: null, delegationId: null });
}

/** What a case holds up while it is open. */
export const BLOCKED = ["settling", "finality"] as const;

/** Times ISO. */
export type CaseView = {
  readonly kind: CaseKind;
  readonly caseId: string;
  readonly state: CaseState;
  readonly event: (Named & { readonly code: string }) | null;
  readonly round: { readonly number: number; readonly kind: RoundKind; readonly phase: RoundPhase } | null;
  readonly delegation: Named | null;
  /** Without names where this reader may not read them yet. */
  readonly entry: { readonly entrantNumber: string | null; readonly names: readonly string[] } | null;
  readonly about: AppealAbout | null;
  readonly instance: number;
  readonly firstAppealId: string | null;
  /** Null where this reader may not read it. */
  readonly statement: string | null;
  readonly occurredAt: string | null;
  readonly dueAt: string | null;
  readonly filedAt: string;
  readonly withdrawnAt: string | null;
  readonly ruling: {
    readonly rulingId: string;
    readonly outcome: RulingOutcome;
    readonly reason: string;
    readonly ruledAt: string;
    readonly ruledBy: string;
    /** Until when it can be appealed; null where it cannot. */
    readonly secondInstanceUntil: string | null;
  } | null;
  readonly blocks: readonly (typeof BLOCKED)[number][];
  /** For an arbitrator: every reason why he cannot rule; null for who is none. */
  readonly unmet: readonly Refusal[] | null;
  /** Re-score sets that were prepared from its ruling. */
  readonly rescoreSets: readonly { readonly id: string; readonly status: string }[];
};

export type CasesPage = {
  readonly code: string;
  readonly phase: CompetitionPhase;
  readonly publicityEndsAt: string | null;
  /** Open ones first, the oldest of them at the top; then the latest. */
  readonly cases: readonly CaseView[];
  readonly mayViewObjectors: boolean;
  /** Whether what judges noted beside their marks is open to this reader. */
  readonly mayReadNotes: boolean;
};

export async function getCases(runtime: Runtime, actor: Actor, competitionId: string): Promise<CasesPage> {
  const { read } = runtime.database;
  const now = runtime.clock.now().getTime();
  const scope = { competitionId, eventId: null, delegationId: null };
  const competition = await read.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: {
      code: true,
      phase: true,
      publicityEndsAt: true,
      events: { select: { id: true, code: true, name: true, nameEn: true } },
    },
  });
  const events = new Map(competition.events.map(({ id, ...event }) => [id, event]));
  const ruling = { include: { rescoreSets: { orderBy: { id: "asc" }, select: { id: true, status: true } } } } as const;
  const appeals = await read.appeal.findMany({
    where: { competitionId },
    include: {
      ruling,
      delegation: { select: { name: true, nameEn: true } },
      entry: { select: { entrantNumber: true } },
      firstAppeal: { select: { ruling: { select: { ruledById: true } } } },
      secondAppeal: { select: { id: true } },
      round: {
        select: { number: true, kind: true, phase: true, eventId: true, rules: { select: { content: true } } },
      },
    },
  });
  const objections = await read.objection.findMany({ where: { competitionId }, include: { ruling } });
  const isArbitrator = hasRole(actor.grants, ["arbitrator"], scope);
  const mayViewObjectors = hasRole(actor.grants, OBJECTION_READERS, scope);
  const isNamed = (phase: string) => isUnblinded(phase as RoundPhase) || readsNamesWhileBlind(actor, competitionId);
  const concernOf = isArbitrator ? await prepareConcerns(read, competitionId, actor) : null;
  const reasonsOf = (state: CaseState, subject: CaseSubject): readonly Refusal[] | null => {
    if (concernOf === null) return null;
    const decided = decideRuling(state, concernOf(subject));
    return decided.ok ? [] : decided.refusals;
  };
  const nameOf = await listNames(
    runtime,
    [...appeals, ...objections].flatMap((found) => found.ruling?.ruledById ?? []),
  );
  const holders = await listEntryHolders(
    runtime,
    appeals.flatMap(({ entryId, round }) => (entryId !== null && isNamed(round.phase) ? entryId : [])),
  );

  const views = [
    ...appeals.map((appeal): CaseView => {
      const { round, entryId, entry, withdrawnAt } = appeal;
      const rules = toEventRules(round.rules?.content);
      const state = computeCaseState({ isRuled: appeal.ruling !== null, isWithdrawn: withdrawnAt !== null });
      const subject: CaseSubject = {
        eventId: round.eventId,
        delegationId: appeal.delegationId,
        entryId,
        firstRuledById: appeal.firstAppeal?.ruling?.ruledById ?? null,
      };
      const canBeAppealed =
        rules.secondInstance &&
        appeal.instance === 1 &&
        appeal.secondAppeal === null &&
        appeal.ruling !== null &&
        appeal.ruling.outcome !== "upheld";
      const until = canBeAppealed ? startClock(appeal.ruling?.ruledAt.getTime() ?? 0, rules.appealMinutes).dueAt : null;
      return {
        kind: "appeal",
        caseId: appeal.id,
        state,
        event: events.get(round.eventId) ?? null,
        round: { number: round.number, kind: round.kind as RoundKind, phase: round.phase as RoundPhase },
        delegation: appeal.delegation,
        entry:
          entry && entryId
            ? { entrantNumber: entry.entrantNumber, names: (holders.get(entryId) ?? []).map(({ name }) => name) }
            : null,
        about: appeal.about as AppealAbout,
        instance: appeal.instance,
        firstAppealId: appeal.firstAppealId,
        statement: appeal.statement,
        occurredAt: appeal.occurredAt.toISOString(),
        dueAt: appeal.dueAt.toISOString(),
        filedAt: appeal.filedAt.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        ruling: toRuling(appeal.ruling, nameOf, until !== null && until >= now ? new Date(until).toISOString() : null),
        blocks: state !== "open" ? [] : round.phase === "settled" ? ["finality"] : ["settling", "finality"],
        unmet: reasonsOf(state, subject),
        rescoreSets: appeal.ruling?.rescoreSets ?? [],
      };
    }),
    ...objections.map((objection): CaseView => {
      const { eventId, withdrawnAt } = objection;
      const state = computeCaseState({ isRuled: objection.ruling !== null, isWithdrawn: withdrawnAt !== null });
      const subject: CaseSubject = { eventId, delegationId: null, entryId: null, firstRuledById: null };
      return {
        kind: "objection",
        caseId: objection.id,
        state,
        event: events.get(eventId ?? "") ?? null,
        round: null,
        delegation: null,
        entry: null,
        about: null,
        instance: 1,
        firstAppealId: null,
        statement: mayViewObjectors ? objection.statement : null,
        occurredAt: null,
        dueAt: null,
        filedAt: objection.filedAt.toISOString(),
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        ruling: toRuling(objection.ruling, nameOf, null),
        blocks: state === "open" ? ["finality"] : [],
        unmet: reasonsOf(state, subject),
        rescoreSets: objection.ruling?.rescoreSets ?? [],
      };
    }),
  ];
  const byTime = views.sort((left, right) => (left.filedAt < right.filedAt ? -1 : 1));
  const closed = byTime.filter(({ state }) => state !== "open").reverse();
  return {
    code: competition.code,
    phase: competition.phase as CompetitionPhase,
    publicityEndsAt: competition.publicityEndsAt?.toISOString() ?? null,
    cases: [...byTime.filter(({ state }) => state === "open"), ...closed],
    mayViewObjectors,
    mayReadNotes: hasRole(actor.grants, EVENT_PAGES.notes, scope),
  };
}

type RulingRow = {
  readonly id: string;
  readonly outcome: string;
  readonly reason: string;
  readonly ruledAt: Date;
  readonly ruledById: string;
};

function toRuling(
  ruling: RulingRow | null,
  nameOf: ReadonlyMap<string, string>,
  secondInstanceUntil: string | null,
): CaseView["ruling"] {
  if (ruling === null) return null;
  return {
    rulingId: ruling.id,
    outcome: ruling.outcome as RulingOutcome,
    reason: ruling.reason,
    ruledAt: ruling.ruledAt.toISOString(),
    ruledBy: nameOf.get(ruling.ruledById) ?? "",
    secondInstanceUntil,
  };
}

async function listNames({ database }: Runtime, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await database.read.user.findMany({
    where: { id: { in: [...userIds] } },
    select: { id: true, displayName: true },
  });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}
