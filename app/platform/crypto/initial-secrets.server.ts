/** What a new account is handed over with: read aloud or copied from paper once, and stored as hashes only. */
import { randomInt } from "node:crypto";
import { newReadableCode } from "#app/platform/crypto/digest.server.ts";
import { hashSecret } from "#app/platform/crypto/password.server.ts";

export type PreparedSecrets = {
  readonly secrets: {
    /** Three groups of four readable characters. */
    readonly password: string;
    /** Six digits, for signing in the hall. */
    readonly pin: string;
  };
  /** What is stored. */
  readonly hashes: { readonly passwordHash: string; readonly pinHash: string };
};

/** Takes tens of milliseconds: call it before a write, so that other writers do not wait for it. */
export async function prepareSecrets(): Promise<PreparedSecrets> {
  const password = [newReadableCode(4), newReadableCode(4), newReadableCode(4)].join("-");
  const pin = String(randomInt(1_000_000)).padStart(6, "0");
  const [passwordHash, pinHash] = await Promise.all([hashSecret(password), hashSecret(pin)]);
  return { secrets: { password, pin }, hashes: { passwordHash, pinHash } };
}
