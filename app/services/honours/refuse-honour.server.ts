/** Ends the case of an honour that is not conferred, with a reason; its record is dropped and stays readable. */
import { decideHonourRefusal } from "#app/domain/honours/honour-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getHonourCaseFacts } from "#app/queries/honours/get-honour-case-facts.server.ts";

/** @returns null, or every reason of `decideHonourRefusal`. */
export function refuseHonour(
  runtime: Runtime,
  actor: Actor,
  { caseId, reason }: { readonly caseId: string; readonly reason: string },
): Promise<Decision<null>> {
  return runtime.database.write<null, string>(async ({ tables, audit }) => {
    const found = await getHonourCaseFacts(tables, caseId);
    if (!found) return refuse({ code: "honour-case-unknown" });
    const decided = decideHonourRefusal(found.facts, reason);
    if (!decided.ok) return decided;
    const [by, at, said] = [actor.userId, runtime.clock.now(), reason.trim()];
    const { state } = found.facts;
    const { count } = await tables.honourCase.updateMany({
      where: { id: caseId, state },
      data: { state: decided.value, refusedById: by, refusedAt: at, refusalReason: said },
    });
    const dropped = await tables.recordedFact.updateMany({
      where: { id: found.factId, confirmedAt: null, droppedAt: null },
      data: { droppedById: by, droppedAt: at, dropReason: said },
    });
    if (count === 0 || dropped.count === 0) return refuse({ code: "changed-meanwhile" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: by,
      act: "refuse-honour",
      objectKind: "honour-case",
      objectId: caseId,
      payload: { at: state },
    });
    return allow(null);
  });
}
