/** Confers an honour by its decision: the recorded fact is confirmed by it, and every clause is asked about it by a job. */
import { decideConferral } from "#app/domain/honours/honour-acts.ts";
import type { RecordedHonour } from "#app/domain/policy/recorded-fact.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";

export type ConferHonourCommand = {
  readonly caseId: string;
  /** 文号. */
  readonly number: string;
  /** YYYY-MM-DD: the day that counts as the one on which the honour was obtained. */
  readonly decidedOn: string;
  /** Whether the holders were in post then; null: not recorded. Tongzhou (15) asks it. */
  readonly inPost: boolean | null;
};

/** @returns the fact's id, or every reason of `decideConferral`. */
export function conferHonour(
  runtime: Runtime,
  actor: Actor,
  { caseId, number, decidedOn, inPost }: ConferHonourCommand,
): Promise<Decision<{ readonly factId: string }>> {
  return runtime.database.write<{ factId: string }, string>(async ({ tables, audit, enqueue }) => {
    const found = await getHonourCaseFacts(tables, caseId);
    if (!found) return refuse({ code: "honour-case-unknown" });
    const now = runtime.clock.now();
    const decided = decideConferral(found.facts, actor.userId, { number, decidedOn }, now);
    if (!decided.ok) return decided;
    const { factId } = found;
    const reference = number.trim();
    const { count } = await tables.honourCase.updateMany({
      where: { id: caseId, state: "publicised" },
      data: { state: decided.value, decisionNumber: reference, conferredById: actor.userId, conferredAt: now },
    });
    const content: RecordedHonour = { ...found.content, inPost };
    const confirmed = await tables.recordedFact.updateMany({
      where: { id: factId, confirmedAt: null, droppedAt: null },
      data: { content, occurredOn: decidedOn, reference, confirmedById: actor.userId, confirmedAt: now },
    });
    if (count === 0 || confirmed.count === 0) return refuse({ code: "changed-meanwhile" });
    await enqueue({ kind: "assess-fact", payload: { factId } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "confer-honour",
      objectKind: "honour-case",
      objectId: caseId,
      payload: { fact: factId, decision: reference, decidedOn, recommendedBy: found.facts.recommendedById },
    });
    return allow({ factId });
  });
}
