/** Every reason of preparation and of writing messages has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { WRITING_REFUSALS } from "#app/domain/messages/writing.ts";
import { PREPARATION_GATES } from "#app/domain/preparation/gates.ts";
import { MEETING_REFUSALS } from "#app/domain/preparation/meeting.ts";
import { NOTICE_REFUSALS } from "#app/domain/preparation/notice.ts";
import { PREPARING_REFUSALS } from "#app/domain/preparation/preparing.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const GATE_REFUSALS = ["filing-number-missing", "leaders-meeting-missing", "technical-document-missing", "judges-untrained"];
const FORM_REFUSALS = ["text-missing", "text-too-long", "choice-missing"];
const PARAMS = { limit: 10, count: 2 };

describe.each(LOCALES)("sentences in %s", (locale) => {
  it.each([
    [
      "preparation",
      [...NOTICE_REFUSALS, ...MEETING_REFUSALS, ...PREPARING_REFUSALS, ...GATE_REFUSALS, ...FORM_REFUSALS, "date-missing"],
    ],
    ["competition", GATE_REFUSALS],
    ["messages", [...WRITING_REFUSALS, ...FORM_REFUSALS]],
  ] as const)("of %s are complete", async (namespace, codes) => {
    const sentence = createSentence(await createI18n(locale), namespace);
    for (const code of codes) expect(sentence({ code, params: PARAMS }), code).toMatch(/[.。]$/u);
  });

  it("names every gate", async () => {
    const instance = await createI18n(locale);
    for (const gate of PREPARATION_GATES) expect(instance.exists(`preparation:gates.gate.${gate}`)).toBe(true);
  });
});
