/** The documents by which a person is known at registration, how they are checked, and how they are shown. */

import { checkPermanentResidence, type PermanentResidenceCode } from "#app/domain/registration/permanent-residence.ts";
import { checkResidentId, normaliseDocument, type ResidentIdCode, type Sex } from "#app/domain/registration/resident-id.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";

export const DOCUMENT_KINDS = [
  "resident-id",
  "residence-permit",
  "passport",
  "hong-kong-macao-permit",
  "taiwan-permit",
  "permanent-residence-card",
] as const;
/** A residence permit is that of Hong Kong, Macao and Taiwan residents: 18 digits under the same standard. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type DocumentCode = ResidentIdCode | PermanentResidenceCode | "passport-format" | "permit-format";

export type IdentityDocument = {
  readonly kind: DocumentKind;
  /** Normalised: the form that is hashed and compared. */
  readonly text: string;
  /** YYYY-MM-DD where the document tells it, else null. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
};

const FORMATS: Readonly<Record<Exclude<DocumentKind, "resident-id" | "residence-permit" | "permanent-residence-card">, RegExp>> =
  {
    passport: /^[A-Z0-9]{5,20}$/,
    "hong-kong-macao-permit": /^[HM]\d{8}(?:\d{2})?$/,
    "taiwan-permit": /^(?:\d{8}|\d{10})$/,
  };

/** Checks a document number of a kind; only 18-digit numbers tell a date of birth and carry a check digit. */
export function checkDocument(kind: DocumentKind, typed: string): Decision<IdentityDocument, DocumentCode> {
  if (kind === "resident-id" || kind === "residence-permit") {
    const checked = checkResidentId(typed);
    if (!checked.ok) return checked;
    const { text, birthDate, sex } = checked.value;
    return allow({ kind, text, birthDate, sex });
  }
  if (kind === "permanent-residence-card") {
    const checked = checkPermanentResidence(typed);
    return checked.ok ? allow({ kind, ...checked.value }) : checked;
  }
  const text = normaliseDocument(typed);
  if (!FORMATS[kind].test(text)) return refuse({ code: kind === "passport" ? "passport-format" : "permit-format" });
  return allow({ kind, text, birthDate: null, sex: null });
}

/**
 * A document number as it may be shown: first 6 and last 4 of an 18-digit number (110112********1234, DOMAIN 3);
 * of a shorter one the first and the last three, so that most of it stays hidden.
 */
export function maskDocument(text: string): string {
  const characters = [...text];
  const [head, tail] = characters.length >= 15 ? [6, 4] : characters.length >= 7 ? [1, 3] : [0, 1];
  const hidden = characters.length - head - tail;
  if (hidden <= 0) return "*".repeat(characters.length);
  return characters.slice(0, head).join("") + "*".repeat(hidden) + characters.slice(characters.length - tail).join("");
}
