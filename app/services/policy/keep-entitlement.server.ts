/** What was acted on stands as it is beside a computation that says otherwise, with the reason; another difference is open again. */
import { decideKeeping } from "#app/domain/policy/entitlement-acts.ts";
import { settleDifference } from "#app/domain/policy/reconcile.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type ActWithReason, actWithReason } from "#app/services/policy/act-with-reason.server.ts";
import type { EntitlementActRefusal } from "#app/services/policy/record-act.server.ts";

export function keepEntitlement(runtime: Runtime, actor: Actor, input: ActWithReason) {
  return runtime.database.write<null, EntitlementActRefusal>((write) =>
    actWithReason(write, input, {
      act: "keep",
      actorId: actor.userId,
      at: runtime.clock.now(),
      decide: ({ facts }) => decideKeeping(facts, actor.userId),
      change: ({ facts }) => ({ difference: settleDifference(facts.difference) ?? NO_JSON }),
    }),
  );
}
