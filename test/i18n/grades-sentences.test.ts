/** Every reason about the map of grades has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { GRADE_MAPPING_REFUSALS } from "#app/domain/policy/award-grade.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

/** What the form's schemas answer. */
const OF_FIELDS = [
  "text-missing",
  "text-too-long",
  "choice-missing",
  "number-missing",
  "number-not-whole",
  "number-out-of-range",
];
const CODES = [...GRADE_MAPPING_REFUSALS, ...OF_FIELDS];

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "grades");
    for (const code of CODES) {
      expect(sentence({ code, params: { field: "places" } })).toMatch(/[。.]$/);
    }
  });
});
