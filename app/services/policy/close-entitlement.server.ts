/** 办结: an allowance without a stated end is over with the last month paid, by another officer than the reviewer, with the reason. */
import { decideClosing } from "#app/domain/policy/entitlement-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import {
  type EntitlementScope,
  getAllowanceFacts,
  listEntitlementFacts,
} from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

export function closeEntitlement(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementId: string; readonly reason: string },
): Promise<Decision<null, EntitlementActRefusal>> {
  return runtime.database.write<null, EntitlementActRefusal>(async (write) => {
    const [found] = await listEntitlementFacts(write.tables, input, [input.entitlementId]);
    if (!found) return refuse({ code: "entitlement-unknown" });
    const allowance = await getAllowanceFacts(write.tables, found.id);
    const decided = decideClosing(found.facts, allowance, allowance.isListed, actor.userId);
    if (!decided.ok) return decided;
    const isDone = await recordAct(write, [found], {
      act: "close",
      toState: decided.value,
      reason: input.reason,
      actorId: actor.userId,
      at: runtime.clock.now(),
    });
    return isDone ? allow(null) : refuse({ code: "changed-meanwhile" });
  });
}
