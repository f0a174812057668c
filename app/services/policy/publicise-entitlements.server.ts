/** 公示: reviewed entitlements are public for a period of working days before anything is paid; many at once, as a whole. */
import { decidePublicising, gatherRefusals } from "#app/domain/policy/entitlement-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { addWorkingDays } from "#app/platform/working-days.server.ts";
import { type EntitlementScope, listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

/** @param input.workingDays from 1 @returns how many, or every reason with how many it stands against */
export function publiciseEntitlements(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementIds: readonly string[]; readonly workingDays: number },
): Promise<Decision<{ readonly count: number }, EntitlementActRefusal>> {
  return runtime.database.write<{ count: number }, EntitlementActRefusal>(async (write) => {
    const found = await listEntitlementFacts(write.tables, input, input.entitlementIds);
    if (found.length === 0 || found.length < new Set(input.entitlementIds).size) return refuse({ code: "entitlement-unknown" });
    const refusals = gatherRefusals(found.map(({ facts }) => decidePublicising(facts)));
    if (refusals.length > 0) return refuse(...refusals);
    const at = runtime.clock.now();
    const isDone = await recordAct(write, found, {
      act: "publicise",
      toState: "publicised",
      actorId: actor.userId,
      at,
      change: { publicityEndsAt: addWorkingDays(at, input.workingDays) },
    });
    return isDone ? allow({ count: found.length }) : refuse({ code: "changed-meanwhile" });
  });
}
