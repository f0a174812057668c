/**
 * The bytes that are signed and stand in the QR code of a certificate. The format is told in app/public/verify-certificate.mjs, which
 * reads it without this program.
 */
import type { FrozenFacts } from "#app/domain/certificates/frozen-facts.ts";
import { maskName } from "#app/domain/registration/mask-name.ts";

const VERSION = 1;
const LONGEST_TEXT = 127;
/** In the byte of a text's length: it is in GBK, which takes two bytes for a Chinese character where UTF-8 takes three. */
const IS_GBK = 0x80;
export const SALT_BYTES = 12;
export const DIGEST_BYTES = 16;

/** What a person's name is held against: salt and half a SHA-256. */
export type NameProof = { readonly salt: Uint8Array; readonly digest: Uint8Array };

/**
 * Everything of the payload but its signature.
 * @param keyId of the issuer's key: 16 hex digits
 * @param holder the person's name and its proof; null: an organisation, whose name stands in the facts
 * @throws RangeError for facts without a holder
 */
export function encodePayload(
  keyId: string,
  facts: FrozenFacts,
  holder: { readonly name: string; readonly proof: NameProof } | null,
): Uint8Array<ArrayBuffer> {
  const shown = holder === null ? facts.organisation?.zh : maskName(holder.name);
  if (shown === undefined) throw new RangeError("a certificate has a holder");
  const texts = [
    facts.number,
    facts.kind,
    facts.award ?? "",
    shown,
    facts.unit?.zh ?? "",
    facts.competition.zh,
    facts.event?.zh ?? "",
    facts.issuers.map(({ zh }) => zh).join(" "),
    facts.issuedOn,
  ];
  const bytes: number[] = [VERSION, ...fromHex(keyId)];
  for (const text of texts) bytes.push(...encodeText(text));
  if (holder === null) bytes.push(0);
  else bytes.push(SALT_BYTES + DIGEST_BYTES, ...holder.proof.salt, ...holder.proof.digest);
  return Uint8Array.from(bytes);
}

/** The bytes of a name that its proof is the digest of: the way of writing it does not count. */
export function encodeName(name: string): Uint8Array<ArrayBuffer> {
  const normal = name
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/[\u00b7\u2022\u2027\u30fb\u2024.]/gu, "\u00b7")
    .toUpperCase();
  return new TextEncoder().encode(normal);
}

/** One byte of length and encoding, then the text in the shorter of both; cut between characters where it is too long for that. */
function encodeText(text: string): readonly number[] {
  let kept = [...text];
  for (;;) {
    const utf8 = new TextEncoder().encode(kept.join(""));
    const gbk = encodeGbk(kept);
    const isShorter = gbk !== null && gbk.length < utf8.length;
    const bytes = isShorter ? gbk : utf8;
    if (bytes.length <= LONGEST_TEXT) return [bytes.length + (isShorter ? IS_GBK : 0), ...bytes];
    kept = kept.slice(0, -1);
  }
}

/** Null where a character has no code of one or two bytes. */
function encodeGbk(characters: readonly string[]): readonly number[] | null {
  const bytes: number[] = [];
  for (const character of characters) {
    const code = character < "\u0080" ? [character.charCodeAt(0)] : getGbkCodes().get(character);
    if (code === undefined) return null;
    bytes.push(...code);
  }
  return bytes;
}

let gbkCodes: ReadonlyMap<string, readonly [number, number]> | null = null;

/** Every character of two bytes, as the standard decoder of all platforms reads it. */
function getGbkCodes(): ReadonlyMap<string, readonly [number, number]> {
  if (gbkCodes) return gbkCodes;
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== "\ufffd") codes.set(character, [lead, trail]);
    }
  }
  gbkCodes = codes;
  return codes;
}

/** Bytes of hexadecimal digits. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
