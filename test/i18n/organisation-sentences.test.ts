/** Every reason that organisations and files of them can give is a sentence in both languages. */
import { describe, expect, it } from "vitest";
import { ORGANISATION_DELETION_REFUSALS, ORGANISATION_REFUSALS } from "#app/domain/organisations/organisation.ts";
import { ORGANISATION_FILE_REFUSALS } from "#app/domain/organisations/organisation-file.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

const PARAMS = {
  name: "甲厂",
  other: "乙厂",
  value: "通州区",
  regions: "北京市通州区 110112",
  region: "999999",
  count: 2,
  first: 3,
  sheet: "单位",
  address: "B3",
  word: "单位",
  megabytes: 10,
  rows: 6000,
  limit: 5000,
};
const FILE = [
  "organisation-gone",
  "nothing-changed",
  "file-missing",
  "file-refused",
  "file-differs-from-preview",
  "file-changes-nothing",
  "organisation-header-missing",
  "organisation-column-twice",
  "organisation-without-rows",
  "workbook-too-large",
  "workbook-not-a-spreadsheet",
  "workbook-encrypted",
  "workbook-damaged",
  "workbook-too-complex",
  "workbook-too-many-rows",
  "workbook-blank",
  "field-invalid",
];

describe.each(LOCALES)("sentences of organisations in %s", (locale) => {
  it("say every reason in full", async () => {
    const sentence = createSentence(await createI18n(locale), "organisation");
    for (const code of [...ORGANISATION_REFUSALS, ...ORGANISATION_DELETION_REFUSALS, ...ORGANISATION_FILE_REFUSALS, ...FILE]) {
      expect(sentence({ code, params: PARAMS }), code).toMatch(/[。.]$/);
    }
  });
});
