/** Every reason against a step of advancement is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { ADVANCEMENT_ACT_REFUSALS } from "#app/domain/ladder/advancement-states.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const OTHERS = ["advancement-not-final", "advancement-nothing-due", "changed-meanwhile", "text-too-long", "field-invalid"];

describe.each(LOCALES)("sentences of the ladder in %s", (locale) => {
  it("say every reason in full", async () => {
    const sentence = createSentence(await createI18n(locale), "ladder");
    for (const code of [...ADVANCEMENT_ACT_REFUSALS, ...OTHERS]) {
      expect(sentence({ code, params: { place: 2, state: "qualified", phase: "final" } }), code).toMatch(/[。.]$/);
    }
  });
});
