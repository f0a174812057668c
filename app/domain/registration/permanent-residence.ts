/**
 * The permanent residence card of foreigners (外国人永久居留身份证). Those issued from December 2023 have 18 digits: 9, the province of the
 * authority, the country, the date of birth, a serial number whose last digit tells the sex, and the check digit of GB 11643. Earlier ones
 * have the country in three letters and twelve digits, and stay valid; nothing is read out of these.
 */
import { computeCheckDigit, isCalendarDate, normaliseDocument, type Sex } from "#app/domain/registration/resident-id.ts";
import { type Decision, decide, type Refusal, refuse } from "#app/domain/shared/decision.ts";

export type PermanentResidenceCode = "permanent-residence-format" | "id-date" | "id-check-digit";

export type PermanentResidence = {
  readonly text: string;
  /** YYYY-MM-DD; null of an earlier card. */
  readonly birthDate: string | null;
  readonly sex: Sex | null;
};

const EARLIER = /^[A-Z]{3}\d{12}$/;
const CURRENT = /^9\d{16}[\dX]$/;

/** Whether the number is one of 18 digits as they are issued now, whatever else is wrong with it: it tells the date of birth. */
export function isCurrentCard(typed: string): boolean {
  return CURRENT.test(normaliseDocument(typed));
}

/** Checks a number as typed or pasted. The expected check digit is not told, as with resident identity numbers. */
export function checkPermanentResidence(typed: string): Decision<PermanentResidence, PermanentResidenceCode> {
  const text = normaliseDocument(typed);
  if (EARLIER.test(text)) return decide<PermanentResidence, PermanentResidenceCode>([], { text, birthDate: null, sex: null });
  return CURRENT.test(text) ? checkCurrentCard(text) : refuse({ code: "permanent-residence-format" });
}

/** @param text of a current card, normalised */
export function checkCurrentCard(text: string): Decision<PermanentResidence, "id-date" | "id-check-digit"> {
  const refusals: Refusal<"id-date" | "id-check-digit">[] = [];
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isCalendarDate(birthDate)) refusals.push({ code: "id-date", params: { date: birthDate } });
  if (computeCheckDigit(text.slice(0, 17)) !== text[17]) refusals.push({ code: "id-check-digit" });
  return decide(refusals, { text, birthDate, sex: Number(text[16]) % 2 === 1 ? "male" : "female" });
}
