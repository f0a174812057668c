/** Every reason against an act on entitlements has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { DIVISION_REFUSALS } from "#app/domain/money/division.ts";
import { ENTITLEMENT_REFUSALS } from "#app/domain/policy/entitlement-acts.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

/** What the forms' schemas answer. */
const OF_FIELDS = [
  "text-missing",
  "text-too-long",
  "choice-missing",
  "number-missing",
  "number-not-whole",
  "number-out-of-range",
  "division-reference-missing",
  "division-reference-too-long",
];
const CODES = [
  ...ENTITLEMENT_REFUSALS,
  ...DIVISION_REFUSALS,
  "entitlement-unknown",
  "changed-meanwhile",
  "money-unreadable",
  ...OF_FIELDS,
];

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "entitlements");
    for (const count of [1, 3]) {
      for (const code of CODES) {
        expect(sentence({ code, params: { count, amount: 1_000_000, sum: "1", field: "settledFen" } })).toMatch(/[。.]$/);
      }
    }
  });
});
