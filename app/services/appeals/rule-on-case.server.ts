/** 仲裁结论: an arbitrator rules on an appeal or an objection, once and with his reason (DOMAIN 8). */
import {
  type CaseKind,
  computeCaseState,
  decideRuling,
  type RulingOutcome,
  type RulingRefusal,
} from "#app/domain/appeals/ruling.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type CaseSubject, prepareConcerns } from "#app/queries/appeals/find-concern.server.ts";

export type RuleOnCaseRefusal = RulingRefusal | "case-unknown";

/** @returns the ruling's id, or every reason why this arbitrator cannot rule. */
export function ruleOnCase(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly kind: CaseKind;
    readonly caseId: string;
    readonly outcome: RulingOutcome;
    readonly reason: string;
  },
): Promise<Decision<{ readonly rulingId: string }, RuleOnCaseRefusal>> {
  return runtime.database.write<{ rulingId: string }, RuleOnCaseRefusal>(async ({ tables, audit, announce }) => {
    const { competitionId, kind, caseId, outcome } = input;
    const found = kind === "appeal" ? await findAppeal(tables, input) : await findObjection(tables, input);
    if (!found) return refuse({ code: "case-unknown" });
    const concernOf = await prepareConcerns(tables, competitionId, actor);
    const decided = decideRuling(computeCaseState(found), concernOf(found.subject));
    if (!decided.ok) return decided;
    const rulingId = newId();
    await tables.ruling.create({
      data: {
        id: rulingId,
        ...(kind === "appeal" ? { appealId: caseId } : { objectionId: caseId }),
        outcome,
        reason: input.reason,
        ruledById: actor.userId,
        ruledAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: "rule-on-case",
      objectKind: kind,
      objectId: caseId,
      payload: { rulingId, outcome },
    });
    if (found.roundId !== null) announce({ kind: "round-changed", roundId: found.roundId });
    return allow({ rulingId });
  });
}

type Found = {
  readonly isRuled: boolean;
  readonly isWithdrawn: boolean;
  readonly roundId: string | null;
  readonly subject: CaseSubject;
};

async function findAppeal(
  tables: Tables,
  { competitionId, caseId }: { readonly competitionId: string; readonly caseId: string },
): Promise<Found | null> {
  const appeal = await tables.appeal.findFirst({
    where: { id: caseId, competitionId },
    select: {
      roundId: true,
      delegationId: true,
      entryId: true,
      withdrawnAt: true,
      ruling: { select: { id: true } },
      round: { select: { eventId: true } },
      firstAppeal: { select: { ruling: { select: { ruledById: true } } } },
    },
  });
  if (!appeal) return null;
  const { roundId, delegationId, entryId, withdrawnAt, ruling, round, firstAppeal } = appeal;
  const firstRuledById = firstAppeal?.ruling?.ruledById ?? null;
  return {
    isRuled: ruling !== null,
    isWithdrawn: withdrawnAt !== null,
    roundId,
    subject: { eventId: round.eventId, delegationId, entryId, firstRuledById },
  };
}

async function findObjection(
  tables: Tables,
  { competitionId, caseId }: { readonly competitionId: string; readonly caseId: string },
): Promise<Found | null> {
  const objection = await tables.objection.findFirst({
    where: { id: caseId, competitionId },
    select: { eventId: true, withdrawnAt: true, ruling: { select: { id: true } } },
  });
  if (!objection) return null;
  const { eventId, withdrawnAt, ruling } = objection;
  return {
    isRuled: ruling !== null,
    isWithdrawn: withdrawnAt !== null,
    roundId: null,
    subject: { eventId, delegationId: null, entryId: null, firstRuledById: null },
  };
}
