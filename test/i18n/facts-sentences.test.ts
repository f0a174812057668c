/** Every reason about recorded facts has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { RECORD_FACT_REFUSALS, SETTLE_FACT_REFUSALS } from "#app/domain/policy/check-recorded-fact.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  today: "2026-11-20",
  recordedOn: "2026-11-20",
  reference: "人社部函〔2026〕1号",
  needed: 2,
  given: 1,
  most: 1,
  position: 1,
  tier: "province",
  region: "999999",
  competition: "大赛",
  code: "tz-2026",
  limit: 8,
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "facts");
    for (const code of [...RECORD_FACT_REFUSALS, ...SETTLE_FACT_REFUSALS, "fact-unknown"]) {
      expect(sentence({ code, params: PARAMS })).toMatch(/[。.）]$/);
    }
  });
});
