/** Every reason that the hall's record can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { HALL_ACT_REFUSALS, HALL_VOID_REFUSALS, PARTICIPATION_REFUSALS } from "#app/domain/marking/hall-acts.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const OTHERS = ["key-reused", "nobody-to-start", "line-of-participation", "not-found", "changed-meanwhile", "field-invalid"];

describe.each(LOCALES)("sentences of the hall's record in %s", (locale) => {
  it("say every reason in full", async () => {
    const sentence = createSentence(await createI18n(locale), "hallRecord");
    for (const code of [...HALL_ACT_REFUSALS, ...HALL_VOID_REFUSALS, ...PARTICIPATION_REFUSALS, ...OTHERS, "choice-missing"]) {
      expect(sentence({ code, params: { phase: "published", participation: "absent" } }), code).toMatch(/[。.]$/);
    }
  });
});
