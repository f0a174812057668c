/** Decides how a team's reward is divided among its members; the decision before is kept and no longer counts. Until something was paid. */
import { type AskedDivision, type DivisionRefusal, decideDivision } from "#app/domain/money/division.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { loadDivisionCase } from "#app/queries/money/load-division-case.server.ts";
import { type EntitlementScope, listEntitlementFacts } from "#app/queries/policy/get-entitlement-facts.server.ts";

export type DivideEntitlementRefusal = DivisionRefusal | "entitlement-unknown";

/**
 * A list that holds it by the decision before can be neither approved nor paid any more. Who divides does not approve a list with it.
 * @param input.reference what the division rests on: the team's own paper, minutes
 */
export function divideEntitlement(
  runtime: Runtime,
  actor: Actor,
  input: EntitlementScope & { readonly entitlementId: string; readonly asked: AskedDivision; readonly reference: string },
): Promise<Decision<null, DivideEntitlementRefusal>> {
  return runtime.database.write<null, DivideEntitlementRefusal>(async ({ tables, audit }) => {
    const { entitlementId, asked, reference } = input;
    const [found] = await listEntitlementFacts(tables, input, [entitlementId]);
    const loaded = found && (await loadDivisionCase(tables, entitlementId));
    if (!loaded) return refuse({ code: "entitlement-unknown" });
    const decided = decideDivision(loaded, asked);
    if (!decided.ok) return decided;
    const at = runtime.clock.now();
    const { state } = loaded;
    await tables.entitlementDivision.updateMany({ where: { entitlementId, replacedAt: null }, data: { replacedAt: at } });
    const divisionId = newId();
    const shares = decided.value.map(({ personId, amountFen }) => ({ personId, amountFen }));
    await tables.entitlementDivision.create({
      data: { id: divisionId, entitlementId, method: asked.method, shares, reference, decidedById: actor.userId, decidedAt: at },
    });
    const act = { act: "divide", fromState: state, toState: state, reason: "", reference, actorId: actor.userId, at };
    await tables.entitlementAct.create({ data: { id: newId(), entitlementId, ...act } });
    await audit({
      chain: found.competitionId ?? SYSTEM_CHAIN,
      actorId: actor.userId,
      act: "divide-entitlement",
      objectKind: "entitlement",
      objectId: entitlementId,
      payload: {
        division: divisionId,
        method: asked.method,
        shares: shares.map(({ personId, amountFen }) => `${personId} ${amountFen}`),
        replaces: loaded.standing?.divisionId ?? null,
      },
    });
    return allow(null);
  });
}
