/** The installation's key: from the environment, or a file made at first start that only its owner can read. */
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
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
  /** Seals the secrets of second factors, and makes those that wait to be confirmed. */
  readonly secondFactor: Buffer;
};

/** @throws Error when SECRET_KEY is not 32 bytes in base64. */
export function loadKeys(env: Pick<Env, "secretKey" | "dataDirectory">): Keys {
  const master = env.secretKey ? Buffer.from(env.secretKey, "base64") : readOrMakeKeyFile(env.dataDirectory);
  if (master.length !== 32) throw new Error("SECRET_KEY must be 32 bytes in base64.");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "skillladder", purpose, 32));
  const documentKey = derive("document-hash");
  return {
    wrapping: derive("person-keys"),
    cookie: derive("cookies"),
    check: derive("check").toString("hex"),
    badge: derive("badges"),
    secondFactor: derive("second-factors"),
    hashDocument: (kind, number) => createHmac("sha256", documentKey).update(`${kind}:${number.toUpperCase()}`).digest("hex"),
  };
}

function readOrMakeKeyFile(dataDirectory: string): Buffer {
  const file = path.join(dataDirectory, "secret.key");
  fs.mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  return Buffer.from(fs.readFileSync(file, "utf8"), "base64");
}
