/** What belongs to one rendering of the document: the nonce of its scripts and the number of its request. */
import { createContext, useContext } from "react";

export type DocumentFacts = {
  /** Undefined in the browser, which hides nonces from scripts. */
  readonly nonce: string | undefined;
  /** As in the server's log; null where it is not known. */
  readonly requestId: string | null;
  /** The history key of the address that the document was made for; null on the server, which makes no other. */
  readonly locationKey: string | null;
};

export const DocumentContext = createContext<DocumentFacts>({ nonce: undefined, requestId: null, locationKey: null });

export function useDocumentFacts(): DocumentFacts {
  return useContext(DocumentContext);
}
