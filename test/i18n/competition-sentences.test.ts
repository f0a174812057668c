/** Every reason that setting a competition up can give has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { DUTY_REFUSALS } from "#app/domain/access/duties.ts";
import { EVENT_CANCELLATION_REFUSALS } from "#app/domain/ladder/event-cancellation.ts";
import { EVENT_REMOVAL_REFUSALS } from "#app/domain/ladder/event-removal.ts";
import { EVENT_REFUSALS, UPPER_EVENT_REFUSALS } from "#app/domain/ladder/event-setup.ts";
import { SCHEME_REFUSALS } from "#app/domain/marking/check-scheme.ts";
import { CONDITIONS } from "#app/domain/phases/competition-phases.ts";
import { PLAN_REFUSALS } from "#app/domain/phases/competition-plan.ts";
import { EVENT_QUOTA_REFUSALS } from "#app/domain/registration/event-quota.ts";
import { RULES_REFUSALS } from "#app/domain/results/check-rules.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import { WAITING_KINDS } from "#app/queries/accounts/get-desk.server.ts";
import { POLICY_TASK_KINDS } from "#app/queries/accounts/list-policy-tasks.server.ts";

/** As the domain hands them over. */
const PARAMS = {
  phase: "draft",
  role: "marking-judge",
  held: "team-leader, supervisor",
  entryKind: "pair",
  tier: "city",
  count: 2,
  size: 2,
  smallest: 2,
  teamSize: 3,
  needed: 3,
  code: "ELE",
  days: -1,
};
const OF_SCHEME = {
  ...PARAMS,
  criterion: "A",
  subCriterion: "A1",
  aspect: "A1.1",
  expected: "A1.2",
  stated: "1.00",
  sum: "2.00",
};
const OF_RULES = {
  layers: 4,
  ...OF_SCHEME,
  tier: "first",
  total: "100.00",
  minimumMark: "60.00",
  highest: 3,
  spreadLimit: 4,
  judgesPerForm: 0,
  minutes: -1,
  share: 101,
  excellenceTo: 101,
  below: 0,
  places: 0,
  cap: 0,
  day: 0,
  maximum: "0.00",
  scores: "1, 3",
  component: "实操",
  module: "M1",
  each: "0.50",
  longest: 20,
  bound: "0.05",
  mark: "2.50",
  judges: 2,
  fewest: 3,
  aspects: "A1.1",
  key: "theory",
  weight: 101,
  passMark: "101.00",
  criteria: "B",
  id: "A",
  percent: 101,
  age: 151,
  years: 0,
  from: 60,
  to: 16,
  region: "11",
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it.each([
    ["duties", DUTY_REFUSALS, PARAMS],
    ["events", EVENT_REFUSALS, PARAMS],
    ["ways up", UPPER_EVENT_REFUSALS, { ...PARAMS, count: 2 }],
    ["removals", EVENT_REMOVAL_REFUSALS, { ...PARAMS, count: 2 }],
    ["cancellations", EVENT_CANCELLATION_REFUSALS, { ...PARAMS, count: 2 }],
    ["places", EVENT_QUOTA_REFUSALS, { ...PARAMS, taken: 3 }],
    ["plans", PLAN_REFUSALS, PARAMS],
    ["schemes", SCHEME_REFUSALS, OF_RULES],
    ["rules", [...RULES_REFUSALS, "blind-layers-after-draw", "draw-rule-after-draw"], OF_RULES],
  ] as const)("reasons about %s are sentences", async (_subject, codes, params) => {
    const sentence = createSentence(await createI18n(locale), "competition");
    for (const code of codes) expect(sentence({ code, params })).toMatch(/[。.]$/);
  });

  it("conditions and what waits on the desk have their words", async () => {
    const instance = await createI18n(locale);
    for (const code of CONDITIONS) expect(instance.exists(`competition:condition.${code}`)).toBe(true);
    for (const kind of WAITING_KINDS) {
      for (const count of [1, 2]) expect(instance.exists(`account:desk.waiting.${kind}`, { count })).toBe(true);
    }
    for (const kind of POLICY_TASK_KINDS) expect(instance.exists(`account:desk.policyTask.${kind}`)).toBe(true);
  });
});
