/** 申报: a policy officer applies on behalf of the beneficiaries, for one or for many at once; as a whole or not at all. */
import { decideApplying, gatherRefusals } from "#app/domain/policy/entitlement-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type EntitlementScope, listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

/** @returns how many, or every reason with how many it stands against */
export function applyEntitlements(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementIds: readonly string[] },
): Promise<Decision<{ readonly count: number }, EntitlementActRefusal>> {
  return runtime.database.write<{ count: number }, EntitlementActRefusal>(async (write) => {
    const found = await listEntitlementFacts(write.tables, input, input.entitlementIds);
    if (found.length === 0 || found.length < new Set(input.entitlementIds).size) return refuse({ code: "entitlement-unknown" });
    const refusals = gatherRefusals(found.map(({ facts }) => decideApplying(facts)));
    if (refusals.length > 0) return refuse(...refusals);
    const at = runtime.clock.now();
    const isDone = await recordAct(write, found, { act: "apply", toState: "applied", actorId: actor.userId, at });
    return isDone ? allow({ count: found.length }) : refuse({ code: "changed-meanwhile" });
  });
}
