/** Every reason about level promotions has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { PROMOTION_ACT_REFUSALS, PROMOTION_RULES_REFUSALS } from "#app/domain/policy/level-promotion.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  line: 2,
  earlier: 1,
  count: 1,
  level: "technician",
  ceiling: "senior",
  highest: "senior-technician",
  today: "2026-11-20",
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "promotions");
    for (const code of [...PROMOTION_RULES_REFUSALS, ...PROMOTION_ACT_REFUSALS, "promotion-event-unknown"]) {
      expect(sentence({ code, params: PARAMS })).toMatch(/[。.）]$/);
    }
  });
});
