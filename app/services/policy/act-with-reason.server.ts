/** One act on one entitlement for a stated reason, judged in the write that records it: the part that refuse, reopen, keep and close share. */
import type { EntitlementActKind, EntitlementRefusal } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import {
  type EntitlementScope,
  type FoundEntitlement,
  listEntitlementFacts,
} from "#app/queries/policy/get-entitlement-facts.server.ts";
import { type EntitlementActRefusal, type EntitlementChange, recordAct } from "#app/services/policy/record-act.server.ts";

export type ActWithReason = EntitlementScope & { readonly entitlementId: string; readonly reason: string };

type Ruling = Decision<EntitlementState, EntitlementRefusal>;

type Rule = {
  readonly act: EntitlementActKind;
  readonly actorId: string;
  readonly at: Date;
  /** @returns the state that it comes to, or every reason why not */
  decide(found: FoundEntitlement): Ruling | Promise<Ruling>;
  /** What changes beside the state. */
  change?(found: FoundEntitlement): EntitlementChange;
  /** What follows in the same write. */
  after?(found: FoundEntitlement): Promise<void>;
};

/** A step of a service: its caller opens the write. @returns every reason why not, where it is not done */
export async function actWithReason(
  write: Write,
  { entitlementId, reason, ...scope }: ActWithReason,
  { decide, change, after, ...act }: Rule,
): Promise<Decision<null, EntitlementActRefusal>> {
  const [found] = await listEntitlementFacts(write.tables, scope, [entitlementId]);
  if (!found) return refuse({ code: "entitlement-unknown" });
  const decided = await decide(found);
  if (!decided.ok) return decided;
  const isDone = await recordAct(write, [found], { ...act, toState: decided.value, reason, change: change?.(found) ?? {} });
  if (!isDone) return refuse({ code: "changed-meanwhile" });
  await after?.(found);
  return allow(null);
}
