/** What was refused is computed again, with the reason; a job brings it in line with what clauses say now. */
import { decideReopening } from "#app/domain/policy/entitlement-acts.ts";
import { NO_JSON } from "#app/platform/db/json.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type ActWithReason, actWithReason } from "#app/services/policy/act-with-reason.server.ts";
import type { EntitlementActRefusal } from "#app/services/policy/record-act.server.ts";

export function reopenEntitlement(runtime: Runtime, actor: Actor, input: ActWithReason) {
  return runtime.database.write<null, EntitlementActRefusal>((write) =>
    actWithReason(write, input, {
      act: "reopen",
      actorId: actor.userId,
      at: runtime.clock.now(),
      decide: ({ facts }) => decideReopening(facts),
      change: () => ({ settledFen: null, settledOrganisationId: null, publicityEndsAt: null, difference: NO_JSON }),
      after: async ({ competitionId, factId }) => {
        if (competitionId !== null) {
          await write.enqueue({ kind: "compute-entitlements", payload: { competitionId }, competitionId });
        } else if (factId !== null) await write.enqueue({ kind: "assess-fact", payload: { factId } });
      },
    }),
  );
}
