/** Every reason against a scheme, and every value that a judge enters, is said in both languages. */
import { describe, expect, it } from "vitest";
import { SCHEME_REFUSALS } from "#app/domain/marking/check-scheme.ts";
import type { Aspect } from "#app/domain/marking/scheme.ts";
import { SCHEME_CHANGE_REFUSALS } from "#app/domain/marking/scheme-change.ts";
import { DRAFT_REFUSALS } from "#app/domain/marking/scheme-draft.ts";
import { hundredths } from "#app/domain/shared/units.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createMeasurementWords } from "#app/i18n/measurement-words.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  aspect: "A1.1",
  subCriterion: "A1",
  subCriteria: "A3",
  criterion: "A",
  module: "M1",
  modules: "M1, M2",
  component: "实操",
  expected: "A1.2",
  to: "A1.3",
  stated: "1.00",
  sum: "2.00",
  total: "100.00",
  maximum: "2.00",
  mark: "2.50",
  each: "0.50",
  bound: "0.05",
  scores: "1, 3",
  value: "x",
  day: 0,
  longest: 20,
  judges: 2,
  fewest: 3,
  most: 26,
  count: 2,
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences where schemes are written, and where they are imported", async () => {
    const instance = await createI18n(locale);
    const lists = [
      ["scheme", [...SCHEME_REFUSALS, ...SCHEME_CHANGE_REFUSALS, ...DRAFT_REFUSALS, "round-unknown", "scheme-source-unknown"]],
      ["competition", [...SCHEME_REFUSALS, ...SCHEME_CHANGE_REFUSALS, "round-unknown"]],
    ] as const;
    for (const [namespace, codes] of lists) {
      const sentence = createSentence(instance, namespace);
      for (const code of codes) expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
    }
  });
});

it("says ways and values as people do", async () => {
  const measured = (more: Partial<Aspect>): Aspect => ({
    id: "A1.1",
    kind: "measurement",
    text: "",
    maximum: hundredths(200),
    ...more,
  });
  const table = measured({
    way: {
      kind: "table",
      unit: "mm",
      steps: [
        { upTo: 50, mark: hundredths(200) },
        { upTo: null, mark: hundredths(0) },
      ],
    },
    each: "trimmed-mean",
  });
  const deduction = measured({ way: { kind: "deduction", each: hundredths(50) } });
  const zh = createMeasurementWords(await createI18n("zh-CN"));
  expect(zh.rule(table)).toBe("按读数（mm）：≤0.05 得 2.00；其余得 0.00；独立评分，去掉一个最高和一个最低后平均");
  expect(zh.rule(deduction)).toBe("每处扣 0.50，扣完为止");
  expect(zh.rule(measured({}))).toBe("");
  expect([zh.value(table, -50), zh.value(deduction, 3), zh.value(measured({}), 150)]).toEqual(["-0.05 mm", "3 处", "1.50"]);
  const yesNo = measured({ way: { kind: "yes-no" } });
  expect([zh.value(yesNo, 1), zh.value(yesNo, 0)]).toEqual(["是", "否"]);
  const en = createMeasurementWords(await createI18n("en"));
  expect([en.value(deduction, 1), en.value(deduction, 2)]).toEqual(["1 fault", "2 faults"]);
});
