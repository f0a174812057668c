/** SHA-256 as the domain wants it, and random identifiers. */
import { hash, randomBytes, randomFillSync } from "node:crypto";
import { V7Generator } from "uuidv7";

/** A thousand random numbers at a time: the system's call for them costs ten times what an id does. */
const numbers = new Uint32Array(1_024);
let used = numbers.length;

const ids = new V7Generator({
  nextUint32: () => {
    if (used === numbers.length) {
      randomFillSync(numbers);
      used = 0;
    }
    const next = numbers[used] ?? 0;
    // What an id was made of stays nowhere.
    numbers[used] = 0;
    used += 1;
    return next;
  },
});

/** Hex SHA-256 of UTF-8 text, or of the bytes of a file. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** A sortable unique id (UUID version 7). */
export function newId(): string {
  return ids.generate().toString();
}

/** Unguessable text of `bytes` random bytes in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

const CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Told apart in print and aloud; few letters, each of which a certificate would have to bring along in its font. */
const VERIFY_ALPHABET = "23456789ACEFHNST";
const VERIFY_BYTES = 16;

/** The code of a certificate: 128 random bits as 32 signs, two for each byte. */
export function newVerifyCode(): string {
  return [...randomBytes(VERIFY_BYTES)].flatMap((byte) => [VERIFY_ALPHABET[byte >> 4], VERIFY_ALPHABET[byte & 15]]).join("");
}

/** An unguessable code of `length` letters and digits that people can read aloud (no 0, 1, I, L, O, U). */
export function newReadableCode(length: number): string {
  let code = "";
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      const limit = 256 - (256 % CODE_ALPHABET.length);
      if (byte < limit && code.length < length) code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
    }
  }
  return code;
}
