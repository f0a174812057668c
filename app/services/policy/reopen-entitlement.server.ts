/** What was refused is computed again, with the reason; a job brings it in line with what clauses say now. */
import { decideReopening } from "#app/domain/policy/entitlement-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type EntitlementScope, listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

export function reopenEntitlement(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementId: string; readonly reason: string },
): Promise<Decision<null, EntitlementActRefusal>> {
  return runtime.database.write<null, EntitlementActRefusal>(async (write) => {
    const [found] = await listEntitlementFacts(write.tables, input, [input.entitlementId]);
    if (!found) return refuse({ code: "entitlement-unknown" });
    const decided = decideReopening(found.facts);
    if (!decided.ok) return decided;
    const isDone = await recordAct(write, [found], {
      act: "reopen",
      toState: decided.value,
      reason: input.reason,
      actorId: actor.userId,
      at: runtime.clock.now(),
      change: { settledFen: null, settledOrganisationId: null, publicityEndsAt: null, difference: NO_JSON },
    });
    if (!isDone) return refuse({ code: "changed-meanwhile" });
    const { competitionId, factId } = found;
    if (competitionId !== null) {
      await write.enqueue({ kind: "compute-entitlements", payload: { competitionId }, competitionId });
    } else if (factId !== null) await write.enqueue({ kind: "assess-fact", payload: { factId } });
    return allow(null);
  });
}
