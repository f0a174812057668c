/** The rooms of the policy office, which is of the whole system, and who finds them open; the pages declare the same. */

import { type Grant, hasRole, NO_SCOPE } from "#app/domain/access/access.ts";
import type { Role } from "#app/domain/shared/vocabulary.ts";

/** Everyone for whom something in the policy office is open. Only grants over the whole system count. */
export const POLICY_ACTORS = ["policy-officer", "treasurer", "supervisor", "administrator"] as const satisfies readonly Role[];

/** By room, in the order of the navigation. */
export const POLICY_ROOMS = {
  overview: POLICY_ACTORS,
  packs: POLICY_ACTORS,
  calendar: POLICY_ACTORS,
  entitlements: POLICY_ACTORS,
  people: ["policy-officer", "administrator"],
  facts: ["policy-officer", "supervisor", "administrator"],
  honours: ["policy-officer", "supervisor", "administrator"],
  carriers: POLICY_ACTORS,
  payers: POLICY_ACTORS,
  payments: POLICY_ACTORS,
  ledger: POLICY_ACTORS,
  budgets: POLICY_ACTORS,
  banks: ["policy-officer", "administrator"],
  "talent-map": ["policy-officer", "administrator"],
  targets: POLICY_ACTORS,
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type PolicyRoom = keyof typeof POLICY_ROOMS;

/** The rooms that these grants open, in the order of the navigation. */
export function listPolicyRooms(grants: readonly Grant[]): readonly PolicyRoom[] {
  return (Object.keys(POLICY_ROOMS) as PolicyRoom[]).filter((room) => hasRole(grants, POLICY_ROOMS[room], NO_SCOPE));
}
