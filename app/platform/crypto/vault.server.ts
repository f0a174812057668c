/** Personal data under a key of its own (DOMAIN 3), which the installation's key wraps: without its row's key the sealed bytes say nothing. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Keys } from "#app/platform/crypto/keys.server.ts";

export type Sealed = { readonly wrapped: Uint8Array<ArrayBuffer>; readonly sealed: Uint8Array<ArrayBuffer> };

/** Seals plain data as JSON under a new key; the key itself is wrapped by the installation's. */
export function seal(keys: Keys, data: object): Sealed {
  const key = randomBytes(32);
  return { wrapped: encrypt(keys.wrapping, key), sealed: encrypt(key, toBytes(data)) };
}

/** Seals changed data under the key that it has already. */
export function reseal(keys: Keys, wrapped: Uint8Array, data: object): Uint8Array<ArrayBuffer> {
  return encrypt(decrypt(keys.wrapping, wrapped), toBytes(data));
}

/** What was sealed; null when its key was erased. @throws Error when the bytes were changed. */
export function unseal<Data>(keys: Keys, sealed: Uint8Array, wrapped: Uint8Array | null): Data | null {
  if (wrapped === null) return null;
  return JSON.parse(decrypt(decrypt(keys.wrapping, wrapped), sealed).toString("utf8")) as Data;
}

/** Seals a file's bytes under the key that the data beside it have. */
export function sealBytes(keys: Keys, wrapped: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return encrypt(decrypt(keys.wrapping, wrapped), Buffer.from(bytes));
}

/** Seals a file's bytes under a new key of their own. */
export function sealFile(keys: Keys, bytes: Uint8Array): Sealed {
  const wrapped = encrypt(keys.wrapping, randomBytes(32));
  return { wrapped, sealed: sealBytes(keys, wrapped, bytes) };
}

/** A file that was sealed; null when its key was erased. @throws Error when the bytes were changed. */
export function unsealBytes(keys: Keys, sealed: Uint8Array, wrapped: Uint8Array | null): Uint8Array<ArrayBuffer> | null {
  if (wrapped === null) return null;
  return new Uint8Array(decrypt(decrypt(keys.wrapping, wrapped), sealed));
}

/** Bytes under the installation's own key: for what is kept for a while only, and deleted whole. */
export function sealForNow(keys: Keys, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return encrypt(keys.wrapping, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** @throws Error when the bytes were changed. */
export function openForNow(keys: Keys, sealed: Uint8Array): Buffer {
  return decrypt(keys.wrapping, sealed);
}

function toBytes(data: object): Buffer {
  return Buffer.from(JSON.stringify(data), "utf8");
}

/** AES-256-GCM under a key of the installation. */
export function encrypt(key: Buffer, plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body]));
}

/** @throws Error when the bytes were changed, or sealed under another key. */
export function decrypt(key: Buffer, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
