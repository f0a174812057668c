/** Every reason that the banks can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { BANK_REFUSALS } from "#app/domain/banks/bank.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

describe.each(LOCALES)("in %s", (locale) => {
  it("banks", async () => {
    const sentence = createSentence(await createI18n(locale), "banks");
    const codes = [...BANK_REFUSALS, "text-too-long", "choice-missing", "date-missing"];
    const sentences = codes.map((code) => sentence({ code }));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const text of sentences) expect(text).toMatch(/[。.]$/);
  });
});
