/** Every reason that marks by file can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { COMPONENT_FILE_REFUSALS, COMPONENT_IMPORT_REFUSALS } from "#app/domain/results/component-file.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  entrantNumber: "E1001",
  first: 2,
  name: "曾博",
  value: "101",
  maximum: "100.00",
  phase: "published",
  count: 2,
  sheet: "理论",
  address: "C1",
  word: "总分",
  megabytes: 10,
  rows: 6000,
  limit: 5000,
};
const FILE = [
  "file-differs-from-preview",
  "file-missing",
  "component-header-missing",
  "component-column-twice",
  "component-without-rows",
  "workbook-too-large",
  "workbook-not-a-spreadsheet",
  "workbook-encrypted",
  "workbook-damaged",
  "workbook-too-complex",
  "workbook-too-many-rows",
  "workbook-blank",
  "not-found",
  "changed-meanwhile",
  "field-invalid",
];

describe.each(LOCALES)("sentences of marks by file in %s", (locale) => {
  it("say every reason in full", async () => {
    const i18n = await createI18n(locale);
    const sentence = createSentence(i18n, "componentMarks");
    for (const code of [...COMPONENT_FILE_REFUSALS, ...COMPONENT_IMPORT_REFUSALS, ...FILE]) {
      expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
    }
    const missing = { code: "component-marks-missing", params: { component: "理论", count: 2 } };
    expect(createSentence(i18n, "results")(missing)).toMatch(/[。.]$/);
  });
});
