/** Refuses an entitlement that was applied for and is not paid, with the reason; a difference beside it is decided on with that. */
import { decideRefusing } from "#app/domain/policy/entitlement-acts.ts";
import { settleDifference } from "#app/domain/policy/reconcile.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type ActWithReason, actWithReason } from "#app/services/policy/act-with-reason.server.ts";
import type { EntitlementActRefusal } from "#app/services/policy/record-act.server.ts";

export function refuseEntitlement(runtime: Runtime, actor: Actor, input: ActWithReason) {
  return runtime.database.write<null, EntitlementActRefusal>((write) =>
    actWithReason(write, input, {
      act: "refuse",
      actorId: actor.userId,
      at: runtime.clock.now(),
      decide: ({ facts, isListed }) => decideRefusing(facts, isListed),
      change: ({ facts }) => ({ publicityEndsAt: null, difference: settleDifference(facts.difference) ?? NO_JSON }),
    }),
  );
}
