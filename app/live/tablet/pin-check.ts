/** What lets a judge prove his PIN to this device while there is no network: made when the server has accepted the PIN here. */

/** Slow on purpose; about a fifth of a second on a tablet. */
const ITERATIONS = 310_000;
/** Wrong PINs in a row without the server; after them only the server lets him in. */
export const MOST_WRONG_PINS = 5;

export type PinCheck = { readonly salt: readonly number[]; readonly bits: readonly number[] };

export async function makePinCheck(pin: string): Promise<PinCheck> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt: [...salt], bits: await derive(pin, salt) };
}

export async function isRightPin({ salt, bits }: PinCheck, pin: string): Promise<boolean> {
  const derived = await derive(pin, new Uint8Array(salt));
  return derived.length === bits.length && derived.reduce((differs, bit, index) => differs | (bit ^ (bits[index] ?? 0)), 0) === 0;
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<number[]> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ITERATIONS }, key, 256);
  return [...new Uint8Array(bits)];
}
