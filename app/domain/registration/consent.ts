/** Consent to the processing of personal data: which version of the text, who gave it, and what is needed of a minor's guardian. */
import { checkName } from "#app/domain/registration/name.ts";
import { type Decision, decide, type Refusal } from "#app/domain/shared/decision.ts";

/** Of the text in i18n `consent:text`: whoever changes what it says changes this, and everybody is asked again. */
export const CONSENT_VERSION = "2026-2";

/** By the person himself; by a minor's guardian; on paper to the team leader, or to whoever checks in: each keeps the sheet. */
export const CONSENT_GIVERS = ["self", "guardian", "leader", "desk"] as const;
export type ConsentGiver = (typeof CONSENT_GIVERS)[number];

/** Sealed with the consent. */
export type Guardian = { readonly name: string; readonly relation: string; readonly telephone: string };

export const CONSENT_REFUSALS = [
  "consent-version-old",
  "consent-not-ticked",
  "consent-stands",
  "consent-none",
  "birth-date-missing",
  "guardian-name-malformed",
  "guardian-relation-missing",
  "guardian-telephone-malformed",
] as const;
export type ConsentRefusal = (typeof CONSENT_REFUSALS)[number];

const LONGEST_RELATION = 20;

/**
 * Whether a consent may be recorded: to the text that is in force, and with a guardian where the person is a minor.
 * @param input.minor null: the date of birth is not known, and must be stated before
 */
export function decideConsent(input: {
  readonly version: string;
  readonly ticked: boolean;
  readonly stands: boolean;
  readonly minor: boolean | null;
  readonly guardian: Guardian;
}): Decision<{ readonly guardian: Guardian | null }, ConsentRefusal> {
  const { guardian, minor } = input;
  const refusals: Refusal<ConsentRefusal>[] = [];
  if (input.version !== CONSENT_VERSION) refusals.push({ code: "consent-version-old" });
  if (!input.ticked) refusals.push({ code: "consent-not-ticked", params: { field: "agreed" } });
  if (input.stands) refusals.push({ code: "consent-stands" });
  if (minor === null) refusals.push({ code: "birth-date-missing" });
  if (minor === true) {
    if (!checkName(guardian.name).ok) refusals.push({ code: "guardian-name-malformed", params: { field: "guardianName" } });
    const relation = guardian.relation.trim();
    if (relation === "" || [...relation].length > LONGEST_RELATION) {
      refusals.push({ code: "guardian-relation-missing", params: { field: "guardianRelation" } });
    }
    if (!/^\+?\d[\d-]{6,19}$/.test(guardian.telephone)) {
      refusals.push({ code: "guardian-telephone-malformed", params: { field: "guardianTelephone" } });
    }
  }
  return decide(refusals, { guardian: minor === true ? guardian : null });
}
