/** The installation's key: from the environment, or a file made at first start that only its owner can read. */
import { createHmac, hkdfSync } from "node:crypto";
import { readOrMakeKeyFile, toKeyFile } from "#app/platform/crypto/key-file.server.ts";
import type { Env } from "#app/platform/env.server.ts";

export type Keys = {
  /** Wraps the keys of persons. */
  readonly wrapping: Buffer;
  /** Keyed hash that finds a document number without storing it. */
  hashDocument(kind: string, number: string): string;
  /** Signs short-lived cookies that carry no account. */
  readonly cookie: Buffer;
  /** Tells whether another process has the same key, and nothing of the key itself. */
  readonly check: string;
  /** Makes the check in the code of a badge. */
  readonly badge: Buffer;
  /** What it was made with before rotations: printed badges are still true. */
  readonly earlierBadges: readonly Buffer[];
  /** Seals the secrets of second factors, and makes those that wait to be confirmed. */
  readonly secondFactor: Buffer;
  /** Seals the private keys that certificates are signed with. */
  readonly issuer: Buffer;
};

/** @throws Error with a sentence when SECRET_KEY, or the key in the file, is none, or others may read the file. */
export function loadKeys(env: Pick<Env, "secretKey" | "dataDirectory">): Keys {
  return deriveKeys(
    env.secretKey ? parseKey(env.secretKey, "SECRET_KEY") : readOrMakeKeyFile(toKeyFile(env.dataDirectory, "current")),
  );
}

/** @param name of the variable that it came in @throws Error when it is not 32 bytes in base64. */
export function parseKey(text: string, name: string): Buffer {
  const key = Buffer.from(text, "base64");
  if (key.length !== 32) throw new Error(`${name} must be 32 bytes in base64.`);
  return key;
}

/** Each purpose has a key of its own, which says nothing of the others. */
export function deriveKeys(master: Buffer): Keys {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "skillladder", purpose, 32));
  const documentKey = derive("document-hash");
  return {
    wrapping: derive("person-keys"),
    cookie: derive("cookies"),
    check: derive("check").toString("hex"),
    badge: derive("badges"),
    earlierBadges: [],
    secondFactor: derive("second-factors"),
    issuer: derive("issuer-keys"),
    hashDocument: (kind, number) => createHmac("sha256", documentKey).update(`${kind}:${number.toUpperCase()}`).digest("hex"),
  };
}
