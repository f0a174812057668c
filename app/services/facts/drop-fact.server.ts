/** Drops a recorded fact that does not hold, with a reason; it stays on record. A certification that it records is taken back. */
import { decideFactDrop, findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import type { RecordedContent } from "#app/domain/policy/recorded-fact.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns null, or every reason of `decideFactDrop`. */
export function dropFact(
  runtime: Runtime,
  actor: Actor,
  { factId, reason }: { readonly factId: string; readonly reason: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, enqueue }) => {
    const fact = await tables.recordedFact.findUnique({
      where: { id: factId },
      select: {
        kind: true,
        content: true,
        reference: true,
        confirmedAt: true,
        droppedAt: true,
        honour: { select: { id: true } },
      },
    });
    if (!fact) return refuse({ code: "fact-unknown" });
    const decided = decideFactDrop({ state: findFactState(fact), isOfHonourCase: fact.honour !== null }, reason);
    if (!decided.ok) return decided;
    const { count } = await tables.recordedFact.updateMany({
      where: { id: factId, confirmedAt: fact.confirmedAt, droppedAt: null },
      data: { droppedById: actor.userId, droppedAt: runtime.clock.now(), dropReason: reason.trim() },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    if (fact.confirmedAt !== null) await enqueue({ kind: "assess-fact", payload: { factId } });
    // The number of a certificate that does not hold can be entered anew.
    const content = fact.content as unknown as RecordedContent;
    const isPromotion = content.kind === "level" && content.byCompetition;
    const reopened = await tables.levelPromotion.updateMany({
      where: { certificateNumber: isPromotion ? fact.reference : "", state: "certified" },
      data: { state: "approved", certificateNumber: null, certifiedOn: null, certifiedById: null, evaluationBody: null },
    });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "drop-fact",
      objectKind: "recorded-fact",
      objectId: factId,
      payload: { kind: fact.kind, promotionsReopened: reopened.count },
    });
    return allow(null);
  });
}
