/** The places of an event while entries arrive: raised they go to the waiting list, lowered they leave nobody without one. */
import { countTaken, type Places } from "#app/domain/registration/acceptance.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";

export const EVENT_QUOTA_REFUSALS = [
  "quota-closed",
  "quota-not-positive",
  "quota-below-taken",
  "delegation-quota-below-taken",
  "quota-unchanged",
] as const;
export type EventQuotaCode = (typeof EVENT_QUOTA_REFUSALS)[number];

const CHANGEABLE: readonly CompetitionPhase[] = ["draft", "announced", "registration"];

/** Every reason against these quotas at once. @param to.delegationQuota null: one delegation may have as many as there are */
export function decideEventQuota(
  phase: CompetitionPhase,
  { quota, delegationQuota, taken }: Omit<Places, "event">,
  to: { readonly quota: number; readonly delegationQuota: number | null },
): Decision<null, EventQuotaCode> {
  const refusals: Refusal<EventQuotaCode>[] = [];
  if (!CHANGEABLE.includes(phase)) refusals.push({ code: "quota-closed", params: { phase } });
  const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;
  if (!isCount(to.quota)) refusals.push({ code: "quota-not-positive", params: { field: "quota" } });
  if (to.delegationQuota !== null && !isCount(to.delegationQuota)) {
    refusals.push({ code: "quota-not-positive", params: { field: "delegationQuota" } });
  }
  const all = countTaken({ taken });
  if (to.quota < all) refusals.push({ code: "quota-below-taken", params: { field: "quota", taken: all } });
  const most = Math.max(0, ...taken.values());
  if (to.delegationQuota !== null && to.delegationQuota < most) {
    refusals.push({ code: "delegation-quota-below-taken", params: { field: "delegationQuota", taken: most } });
  }
  if (to.quota === quota && to.delegationQuota === delegationQuota) refusals.push({ code: "quota-unchanged" });
  return decide(refusals, null);
}
