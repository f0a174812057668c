/** What a certificate says, frozen when it is prepared: later changes of names and tables do not reach it. */
import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";

/** A name in both languages; null: none in English is on record. */
export type BothNames = { readonly zh: string; readonly en: string | null };

/** All but the names of people, which are sealed beside it. */
export type FrozenFacts = {
  readonly number: string;
  readonly kind: CertificateKind;
  /** Its words are those of the vocabulary, which never change their meaning; null: none. */
  readonly award: Award | null;
  /** The holder where it is an organisation or a delegation. */
  readonly organisation: BothNames | null;
  /** The holder's school or employer. */
  readonly unit: BothNames | null;
  readonly competition: BothNames;
  /** Null: of the whole competition. */
  readonly event: BothNames | null;
  /** Whose seals it has, one to four. */
  readonly issuers: readonly BothNames[];
  /** YYYY-MM-DD in China. */
  readonly issuedOn: string;
};

/** What is sealed under the key of a person whose name stands on a certificate. */
export type SealedName = {
  readonly name: string;
  /** 12 random bytes in hex: nobody finds the name by trying names against the digest in the payload; the holder's only. */
  readonly salt?: string;
};
