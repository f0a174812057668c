/** What stands on the papers of a case, 申诉表 and 仲裁结论: for who may see the case, which the caller has asked. Never an objector's name. */
import type { AppealAbout } from "#app/domain/appeals/appeal.ts";
import type { CaseOccasion } from "#app/domain/appeals/case-paper.ts";
import type { RulingOutcome } from "#app/domain/appeals/ruling.ts";
import { isUnblinded } from "#app/domain/phases/round-phases.ts";
import type { RoundKind, RoundPhase } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export const CASE_PAPERS = ["appeal", "ruling"] as const;
export type CasePaperKind = (typeof CASE_PAPERS)[number];

/** The paper, and whose it is. */
export type CasePaper = CaseOccasion & { readonly competitionId: string; readonly delegationId: string | null };

/** @param readsNames whether this reader knows an entry by its names while marks are blind */
export async function findCasePaper(runtime: Runtime, caseId: string, readsNames: boolean): Promise<CasePaper | null> {
  return (await findAppealPaper(runtime, caseId, readsNames)) ?? (await findObjectionPaper(runtime, caseId));
}

async function findAppealPaper(runtime: Runtime, caseId: string, readsNames: boolean): Promise<CasePaper | null> {
  const appeal = await runtime.database.read.appeal.findUnique({
    where: { id: caseId },
    include: {
      ruling: true,
      competition: { select: { name: true } },
      delegation: { select: { name: true } },
      entry: { select: { entrantNumber: true } },
      round: { select: { kind: true, phase: true, event: { select: { name: true } } } },
    },
  });
  if (!appeal) return null;
  const { entryId, entry, round, withdrawnAt } = appeal;
  const isNamed = readsNames || isUnblinded(round.phase as RoundPhase);
  const holders = await listEntryHolders(runtime, entryId !== null && isNamed ? [entryId] : []);
  return {
    kind: "appeal",
    caseId,
    competitionId: appeal.competitionId,
    delegationId: appeal.delegationId,
    competition: appeal.competition.name,
    event: round.event.name,
    round: round.kind as RoundKind,
    delegation: appeal.delegation.name,
    entry:
      entry && entryId
        ? { entrantNumber: entry.entrantNumber, names: (holders.get(entryId) ?? []).map(({ name }) => name) }
        : null,
    about: appeal.about as AppealAbout,
    instance: appeal.instance,
    occurredAt: appeal.occurredAt.toISOString(),
    dueAt: appeal.dueAt.toISOString(),
    filedAt: appeal.filedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    statement: appeal.statement,
    ruling: await toRuling(runtime, appeal.ruling),
  };
}

async function findObjectionPaper(runtime: Runtime, caseId: string): Promise<CasePaper | null> {
  const { read } = runtime.database;
  const objection = await read.objection.findUnique({
    where: { id: caseId },
    include: { ruling: true, competition: { select: { name: true } } },
  });
  if (!objection) return null;
  const { eventId, withdrawnAt } = objection;
  const event = eventId === null ? null : await read.event.findUnique({ where: { id: eventId }, select: { name: true } });
  return {
    kind: "objection",
    caseId,
    competitionId: objection.competitionId,
    delegationId: null,
    competition: objection.competition.name,
    event: event?.name ?? null,
    round: null,
    delegation: null,
    entry: null,
    about: null,
    instance: 1,
    occurredAt: null,
    dueAt: null,
    filedAt: objection.filedAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
    statement: objection.statement,
    ruling: await toRuling(runtime, objection.ruling),
  };
}

type RulingRow = {
  readonly outcome: string;
  readonly reason: string;
  readonly ruledAt: Date;
  readonly ruledById: string;
};

async function toRuling({ database }: Runtime, ruling: RulingRow | null): Promise<CasePaper["ruling"]> {
  if (ruling === null) return null;
  const arbitrator = await database.read.user.findUnique({
    where: { id: ruling.ruledById },
    select: { displayName: true },
  });
  return {
    outcome: ruling.outcome as RulingOutcome,
    reason: ruling.reason,
    ruledAt: ruling.ruledAt.toISOString(),
    ruledBy: arbitrator?.displayName ?? "",
  };
}
