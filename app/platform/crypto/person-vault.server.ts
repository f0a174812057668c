/** What identifies a person, sealed under his own key: without the person's key row the sealed bytes say nothing (DOMAIN 3). */
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { reseal, type Sealed, seal, unseal } from "#app/platform/crypto/vault.server.ts";

/** What identifies a person. `telephone` may be empty. */
export type PersonData = {
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly telephone: string;
  /** YYYY-MM-DD as stated, of a document that tells no date of birth; null or left out: not stated. */
  readonly birthDate?: string | null;
};

/** Seals under a new key of the person's own; the key itself is wrapped by the installation's. */
export function sealPerson(keys: Keys, data: PersonData): Sealed {
  return seal(keys, data);
}

/** Seals changed data under the key that the person has already. */
export function resealPerson(keys: Keys, wrapped: Uint8Array, data: PersonData): Uint8Array<ArrayBuffer> {
  return reseal(keys, wrapped, data);
}

/** The person's data; null when his key was erased. @throws Error when the bytes were changed. */
export function openPerson(
  keys: Keys,
  person: { readonly sealed: Uint8Array; readonly key: { readonly wrapped: Uint8Array } | null },
): PersonData | null {
  return unseal(keys, person.sealed, person.key?.wrapped ?? null);
}
