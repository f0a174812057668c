/**
 * The five information banks: competition experts, judges, coaches, prize winners, promising young competitors (Dalian (14); also
 * Tongzhou (15), Lianyungang 9, Dalian (19)). Nobody stands in a bank without his consent, and withdrawing it hides him at once.
 */
import { checkDocument, type DocumentKind } from "#app/domain/registration/document.ts";
import { checkName } from "#app/domain/registration/name.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";
import type { SkillLevel } from "#app/domain/shared/vocabulary.ts";

export const BANKS = ["expert", "judge", "coach", "winner", "promising"] as const;
export type Bank = (typeof BANKS)[number];

/** The text of consent that people agree to now; a change of its words is a new version. */
export const CONSENT_VERSION = "2026-11";

/** Who it is: a person whom the system knows, an account, or someone by name and document. */
export type BankSubject =
  | { readonly by: "person"; readonly personId: string }
  | { readonly by: "account"; readonly userId: string }
  | {
      readonly by: "document";
      readonly name: string;
      readonly documentKind: DocumentKind;
      readonly documentNumber: string;
    };

export type BankDraft = {
  readonly bank: Bank;
  readonly subject: BankSubject;
  /** Occupation codes. */
  readonly skills: readonly string[];
  readonly level: SkillLevel | null;
  readonly organisationId: string | null;
  readonly regionCode: string | null;
  readonly lastDuty: string;
  readonly conflicts: string;
  /** That he agreed to the present text; and the day (YYYY-MM-DD) on which he did. */
  readonly consented: boolean;
  readonly consentOn: string | null;
};

export const BANK_REFUSALS = [
  "consent-missing",
  "consent-day-missing",
  "consent-in-future",
  "bank-skills-missing",
  "bank-account-not-judge",
  "bank-name-wrong",
  "bank-document-wrong",
  "bank-person-unknown",
  "bank-account-unknown",
  "bank-name-differs",
  "bank-organisation-unknown",
  "bank-region-unknown",
  "bank-member-already",
  "bank-member-unknown",
  "bank-document-erased",
] as const;
export type BankRefusal = (typeof BANK_REFUSALS)[number];

/** Every reason that the draft itself gives against it. @param today YYYY-MM-DD in Shanghai */
export function checkBankDraft(draft: BankDraft, today: string): readonly Refusal<BankRefusal>[] {
  const { bank, subject, skills, consented, consentOn } = draft;
  const refusals: Refusal<BankRefusal>[] = [];
  if (!consented) refusals.push({ code: "consent-missing", params: { field: "consent" } });
  if (consentOn === null) refusals.push({ code: "consent-day-missing", params: { field: "consentOn" } });
  else if (consentOn > today) refusals.push({ code: "consent-in-future", params: { field: "consentOn" } });
  if (skills.length === 0) refusals.push({ code: "bank-skills-missing", params: { field: "skills" } });
  if (subject.by === "account" && bank !== "judge") {
    refusals.push({ code: "bank-account-not-judge", params: { field: "userId" } });
  }
  if (subject.by === "document") {
    if (!checkName(subject.name).ok) refusals.push({ code: "bank-name-wrong", params: { field: "name" } });
    if (!checkDocument(subject.documentKind, subject.documentNumber).ok) {
      refusals.push({ code: "bank-document-wrong", params: { field: "documentNumber" } });
    }
  }
  return refusals;
}
