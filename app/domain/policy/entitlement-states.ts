/** How far an entitlement is (DOMAIN 9): computed → 申报 → 审核 → 公示 → 拨付, or refused. */

/**
 * - `computed`: a clause owes it or leaves it to a decision; nobody has acted on it, and a new computation may change it.
 * - `applied`, `reviewed`, `publicised`, `paid`, `refused`: acts of named people; a new computation changes none of these, it
 *   reports the difference.
 * - `withdrawn`: a new computation no longer finds it, and nobody had acted on it.
 */
export const ENTITLEMENT_STATES = ["computed", "applied", "reviewed", "publicised", "paid", "refused", "withdrawn"] as const;
export type EntitlementState = (typeof ENTITLEMENT_STATES)[number];
