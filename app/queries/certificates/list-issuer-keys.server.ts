/** The public halves of the keys that certificates were ever signed with, for everyone: nobody else's word is needed to verify. */
import { toPem } from "#app/platform/crypto/issuer-key.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type PublishedKey = {
  /** The first eight bytes of the SHA-256 of the public key, as hex. */
  readonly id: string;
  /** 32 bytes in base64url. */
  readonly publicKey: string;
  readonly pem: string;
  /** The same key as Open Badges ask for it (RFC 8037). */
  readonly jwk: { readonly kty: "OKP"; readonly crv: "Ed25519"; readonly kid: string; readonly x: string };
  /** ISO. */
  readonly validFrom: string;
  /** ISO; null while it signs. */
  readonly retiredAt: string | null;
  /** ISO; set when what it signed is believed no more. */
  readonly distrustedAt: string | null;
};

export type PublishedKeys = {
  readonly format: "skillladder-certificate-keys-1";
  /** Where the issuer answers. */
  readonly issuer: string;
  readonly keys: readonly PublishedKey[];
};

/** Newest first. */
export async function listIssuerKeys(runtime: Runtime): Promise<PublishedKeys> {
  const keys = await runtime.database.read.issuerKey.findMany({
    orderBy: { validFrom: "desc" },
    select: { id: true, publicKey: true, validFrom: true, retiredAt: true, distrustedAt: true },
  });
  return {
    format: "skillladder-certificate-keys-1",
    issuer: runtime.env.publicUrl,
    keys: keys.map(({ id, publicKey, validFrom, retiredAt, distrustedAt }) => ({
      id,
      publicKey: Buffer.from(publicKey).toString("base64url"),
      pem: toPem(publicKey),
      jwk: { kty: "OKP", crv: "Ed25519", kid: id, x: Buffer.from(publicKey).toString("base64url") },
      validFrom: validFrom.toISOString(),
      retiredAt: retiredAt?.toISOString() ?? null,
      distrustedAt: distrustedAt?.toISOString() ?? null,
    })),
  };
}
