/**
 * Every secret that opens something, as the app makes it: how many bits it has, what the database keeps of it, and what slows down whoever
 * guesses where bits are few.
 */
import { createHash } from "node:crypto";
import { makeBadge } from "#app/platform/crypto/badge.server.ts";
import { newReadableCode, newSecret, newVerifyCode } from "#app/platform/crypto/digest.server.ts";
import type { SqliteFile } from "../../support/sqlite-file.ts";

export type Secret = {
  readonly name: string;
  /** Another one each time, by the maker that the app has. */
  readonly make: () => string;
  /** What the table has for it: the code itself, or its SHA-256. */
  readonly stored: { readonly table: string; readonly column: string; readonly isHashed: boolean } | null;
  /** Where its bits are few: how many are let through, of what, in five minutes. */
  readonly throttled: string | null;
};

const BADGE_KEYS = { badge: createHash("sha256").update("any installation").digest() };

const digits = (length: number) => () => String(Math.floor(Math.random() * 10 ** length)).padStart(length, "0");

export const SECRETS: readonly Secret[] = [
  {
    name: "certificate code",
    make: newVerifyCode,
    stored: { table: "Certificate", column: "verifyCode", isHashed: false },
    throttled: null,
  },
  {
    name: "objection code",
    make: () => newReadableCode(16),
    stored: { table: "Objection", column: "code", isHashed: false },
    throttled: null,
  },
  { name: "session", make: () => newSecret(), stored: { table: "Session", column: "id", isHashed: true }, throttled: null },
  {
    name: "account link",
    make: () => newSecret(),
    stored: { table: "AccountLink", column: "id", isHashed: true },
    throttled: null,
  },
  {
    name: "tablet code",
    make: () => newSecret(24),
    stored: { table: "TabletLink", column: "id", isHashed: true },
    throttled: null,
  },
  {
    name: "API token",
    make: () => `slk_${newSecret()}`,
    stored: { table: "ApiToken", column: "id", isHashed: true },
    throttled: null,
  },
  {
    name: "badge check",
    make: () =>
      makeBadge(BADGE_KEYS, { competition: "c", event: "E", entrantNumber: newSecret(6) })
        .split(":")
        .at(-1) ?? "",
    stored: null,
    throttled: null,
  },
  { name: "PIN", make: digits(6), stored: null, throttled: "8 of an account" },
  { name: "TOTP code", make: digits(6), stored: null, throttled: "5 of an account" },
  { name: "document number of a name", make: digits(8), stored: null, throttled: "8 of a number, 100 of a name" },
];

/** By the signs that occur at each place: what its maker does not use is no choice. */
export function measureBits(make: () => string, draws = 4_000): number {
  const signs: Set<string>[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    [...make()].forEach((sign, place) => {
      signs[place] = (signs[place] ?? new Set()).add(sign);
    });
  }
  return signs.reduce((bits, { size }) => bits + Math.log2(size), 0);
}

/** What the database keeps of each. */
export function readStored(file: SqliteFile, { stored }: Secret): ReadonlySet<string> {
  if (stored === null) return new Set();
  return new Set(file.all(`SELECT "${stored.column}" AS value FROM "${stored.table}"`).map(({ value }) => String(value)));
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
