/** Rules that contradict themselves or their scheme are refused before an event opens. */

import { describe, expect, it } from "vitest";
import { DEFAULT_AWARD } from "#app/domain/awards/award-scheme.ts";
import { checkRules } from "#app/domain/results/check-rules.ts";
import { DEFAULT_RULES, type EventRules } from "#app/domain/results/rules.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { SCHEME } from "../marking/support.ts";

describe("the rules of an event", () => {
  it("are right by default", () => {
    expect(checkRules(DEFAULT_RULES, SCHEME)).toEqual([]);
  });

  it("may use every criterion of the scheme once to break ties", () => {
    const by = (id: string) => ({ by: "criterion", id, order: "desc" }) as const;
    expect(checkRules({ ...DEFAULT_RULES, tieBreaks: [by("B"), by("A")] }, SCHEME)).toEqual([]);
    expect(checkRules({ ...DEFAULT_RULES, tieBreaks: [by("A"), by("A"), by("X")] }, SCHEME)).toEqual([
      { code: "tie-break-repeated", params: { criterion: "A" } },
      { code: "tie-break-criterion-unknown", params: { criterion: "X" } },
    ]);
  });

  it("are refused with every reason at once", () => {
    const rules: EventRules = {
      ...DEFAULT_RULES,
      total: hundredths(0),
      spreadLimit: 4,
      judgesPerForm: 0,
      onSiteMinutes: -1,
      award: { ...DEFAULT_AWARD, excellenceTo: 101 },
      advancement: { kind: "top", places: 0, capPerDelegation: 0 },
    };
    expect(checkRules(rules, SCHEME).map(({ code }) => code)).toEqual([
      "total-not-positive",
      "spread-limit-out-of-range",
      "judges-per-form-not-positive",
      "on-site-minutes-negative",
      "award-excellence-not-percent",
      "advancement-places-not-positive",
      "advancement-cap-not-positive",
    ]);
  });
});
