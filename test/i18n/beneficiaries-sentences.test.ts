/** Every reason against looking for a person, and every next step, is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { PEOPLE_REFUSALS } from "#app/domain/policy/find-people.ts";
import { NEXT_STEPS } from "#app/domain/policy/next-step.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const DOCUMENT_CODES = ["id-length", "id-characters", "id-region", "id-date", "id-check-digit", "document-malformed"];

const PARAMS = { shortest: 2, length: 17, prefix: "999999", date: "19991301" };

describe.each(LOCALES)("in %s", (locale) => {
  it("looking for people", async () => {
    const sentence = createSentence(await createI18n(locale), "beneficiaries");
    const codes = [...PEOPLE_REFUSALS, ...DOCUMENT_CODES, "text-too-long"];
    const sentences = codes.map((code) => sentence({ code, params: PARAMS }));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const text of sentences) expect(text).toMatch(/[。.]$/);
  });

  it("next steps, for officers and for the person", async () => {
    const { t } = await createI18n(locale);
    const at = "2026-11-27T16:00:00.000Z";
    for (const words of ["next", "own"] as const) {
      const steps = NEXT_STEPS.map((kind) => t(`beneficiaries:${words}.${kind}`, { at }));
      expect(new Set(steps).size).toBe(NEXT_STEPS.length);
      for (const text of steps) expect(text).not.toContain("{{");
    }
  });
});
