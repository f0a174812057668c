/** 申诉: a team leader appeals in writing about a result, or about something that happened in the hall, before the clock ends (DOMAIN 8). */
import { type AppealAbout, type AppealRefusal, decideAppeal } from "#app/domain/appeals/appeal.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type FileAppealRefusal = AppealRefusal | "appeal-round-unknown" | "appeal-entry-unknown";

/**
 * @param input.entryId one of the delegation's own entries in the round; null: the round as a whole
 * @param input.occurredAt when it happened in the hall; not read for a result, whose publication is known
 * @returns the appeal's id and the end of the clock that it was in time for (ISO)
 */
export function fileAppeal(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly delegationId: string;
    readonly roundId: string;
    readonly entryId: string | null;
    readonly about: AppealAbout;
    readonly occurredAt: Date | null;
    readonly statement: string;
  },
): Promise<Decision<{ readonly appealId: string; readonly dueAt: string }, FileAppealRefusal>> {
  return runtime.database.write<{ appealId: string; dueAt: string }, FileAppealRefusal>(async ({ tables, audit, announce }) => {
    const { delegationId, roundId, entryId, about } = input;
    const now = runtime.clock.now();
    const round = await tables.round.findFirst({
      where: { id: roundId, entries: { some: { entry: { delegationId } } } },
      select: {
        judgingAt: true,
        submittedAt: true,
        rules: { select: { content: true } },
        event: { select: { competitionId: true, competition: { select: { phase: true } } } },
        publications: { where: { kind: "on-site" }, orderBy: { version: "desc" }, take: 1, select: { publishedAt: true } },
        entries: { where: { entry: { delegationId } }, select: { entryId: true } },
      },
    });
    if (!round) return refuse({ code: "appeal-round-unknown", params: { field: "roundId" } });
    if (entryId !== null && !round.entries.some((own) => own.entryId === entryId)) {
      return refuse({ code: "appeal-entry-unknown", params: { field: "entryId" } });
    }
    const decided = decideAppeal(
      { about, occurredAt: input.occurredAt?.getTime() ?? null },
      {
        now: now.getTime(),
        competitionPhase: round.event.competition.phase as CompetitionPhase,
        minutes: toEventRules(round.rules?.content).appealMinutes,
        judgingAt: round.judgingAt?.getTime() ?? null,
        submittedAt: round.submittedAt?.getTime() ?? null,
        publishedAt: round.publications[0]?.publishedAt.getTime() ?? null,
      },
    );
    if (!decided.ok) return decided;
    const { competitionId } = round.event;
    const appealId = newId();
    const dueAt = new Date(decided.value.dueAt);
    await tables.appeal.create({
      data: {
        id: appealId,
        competitionId,
        roundId,
        delegationId,
        entryId,
        about,
        occurredAt: new Date(decided.value.occurredAt),
        dueAt,
        statement: input.statement,
        instance: 1,
        filedById: actor.userId,
        filedAt: now,
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "file-appeal",
      objectKind: "appeal",
      objectId: appealId,
      payload: { roundId, delegationId, entryId, about, instance: 1 },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ appealId, dueAt: dueAt.toISOString() });
  });
}
