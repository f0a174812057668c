/** What an event asks for beside the people themselves before an entry is handed in, as data with the words of its clause. */
import { ATTACHMENT_KINDS, type AttachmentKind } from "#app/domain/registration/attachment.ts";
import { isMinor } from "#app/domain/registration/birth-date.ts";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import type { Refusal } from "#app/domain/shared/decision.ts";

export type Requirements = {
  /** Of each person; a guardian's consent of minors only. */
  readonly attachments: readonly AttachmentKind[];
  /** Each person's consent to the text in force. */
  readonly consent: boolean;
  /** The words of the technical document or notice that asks for it: what a refusal cites. */
  readonly clause: string;
};

/** Rules from before there were requirements ask for nothing. */
export const NOTHING_REQUIRED: Requirements = { attachments: [], consent: false, clause: "" };

/** What one event can ask for: everything that has a purpose of its own. */
export const REQUIRABLE = ATTACHMENT_KINDS.filter((kind) => kind !== "other");

export const REQUIREMENT_RULE_REFUSALS = ["requirements-clause-missing"] as const;
export type RequirementRuleRefusal = (typeof REQUIREMENT_RULE_REFUSALS)[number];

/** Whoever is asked for something may read where it is written. */
export function checkRequirementRules(requires: Requirements): readonly Refusal<RequirementRuleRefusal>[] {
  const asks = requires.attachments.length > 0 || requires.consent;
  return asks && requires.clause.trim() === ""
    ? [{ code: "requirements-clause-missing", params: { field: "requiresClause" } }]
    : [];
}

export const REQUIREMENT_REFUSALS = ["attachment-missing", "consent-missing", "birth-date-unknown"] as const;
export type RequirementRefusal = (typeof REQUIREMENT_REFUSALS)[number];

/** What of a person is on record. */
export type RecordedFacts = {
  /** Names the person in the reason. */
  readonly who: string;
  /** YYYY-MM-DD; null: not known. */
  readonly birthDate: string | null;
  readonly attachments: ReadonlySet<AttachmentKind>;
  /** Versions of the consents that stand; `guardian` where one is recorded with it. */
  readonly consents: readonly { readonly version: string; readonly hasGuardian: boolean }[];
};

/**
 * Everything that is asked for and not on record, each with the words that ask for it. Where a minor's consent stands without a
 * guardian it is missing.
 * @param onDate YYYY-MM-DD, the first day of the competition
 */
export function listMissing(
  requires: Requirements,
  people: readonly RecordedFacts[],
  onDate: string,
): readonly Refusal<RequirementRefusal>[] {
  const { clause } = requires;
  return people.flatMap(({ who, birthDate, attachments, consents }): readonly Refusal<RequirementRefusal>[] => {
    const minor = isMinor(birthDate, onDate);
    const asksAge = requires.consent || requires.attachments.includes("guardian-consent");
    const stands = consents.some(({ version, hasGuardian }) => version === CONSENT_VERSION && (hasGuardian || minor !== true));
    const needed = requires.attachments.filter((kind) => kind !== "guardian-consent" || minor === true);
    return [
      ...(asksAge && minor === null ? [{ code: "birth-date-unknown" as const, params: { who, clause } }] : []),
      ...needed
        .filter((kind) => !attachments.has(kind))
        .map((kind) => ({ code: "attachment-missing" as const, params: { who, kind, clause } })),
      ...(requires.consent && !stands ? [{ code: "consent-missing" as const, params: { who, clause } }] : []),
    ];
  });
}
