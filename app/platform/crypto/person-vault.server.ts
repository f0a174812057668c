/** Personal data under a key per person (DOMAIN 3): without the person's key row the sealed bytes say nothing. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keys } from "#app/platform/crypto/keys.server.ts";

/** What identifies a person. `telephone` may be empty. */
export type PersonData = {
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly telephone: string;
};

export type SealedPerson = { readonly wrapped: Uint8Array<ArrayBuffer>; readonly sealed: Uint8Array<ArrayBuffer> };

/** Seals under a new key of the person's own; the key itself is wrapped by the installation's. */
export function sealPerson(keys: Keys, data: PersonData): SealedPerson {
  const key = randomBytes(32);
  return { wrapped: encrypt(keys.wrapping, key), sealed: encrypt(key, Buffer.from(JSON.stringify(data), "utf8")) };
}

/** Seals changed data under the key that the person has already. */
export function resealPerson(keys: Keys, wrapped: Uint8Array, data: PersonData): Uint8Array<ArrayBuffer> {
  return encrypt(decrypt(keys.wrapping, wrapped), Buffer.from(JSON.stringify(data), "utf8"));
}

/** The person's data; null when his key was erased. @throws Error when the bytes were changed. */
export function openPerson(
  keys: Keys,
  person: { readonly sealed: Uint8Array; readonly key: { readonly wrapped: Uint8Array } | null },
): PersonData | null {
  if (!person.key) return null;
  const key = decrypt(keys.wrapping, person.key.wrapped);
  return JSON.parse(decrypt(key, person.sealed).toString("utf8")) as PersonData;
}

function encrypt(key: Buffer, plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

function decrypt(key: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
