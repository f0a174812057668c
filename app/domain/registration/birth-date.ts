/** When a person was born: as the document tells it, else as it was stated beside a document that tells none. */
import { checkDocument, DOCUMENT_KINDS } from "#app/domain/registration/document.ts";
import { isCurrentCard } from "#app/domain/registration/permanent-residence.ts";
import { computeAge } from "#app/domain/registration/resident-id.ts";

export type BirthFacts = {
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly birthDate?: string | null;
};

/** YYYY-MM-DD; null where neither the document nor the person says it. The document outweighs a statement. */
export function findBirthDate({ documentKind, documentNumber, birthDate }: BirthFacts): string | null {
  const kind = DOCUMENT_KINDS.find((known) => known === documentKind);
  const checked = kind && checkDocument(kind, documentNumber);
  return (checked?.ok ? checked.value.birthDate : null) ?? birthDate ?? null;
}

/** Whether a document of this kind and number tells the date of birth, so that none is stated beside it. */
export function tellsBirthDate(documentKind: string, documentNumber: string): boolean {
  if (documentKind === "permanent-residence-card") return isCurrentCard(documentNumber);
  return documentKind === "resident-id" || documentKind === "residence-permit";
}

/** 未成年人: under 18 full years (Civil Code, article 17). */
export const AGE_OF_MAJORITY = 18;

/** Whether somebody is a minor on a day (YYYY-MM-DD); null: the date of birth is not known. */
export function isMinor(birthDate: string | null, onDate: string): boolean | null {
  return birthDate === null ? null : computeAge(birthDate, onDate) < AGE_OF_MAJORITY;
}
