/** Every reason that marking on paper can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { CONFIRM_REFUSALS } from "#app/domain/marking/confirm.ts";
import { KEYING_REFUSALS, SETTLEMENT_REFUSALS } from "#app/domain/marking/keying.ts";
import { MEDIUM_REFUSALS } from "#app/domain/marking/medium.ts";
import { PAPER_VALUE_REFUSALS } from "#app/domain/marking/paper.ts";
import { PRINT_REFUSALS } from "#app/domain/marking/print.ts";
import { SCAN_REFUSALS } from "#app/domain/marking/scan-file.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = { aspect: "A1.1", aspects: "A1.1", text: "7,5o", medium: "paper", count: 2, limit: 8, round: 1 };
const PAPER = [
  ...KEYING_REFUSALS,
  ...SETTLEMENT_REFUSALS,
  ...MEDIUM_REFUSALS,
  ...PAPER_VALUE_REFUSALS,
  ...PRINT_REFUSALS,
  ...SCAN_REFUSALS,
  "value-unreadable",
  "aspects-missing",
  "spread-too-wide",
  "changed-meanwhile",
  "file-missing",
  "text-missing",
  "text-too-long",
];
const MARKING = [...CONFIRM_REFUSALS, "round-on-paper"];

describe.each(LOCALES)("sentences in %s", (locale) => {
  it("say every reason in full", async () => {
    const i18n = await createI18n(locale);
    for (const [namespace, codes] of [
      ["paper", PAPER],
      ["marking", MARKING],
    ] as const) {
      const sentence = createSentence(i18n, namespace);
      for (const code of codes) {
        expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
        expect(sentence({ code, params: PARAMS }), code).not.toContain("{{");
      }
    }
  });
});
