/** A second person confirms a recorded fact: from then on every clause is asked about it. */
import { decideFactConfirmation, findFactState } from "#app/domain/policy/check-recorded-fact.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @returns null, or every reason of `decideFactConfirmation`. */
export function confirmFact(runtime: Runtime, actor: Actor, { factId }: { readonly factId: string }): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit, enqueue }) => {
    const fact = await tables.recordedFact.findUnique({
      where: { id: factId },
      select: { kind: true, recordedById: true, confirmedAt: true, droppedAt: true, honour: { select: { id: true } } },
    });
    if (!fact) return refuse({ code: "fact-unknown" });
    const standing = { state: findFactState(fact), recordedById: fact.recordedById, isOfHonourCase: fact.honour !== null };
    const decided = decideFactConfirmation(standing, actor.userId);
    if (!decided.ok) return decided;
    const { count } = await tables.recordedFact.updateMany({
      where: { id: factId, confirmedAt: null, droppedAt: null },
      data: { confirmedById: actor.userId, confirmedAt: runtime.clock.now() },
    });
    if (count === 0) return refuse({ code: "changed-meanwhile" });
    await enqueue({ kind: "assess-fact", payload: { factId } });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "confirm-fact",
      objectKind: "recorded-fact",
      objectId: factId,
      payload: { kind: fact.kind, recordedBy: fact.recordedById },
    });
    return allow(null);
  });
}
