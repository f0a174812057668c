/** What was acted on stands as it is beside a computation that says otherwise, with the reason; another difference is open again. */
import { decideKeeping } from "#app/domain/policy/entitlement-acts.ts";
import { settleDifference } from "#app/domain/policy/reconcile.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type EntitlementScope, listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

export function keepEntitlement(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementId: string; readonly reason: string },
): Promise<Decision<null, EntitlementActRefusal>> {
  return runtime.database.write<null, EntitlementActRefusal>(async (write) => {
    const [found] = await listEntitlementFacts(write.tables, input, [input.entitlementId]);
    if (!found) return refuse({ code: "entitlement-unknown" });
    const decided = decideKeeping(found.facts, actor.userId);
    if (!decided.ok) return decided;
    const isDone = await recordAct(write, [found], {
      act: "keep",
      toState: decided.value,
      reason: input.reason,
      actorId: actor.userId,
      at: runtime.clock.now(),
      change: { difference: settleDifference(found.facts.difference) ?? NO_JSON },
    });
    return isDone ? allow(null) : refuse({ code: "changed-meanwhile" });
  });
}
