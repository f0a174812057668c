/** Every reason against an act of a ceremony, and every alert of the live desk, is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { PREPARING_REFUSALS } from "#app/domain/ceremony/preparing.ts";
import { STEP_REFUSALS } from "#app/domain/ceremony/steps.ts";
import { ALERT_CODES } from "#app/domain/desk/alerts.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const OTHERS = [
  "ceremony-replaced",
  "ceremony-moved-on",
  "ceremony-unchanged",
  "ceremony-mid-award",
  "ceremony-missing",
  "number-missing",
  "choice-missing",
  "text-missing",
];

describe.each(LOCALES)("sentences of the ceremony in %s", (locale) => {
  it("say every reason in full", async () => {
    const sentence = createSentence(await createI18n(locale), "ceremony");
    for (const code of [...PREPARING_REFUSALS, ...STEP_REFUSALS, ...OTHERS]) {
      const params = { event: "CNC", events: "CNC, WLD", until: Date.parse("2026-11-20T01:00:00Z"), count: 2, special: "teams" };
      expect(sentence({ code, params }), code).toMatch(/[。.]$/);
    }
  });

  it("say every alert in full", async () => {
    const t = (await createI18n(locale)).getFixedT(locale, "desk") as unknown as (key: string, params: object) => string;
    for (const code of ALERT_CODES) {
      const until = Date.parse("2026-11-20T01:00:00Z");
      const text = t(`alert.${code}`, { event: "CNC", panel: "A1", judge: "judge-1", count: 2, minutes: 20, until });
      expect(text, code).not.toMatch(/\{\{/);
    }
  });
});
