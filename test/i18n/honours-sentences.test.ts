/** Every reason in the procedure of an honour has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { HONOUR_ACT_REFUSALS, RECOMMEND_HONOUR_REFUSALS } from "#app/domain/honours/honour-case.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

/** What the forms say before any rule is asked. */
const FORM_CODES = [
  "text-too-long",
  "choice-missing",
  "date-missing",
  "file-missing",
  "number-missing",
  "number-not-whole",
  "number-out-of-range",
];

const PARAMS = {
  position: 1,
  honour: "lianyungang-technical-expert",
  reference: "连技院推〔2026〕3号",
  region: "999999",
  limit: 8,
  most: 60,
  until: "2026-12-04",
  first: "2026-12-05",
  today: "2026-11-20",
};

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "honours");
    for (const code of [
      ...RECOMMEND_HONOUR_REFUSALS,
      ...HONOUR_ACT_REFUSALS,
      ...FORM_CODES,
      "honour-case-unknown",
      "changed-meanwhile",
    ]) {
      expect(sentence({ code, params: PARAMS })).toMatch(/[。.）]$/);
    }
  });
});
