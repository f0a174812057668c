/** Which documents a number may be of, when a person types the number alone. */
import { checkDocument, DOCUMENT_KINDS, type DocumentKind } from "#app/domain/registration/document.ts";
import { checkCurrentCard, isCurrentCard } from "#app/domain/registration/permanent-residence.ts";
import { checkResidentId, normaliseDocument, type ResidentIdCode } from "#app/domain/registration/resident-id.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";

export type RecognisedDocument = { readonly kind: DocumentKind; readonly text: string };

/** So many digits are of a resident identity number, perhaps one with a slip: no passport looks like that. */
const LIKE_RESIDENT_ID = /^\d{11,}X?$/;

/** Every kind whose format the number has; or why it is none, so that a slip is told without asking whether anyone has it. */
export function recogniseDocument(typed: string): Decision<readonly RecognisedDocument[], ResidentIdCode | "document-malformed"> {
  const text = normaliseDocument(typed);
  // No region of the nation has a code that begins with 9.
  if (isCurrentCard(text)) {
    const checked = checkCurrentCard(text);
    return checked.ok ? allow(listKinds(["permanent-residence-card"], text)) : checked;
  }
  if (LIKE_RESIDENT_ID.test(text)) {
    const checked = checkResidentId(text);
    return checked.ok ? allow(listKinds(["resident-id", "residence-permit"], text)) : checked;
  }
  const kinds = DOCUMENT_KINDS.filter((kind) => checkDocument(kind, text).ok);
  return kinds.length === 0 ? refuse({ code: "document-malformed" }) : allow(listKinds(kinds, text));
}

function listKinds(kinds: readonly DocumentKind[], text: string): readonly RecognisedDocument[] {
  return kinds.map((kind) => ({ kind, text }));
}
