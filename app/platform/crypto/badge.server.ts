/** Makes and checks the codes of badges with the installation's key, so that nobody else can make one that is taken for true. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { type BadgeName, formatBadge, toBadgeMessage } from "#app/domain/draw/badge-code.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { decrypt, encrypt } from "#app/platform/crypto/vault.server.ts";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 68 bits: nobody guesses it. */
const LENGTH = 14;

/** The text of the QR code of an entry's badge: the same each time, for paper and telephone alike. */
export function makeBadge(keys: Pick<Keys, "badge">, name: BadgeName): string {
  return formatBadge(name, computeCheck(keys.badge, name));
}

/** Whether the check is the one that this installation made over the name, with the key of now or one before a rotation. */
export function isTrueBadge(keys: Pick<Keys, "badge" | "earlierBadges">, name: BadgeName, check: string): boolean {
  return [keys.badge, ...keys.earlierBadges].some((key) => {
    const [made, read] = [Buffer.from(computeCheck(key, name)), Buffer.from(check)];
    return made.length === read.length && timingSafeEqual(made, read);
  });
}

/** As the row of the installation keeps them. */
export function sealEarlierBadges(keys: Pick<Keys, "wrapping">, badges: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  return encrypt(keys.wrapping, Buffer.from(JSON.stringify(badges.map((key) => key.toString("base64"))), "utf8"));
}

/** @throws Error when they were sealed under another key. */
export function openEarlierBadges(keys: Pick<Keys, "wrapping">, sealed: Uint8Array): readonly Buffer[] {
  const badges = JSON.parse(decrypt(keys.wrapping, sealed).toString("utf8")) as readonly string[];
  return badges.map((text) => Buffer.from(text, "base64"));
}

function computeCheck(key: Buffer, name: BadgeName): string {
  const digest = createHmac("sha256", key).update(toBadgeMessage(name)).digest();
  return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
