/** The keys that certificates are signed with: Ed25519 (RFC 8032), the private half sealed under the installation's key. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { DIGEST_BYTES, encodeName, type NameProof, SALT_BYTES } from "#app/domain/certificates/payload.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { decrypt, encrypt } from "#app/platform/crypto/vault.server.ts";

/** PKCS #8 and SubjectPublicKeyInfo of Ed25519 are these bytes before the key's own (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

export type IssuerKeyRow = { readonly id: string; readonly publicKey: Uint8Array; readonly sealed: Uint8Array };

/** A new pair. */
export function makeIssuerKey(keys: Pick<Keys, "issuer">): {
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
  sealed: Uint8Array<ArrayBuffer>;
} {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const own = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(SPKI.length));
  const secret = privateKey.export({ format: "der", type: "pkcs8" }).subarray(PKCS8.length);
  return { id: computeKeyId(own), publicKey: own, sealed: encrypt(keys.issuer, secret) };
}

/** What a payload names a key by: the first eight bytes of its SHA-256, as hex. */
export function computeKeyId(publicKey: Uint8Array): string {
  return createHash("sha256").update(publicKey).digest("hex").slice(0, 16);
}

/** Signs many messages with the key, which is opened once. @throws Error when it was sealed with another installation's key */
export function openSigner(keys: Pick<Keys, "issuer">, row: IssuerKeyRow): (message: Uint8Array) => Uint8Array<ArrayBuffer> {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8, decrypt(keys.issuer, row.sealed)]),
    format: "der",
    type: "pkcs8",
  });
  return (message) => new Uint8Array(sign(null, message, key));
}

export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, toKeyObject(publicKey), signature);
}

/** The public key as openssl and everyone else reads it. */
export function toPem(publicKey: Uint8Array): string {
  return toKeyObject(publicKey).export({ format: "pem", type: "spki" }).toString();
}

function toKeyObject(publicKey: Uint8Array) {
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
}

/** A new salt in hex. */
export function newNameSalt(): string {
  return randomBytes(SALT_BYTES).toString("hex");
}

/** What a name is held against. @param salt in hex */
export function proveName(name: string, salt: string): NameProof {
  const digest = Buffer.from(hashName(name, salt), "hex").subarray(0, DIGEST_BYTES);
  return { salt: new Uint8Array(Buffer.from(salt, "hex")), digest: new Uint8Array(digest) };
}

/** SHA-256 of the bytes of the salt and of the name, in hex. @param salt in hex */
export function hashName(name: string, salt: string): string {
  return createHash("sha256").update(Buffer.from(salt, "hex")).update(encodeName(name)).digest("hex");
}
