/** 办结: an allowance without a stated end is over with the last month paid, by another officer than the reviewer, with the reason. */
import { decideClosing } from "#app/domain/policy/entitlement-acts.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { getAllowanceFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type ActWithReason, actWithReason } from "#app/services/policy/act-with-reason.server.ts";
import type { EntitlementActRefusal } from "#app/services/policy/record-act.server.ts";

export function closeEntitlement(runtime: Runtime, actor: Actor, input: ActWithReason) {
  return runtime.database.write<null, EntitlementActRefusal>((write) =>
    actWithReason(write, input, {
      act: "close",
      actorId: actor.userId,
      at: runtime.clock.now(),
      decide: async ({ id, facts }) => {
        const allowance = await getAllowanceFacts(write.tables, id);
        return decideClosing(facts, allowance, allowance.isListed, actor.userId);
      },
    }),
  );
}
