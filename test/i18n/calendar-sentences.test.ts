/** Every reason about series and editions has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import { EDITION_REFUSALS, SERIES_REFUSALS } from "#app/domain/ladder/series-calendar.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = { tier: "district", year: 2026, edition: 4, name: "大赛", region: "999999", field: "edition" };

describe.each(["zh-CN", "en"] as const)("in %s", (locale) => {
  it("reasons are sentences", async () => {
    const sentence = createSentence(await createI18n(locale), "calendar");
    for (const code of [...EDITION_REFUSALS, ...SERIES_REFUSALS, "edition-unknown", "changed-meanwhile"]) {
      const text = sentence({ code, params: PARAMS });
      expect(text).toMatch(locale === "en" ? /\.$/ : /。$/);
      expect(text).not.toMatch(/\{\{|undefined|district/);
    }
  });
});
