/** The second factor: TOTP (RFC 6238) as authenticator programs know it, with SHA-1, six digits and steps of 30 seconds. */
import { createHmac } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { decrypt, encrypt } from "#app/platform/crypto/vault.server.ts";

const ISSUER = "SkillLadder";
/** Of RFC 4226: as long as the hash. */
const SECRET_BYTES = 20;
/** Clocks of phones differ: one step before and one after counts. */
const WINDOW = 1;

function totpOf(secret: string, username = ""): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label: username,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: 30,
  });
}

/**
 * The secret that a session sets up: the same at each reload, stored nowhere until it is confirmed, and told to this session only.
 * @returns base32 without padding
 */
export function deriveTotpSecret(keys: Keys, sessionId: string): string {
  const digest = createHmac("sha256", keys.secondFactor).update(`enrol:${sessionId}`).digest();
  return new Secret({ buffer: new Uint8Array(digest.subarray(0, SECRET_BYTES)).buffer }).base32;
}

/** otpauth://totp/…, what the QR code says. */
export function toTotpUri(secret: string, username: string): string {
  return totpOf(secret, username).toString();
}

/** The code at a moment: what an authenticator program shows. */
export function computeTotpCode(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() });
}

/**
 * The time step that a code is of, when it is right and not older than the last one taken: each step counts once.
 * @param lastStep the step of the last code that was taken; null before the first
 */
export function findTotpStep(secret: string, code: string, at: Date, lastStep: number | null): number | null {
  const totp = totpOf(secret);
  const timestamp = at.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return null;
  const step = totp.counter({ timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

export function sealTotpSecret(keys: Keys, secret: string): Uint8Array<ArrayBuffer> {
  return encrypt(keys.secondFactor, Buffer.from(secret, "utf8"));
}

/** @throws Error when the bytes were changed. */
export function openTotpSecret(keys: Keys, sealed: Uint8Array): string {
  return decrypt(keys.secondFactor, sealed).toString("utf8");
}
