/** What is stated of a competition before anyone hears of it: whether its dates stand in order and someone holds it (DOMAIN 1 and 2). */

import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";
import type { CompetitionClass, CompetitionPhase, HostRelation, Sphere, Tier } from "#app/domain/shared/vocabulary.ts";

export const PLAN_REFUSALS = [
  "competition-code-taken",
  "plan-closed",
  "ends-before-start",
  "registration-closes-after-start",
  "publicity-days-negative",
  "host-missing",
  "host-repeated",
] as const;
export type PlanRefusal = (typeof PLAN_REFUSALS)[number];

/** What an organiser states, and changes until registration opens. */
export type CompetitionPlan = {
  readonly name: string;
  readonly nameEn: string;
  readonly tier: Tier;
  readonly class: CompetitionClass;
  /** Not said: comprehensive. */
  readonly sphere?: Sphere;
  readonly venue: string;
  readonly registrationClosesAt: Date;
  /** Midnights in Shanghai on which the first and the last day begin. */
  readonly startsOn: Date;
  readonly endsOn: Date;
  readonly publicityWorkingDays: number;
  /** How long a place is kept for the next of the waiting list, in whole hours; not said: a day. */
  readonly offerHours?: number;
  readonly hosts: readonly {
    readonly relation: HostRelation;
    /** National six-digit code. */
    readonly regionCode: string;
    /** Null: the region itself. */
    readonly organisationId: string | null;
  }[];
  /** Names of policy packs; the latest version of each is pinned. */
  readonly packs: readonly string[];
};

const DAY_MS = 86_400_000;

/** Every reason why a competition cannot be planned like this; empty when it can. */
export function checkPlan(plan: CompetitionPlan): readonly Refusal<PlanRefusal>[] {
  const refusals: Refusal<PlanRefusal>[] = [];
  if (plan.endsOn.getTime() < plan.startsOn.getTime()) refusals.push({ code: "ends-before-start", params: { field: "endsOn" } });
  // Registration may run into the morning of the first day, not past it.
  if (plan.registrationClosesAt.getTime() >= plan.startsOn.getTime() + DAY_MS) {
    refusals.push({ code: "registration-closes-after-start", params: { field: "registrationClosesAt" } });
  }
  if (!Number.isSafeInteger(plan.publicityWorkingDays) || plan.publicityWorkingDays < 0) {
    refusals.push({
      code: "publicity-days-negative",
      params: { field: "publicityWorkingDays", days: plan.publicityWorkingDays },
    });
  }
  if (plan.hosts.length === 0) refusals.push({ code: "host-missing", params: { field: "hosts" } });
  const keys = plan.hosts.map(({ relation, regionCode, organisationId }) =>
    [relation, regionCode, organisationId ?? ""].join(" "),
  );
  if (new Set(keys).size < keys.length) refusals.push({ code: "host-repeated", params: { field: "hosts" } });
  return refusals;
}

/** Whether the plan of a competition may still be changed: until registration opens, because entrants have relied on it since. */
export function decidePlanChange(phase: CompetitionPhase, plan: CompetitionPlan): Decision<null, PlanRefusal> {
  const isOpen = phase === "draft" || phase === "announced";
  return decide(isOpen ? checkPlan(plan) : [{ code: "plan-closed", params: { phase } }], null);
}
