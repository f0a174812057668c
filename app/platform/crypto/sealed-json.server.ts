/** A value with names in it, kept in a column of text as files are kept in theirs: sealed. */
import type { Keys } from "#app/platform/crypto/keys.server.ts";
import { openForNow, sealForNow } from "#app/platform/crypto/vault.server.ts";

export function sealJson(keys: Keys, value: unknown): string {
  return Buffer.from(sealForNow(keys, Buffer.from(JSON.stringify(value), "utf8"))).toString("base64");
}

/** @throws when it was not sealed under these keys */
export function openJson(keys: Keys, stored: unknown): unknown {
  return JSON.parse(openForNow(keys, Buffer.from(String(stored), "base64")).toString("utf8"));
}
