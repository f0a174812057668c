/** Every reason that an entry's page can give has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import type { AttachmentRefusal } from "#app/domain/registration/attachment.ts";
import type { ConsentRefusal } from "#app/domain/registration/consent.ts";
import type { ENTRY_FORM_REFUSALS } from "#app/domain/registration/entry-form.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

type OwnCode =
  | "person-erased"
  | "text-too-long"
  | "choice-missing"
  | "file-missing"
  | "entry-missing"
  | "not-found"
  | "changed-meanwhile";
type Code = AttachmentRefusal | ConsentRefusal | (typeof ENTRY_FORM_REFUSALS)[number] | OwnCode;

/** What stands in a roster as well is tested with it: the sentences are the same. */
const CASES: Readonly<Record<Code, Readonly<Record<string, string | number>>>> = {
  "entry-empty": {},
  "duplicate-in-entry": { position: 1 },
  "in-other-own-entry": {},
  "years-malformed": { most: 60 },
  "attachment-too-large": { limit: 2 },
  "attachment-not-readable": {},
  "photo-not-an-image": {},
  "photo-dimensions": { width: 60, height: 400, smallest: 120, largest: 8000 },
  "attachments-too-many": { most: 10 },
  "consent-version-old": {},
  "consent-not-ticked": {},
  "consent-stands": {},
  "consent-none": {},
  "birth-date-missing": {},
  "guardian-name-malformed": {},
  "guardian-relation-missing": {},
  "guardian-telephone-malformed": {},
  "person-erased": {},
  "text-too-long": {},
  "choice-missing": {},
  "file-missing": {},
  "entry-missing": {},
  "not-found": {},
  "changed-meanwhile": {},
};

describe.each(LOCALES)("sentences of an entry in %s", (locale) => {
  it("says every reason, with all its params in words", async () => {
    const sentence = createSentence(await createI18n(locale), "entry");
    for (const [code, params] of Object.entries(CASES)) {
      const said = sentence({ code, params });
      expect(said, code).toMatch(/[.。]$/u);
      expect(said, code).not.toMatch(/\{\{|undefined/);
    }
  });
});
