/** Makes and checks the codes of badges with the installation's key, so that nobody else can make one that is taken for true. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { type BadgeName, formatBadge, toBadgeMessage } from "#app/domain/draw/badge-code.ts";
import type { Keys } from "#app/platform/crypto/keys.server.ts";

const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 49 bits: guessing goes through check-in, where each attempt is an act of an account. */
const LENGTH = 10;

/** The text of the QR code of an entry's badge: the same each time, for paper and telephone alike. */
export function makeBadge(keys: Pick<Keys, "badge">, name: BadgeName): string {
  return formatBadge(name, computeCheck(keys, name));
}

/** Whether the check is the one that this installation made over the name. */
export function isTrueBadge(keys: Pick<Keys, "badge">, name: BadgeName, check: string): boolean {
  const [made, read] = [Buffer.from(computeCheck(keys, name)), Buffer.from(check)];
  return made.length === read.length && timingSafeEqual(made, read);
}

function computeCheck(keys: Pick<Keys, "badge">, name: BadgeName): string {
  const digest = createHmac("sha256", keys.badge).update(toBadgeMessage(name)).digest();
  return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
