/** The second instance: a team leader appeals against the ruling on his own appeal, where the rules give one (DOMAIN 8). */
import { type AppealAbout, type AppealRefusal, decideSecondInstance } from "#app/domain/appeals/appeal.ts";
import { toEventRules } from "#app/domain/results/rules.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type AppealRulingRefusal = AppealRefusal | "appeal-unknown";

/** @returns the new appeal's id, or every reason against it. */
export function appealRuling(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly appealId: string; readonly statement: string },
): Promise<Decision<{ readonly appealId: string }, AppealRulingRefusal>> {
  return runtime.database.write<{ appealId: string }, AppealRulingRefusal>(async ({ tables, audit, announce }) => {
    const now = runtime.clock.now();
    const { delegationId } = input;
    const first = await tables.appeal.findFirst({
      where: { id: input.appealId, delegationId },
      include: {
        ruling: { select: { outcome: true, ruledAt: true } },
        secondAppeal: { select: { id: true } },
        competition: { select: { phase: true } },
        round: { select: { rules: { select: { content: true } } } },
      },
    });
    if (!first) return refuse({ code: "appeal-unknown" });
    const rules = toEventRules(first.round.rules?.content);
    const decided = decideSecondInstance({
      now: now.getTime(),
      competitionPhase: first.competition.phase as CompetitionPhase,
      minutes: rules.appealMinutes,
      secondInstance: rules.secondInstance,
      instance: first.instance,
      ruling: first.ruling && { ruledAt: first.ruling.ruledAt.getTime(), isUpheld: first.ruling.outcome === "upheld" },
      isAppealedAlready: first.secondAppeal !== null,
    });
    if (!decided.ok) return decided;
    const { competitionId, roundId, entryId } = first;
    const appealId = newId();
    await tables.appeal.create({
      data: {
        id: appealId,
        competitionId,
        roundId,
        delegationId,
        entryId,
        about: first.about as AppealAbout,
        occurredAt: new Date(decided.value.occurredAt),
        dueAt: new Date(decided.value.dueAt),
        statement: input.statement,
        instance: 2,
        firstAppealId: first.id,
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
      payload: { roundId, delegationId, entryId, about: first.about, instance: 2, firstAppealId: first.id },
    });
    announce({ kind: "round-changed", roundId });
    return allow({ appealId });
  });
}
