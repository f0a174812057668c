/** Every reason that corrections, the recheck and the unblinding after it can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { CORRECTION_REFUSALS } from "#app/domain/marking/correction.ts";
import { RECHECK_REFUSALS } from "#app/domain/results/recheck.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = { phase: "draw", needed: "recheck", left: 2, total: 6, count: 1 };
const BEFORE_UNBLINDING = ["recheck-not-drawn", "recheck-unchecked", "recheck-errors-open", "corrections-open"];
const RECHECK = [
  ...CORRECTION_REFUSALS,
  ...RECHECK_REFUSALS,
  ...BEFORE_UNBLINDING,
  "recheck-note-missing",
  "changed-meanwhile",
  "text-missing",
  "text-too-long",
];

describe.each(LOCALES)("in %s", (locale) => {
  it.each([
    ["recheck", RECHECK],
    ["results", BEFORE_UNBLINDING],
  ] as const)("%s", async (namespace, codes) => {
    const sentence = createSentence(await createI18n(locale), namespace);
    const sentences = codes.map((code) => sentence({ code, params: PARAMS }));
    expect(new Set(sentences).size).toBe(new Set(codes).size);
    for (const text of sentences) expect(text).toMatch(/[。.]$/);
  });
});
