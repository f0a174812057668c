/** 审核: another person than the one who applied settles everything that the document leaves open; with anything not met it is refused. */
import { decideReviewing, type ReviewAnswer } from "#app/domain/policy/entitlement-acts.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import {
  type EntitlementScope,
  getReviewQuestions,
  listEntitlementFacts,
} from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, recordAct } from "#app/services/policy/record-act.server.ts";

/** @returns what it came to, or every reason why not */
export function reviewEntitlement(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & ReviewAnswer & { readonly entitlementId: string },
): Promise<Decision<{ readonly state: "reviewed" | "refused" }, EntitlementActRefusal>> {
  return runtime.database.write<{ state: "reviewed" | "refused" }, EntitlementActRefusal>(async (write) => {
    const [found] = await listEntitlementFacts(write.tables, input, [input.entitlementId]);
    if (!found) return refuse({ code: "entitlement-unknown" });
    const questions = await getReviewQuestions(write.tables, found.id);
    const decided = decideReviewing(found.facts, actor.userId, questions, input);
    if (!decided.ok) return decided;
    const { state, settledFen, organisationId } = decided.value;
    const at = runtime.clock.now();
    await write.tables.entitlementDecision.createMany({
      data: input.decisions.map(({ code, outcome, reason }) => {
        return { id: newId(), entitlementId: found.id, code, outcome, reason, decidedById: actor.userId, decidedAt: at };
      }),
    });
    const isDone = await recordAct(write, [found], {
      act: "review",
      toState: state,
      actorId: actor.userId,
      at,
      change: { settledFen, settledOrganisationId: organisationId },
    });
    return isDone ? allow({ state }) : refuse({ code: "changed-meanwhile" });
  });
}
