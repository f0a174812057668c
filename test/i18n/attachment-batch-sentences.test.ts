/** Every reason that stands against a batch of photos and documents has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import type { BatchRefusal, StoreBatchCode } from "#app/domain/registration/attachment-batch.ts";
import type { WindowCode } from "#app/domain/registration/window.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";
import type { ArchiveCode } from "#app/platform/files/unpack-files.server.ts";

type OwnCode =
  | "batch-too-many"
  | "batch-too-large"
  | "preview-outdated"
  | "file-missing"
  | "field-invalid"
  | "choice-missing"
  | "not-found"
  | "entry-not-editable";
type Code = BatchRefusal | StoreBatchCode | ArchiveCode | WindowCode | OwnCode;

const CASES: Readonly<Record<Code, Readonly<Record<string, string | number>>>> = {
  "batch-person-unknown": {},
  "batch-person-ambiguous": { count: 2 },
  "batch-person-contradicted": {},
  "batch-document-unknown": {},
  "batch-document-wrong": {},
  "batch-kind-unknown": {},
  "batch-kind-twice": {},
  "batch-empty": {},
  "batch-unsettled": { count: 3 },
  "batch-too-many": { most: 500 },
  "batch-too-large": { limit: 100 },
  "archive-damaged": {},
  "archive-encrypted": {},
  "archive-too-many": { most: 500 },
  "archive-too-large": { limit: 40 },
  "attachment-too-large": { limit: 2 },
  "attachment-not-readable": {},
  "photo-not-an-image": {},
  "photo-dimensions": { width: 60, height: 400, smallest: 120, largest: 8000 },
  "attachments-too-many": { most: 10 },
  "person-erased": {},
  "preview-outdated": {},
  "file-missing": {},
  "field-invalid": {},
  "choice-missing": {},
  "not-found": {},
  "entry-not-editable": { status: "accepted" },
  "registration-closed": { phase: "running" },
  "registration-deadline-past": { deadline: 0 },
};

describe.each(LOCALES)("sentences of a batch of files in %s", (locale) => {
  it("says every reason, with all its params in words", async () => {
    const sentence = createSentence(await createI18n(locale), "attachmentBatch");
    for (const [code, params] of Object.entries(CASES)) {
      const said = sentence({ code, params });
      expect(said, code).toMatch(/[.。]$/u);
      expect(said, code).not.toMatch(/\{\{|undefined/);
    }
  });
});
