/** Every reason that the rounds of an event can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { EVENT_ROUNDS_REFUSALS } from "#app/domain/phases/event-rounds.ts";
import { GOING_ON_REFUSALS } from "#app/domain/results/going-on.ts";
import { GOING_ON_CHANGE_REFUSALS } from "#app/domain/results/going-on-change.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = { round: 2, places: 0, percent: 101, phase: "judging" };
const FORM = ["choice-missing", "number-missing", "number-not-whole", "number-out-of-range", "field-invalid"];

describe.each(LOCALES)("sentences of rounds in %s", (locale) => {
  it("say every reason in full", async () => {
    const i18n = await createI18n(locale);
    const sentence = createSentence(i18n, "rounds");
    for (const code of [...EVENT_ROUNDS_REFUSALS, ...GOING_ON_REFUSALS, ...GOING_ON_CHANGE_REFUSALS, ...FORM]) {
      expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
    }
    const waits = { code: "previous-round-not-settled", params: { phase: "judging" } };
    expect(createSentence(i18n, "draw")(waits)).toMatch(/[。.]$/);
  });
});
