/** The stated facts of a competition stand in order. */

import { describe, expect, it } from "vitest";
import { type CompetitionPlan, checkPlan, decidePlanChange } from "#app/domain/phases/competition-plan.ts";

const DAY = 86_400_000;
const day = (number: number) => new Date(number * DAY);
const PLAN: CompetitionPlan = {
  name: "通州区职业技能大赛",
  nameEn: "Tongzhou Vocational Skills Competition",
  tier: "district",
  class: "class-1",
  venue: "通州区技师学院",
  packs: ["tongzhou"],
  registrationClosesAt: day(10),
  startsOn: day(20),
  endsOn: day(21),
  publicityWorkingDays: 5,
  hosts: [
    { relation: "host-authority", regionCode: "110112", organisationId: null },
    { relation: "organiser", regionCode: "110112", organisationId: "school" },
  ],
};

function fields(plan: CompetitionPlan) {
  return checkPlan(plan).map(({ code, params }) => [code, params?.field]);
}

describe("the plan of a competition", () => {
  it("holds with dates in order, also on a single day", () => {
    expect(checkPlan(PLAN)).toEqual([]);
    expect(checkPlan({ ...PLAN, endsOn: PLAN.startsOn })).toEqual([]);
    expect(checkPlan({ ...PLAN, registrationClosesAt: new Date(21 * DAY - 1) })).toEqual([]);
  });

  it("names every fault with its field", () => {
    const host = { relation: "organiser", regionCode: "110112", organisationId: null } as const;
    expect(
      fields({ ...PLAN, endsOn: day(19), registrationClosesAt: day(21), publicityWorkingDays: -1, hosts: [host, host] }),
    ).toEqual([
      ["ends-before-start", "endsOn"],
      ["registration-closes-after-start", "registrationClosesAt"],
      ["publicity-days-negative", "publicityWorkingDays"],
      ["host-repeated", "hosts"],
    ]);
    expect(fields({ ...PLAN, hosts: [] })).toEqual([["host-missing", "hosts"]]);
  });

  it("can be changed until registration opens", () => {
    expect(decidePlanChange("announced", PLAN).ok).toBe(true);
    expect(decidePlanChange("registration", PLAN)).toEqual({
      ok: false,
      refusals: [{ code: "plan-closed", params: { phase: "registration" } }],
    });
  });
});
