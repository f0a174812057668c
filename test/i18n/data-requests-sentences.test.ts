/** Every reason about a person's own data has its sentence in both languages. */
import { describe, expect, it } from "vitest";
import type { DataRequestRefusal, ErasureRefusal } from "#app/domain/people/data-request.ts";
import type { ConsentRefusal } from "#app/domain/registration/consent.ts";
import { LOCALES } from "#app/domain/shared/vocabulary.ts";
import { createI18n } from "#app/i18n/index.ts";
import { createSentence } from "#app/i18n/sentence.ts";

type OwnCode = "text-missing" | "text-too-long" | "choice-missing" | "entry-missing" | "not-found";
type Code = DataRequestRefusal | ErasureRefusal | ConsentRefusal | OwnCode;

const CASES: Readonly<Record<Code, Readonly<Record<string, string | number>>>> = {
  "erasure-entry-running": { competition: "通州区职业技能大赛" },
  "erasure-entitlement-open": { count: 1 },
  "erasure-appeal-open": { count: 1 },
  "erasure-promotion-open": { count: 1 },
  "erasure-honour-open": { count: 1 },
  "request-open": {},
  "request-decided": {},
  "request-by-own": {},
  "decision-missing": { field: "decision" },
  "person-erased": {},
  "person-unknown": { field: "documentNumber" },
  "coach-in-several": { field: "documentNumber", delegations: "工业园代表队、商务区代表队" },
  "consent-version-old": {},
  "consent-not-ticked": {},
  "consent-stands": {},
  "consent-none": {},
  "birth-date-missing": {},
  "guardian-name-malformed": {},
  "guardian-relation-missing": {},
  "guardian-telephone-malformed": {},
  "text-missing": {},
  "text-too-long": {},
  "choice-missing": {},
  "entry-missing": {},
  "not-found": {},
};

describe.each(LOCALES)("sentences about personal data in %s", (locale) => {
  it("says every reason, with all its params in words", async () => {
    const sentence = createSentence(await createI18n(locale), "dataRequests");
    for (const [code, params] of Object.entries(CASES)) {
      const said = sentence({ code, params });
      expect(said, code).toMatch(/[.。]$/u);
      expect(said, code).not.toMatch(/\{\{|undefined/);
    }
  });
});
