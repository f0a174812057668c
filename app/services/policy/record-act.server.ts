/** Writes one act of a person on entitlements, guarded by their state, with its record: a step of every act. */
import type { EntitlementActKind, EntitlementRefusal } from "#app/domain/policy/entitlement-acts.ts";
import type { EntitlementState } from "#app/domain/policy/entitlement-states.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import { chunk } from "#app/platform/db/chunk.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import type { NO_JSON } from "#app/platform/db/json.server.ts";
import type { FoundEntitlement } from "#app/queries/policy/get-entitlement-facts.server.ts";

export type EntitlementActRefusal = EntitlementRefusal | "entitlement-unknown" | "changed-meanwhile";

/** What an act changes beside the state. */
export type EntitlementChange = {
  readonly settledFen?: number | null;
  readonly settledOrganisationId?: string | null;
  readonly publicityEndsAt?: Date | null;
  readonly difference?: object | typeof NO_JSON;
};

/**
 * All of them are in the same state, and go to the same one.
 * @returns whether they were still as they were judged
 */
export async function recordAct(
  { tables, audit }: Write,
  entitlements: readonly FoundEntitlement[],
  act: {
    readonly act: EntitlementActKind;
    readonly toState: EntitlementState;
    readonly actorId: string;
    readonly at: Date;
    readonly reason?: string;
    readonly reference?: string;
    readonly change?: EntitlementChange;
  },
): Promise<boolean> {
  const fromState = entitlements[0]?.facts.state;
  if (fromState === undefined) return true;
  for (const part of chunk(entitlements)) {
    const { count } = await tables.entitlement.updateMany({
      where: { id: { in: part.map(({ id }) => id) }, state: fromState },
      data: { ...act.change, state: act.toState },
    });
    if (count !== part.length) return false;
    await tables.entitlementAct.createMany({
      data: part.map(({ id }) => ({
        id: newId(),
        entitlementId: id,
        act: act.act,
        fromState,
        toState: act.toState,
        reason: act.reason ?? "",
        reference: act.reference ?? "",
        actorId: act.actorId,
        at: act.at,
      })),
    });
  }
  for (const [competitionId, ids] of groupByCompetition(entitlements)) {
    await audit({
      chain: competitionId ?? SYSTEM_CHAIN,
      actorId: act.actorId,
      act: `${act.act}-entitlement`,
      objectKind: "entitlement",
      objectId: ids.length === 1 ? (ids[0] ?? "") : "several",
      payload: { fromState, toState: act.toState, ...(ids.length === 1 ? {} : { entitlements: ids }) },
    });
  }
  return true;
}

function groupByCompetition(entitlements: readonly FoundEntitlement[]): ReadonlyMap<string | null, string[]> {
  const groups = new Map<string | null, string[]>();
  for (const { id, competitionId } of entitlements) groups.set(competitionId, [...(groups.get(competitionId) ?? []), id]);
  return groups;
}
