/** Encryption on the device: one AES key for each judge and device, made here, kept by the browser, never to be read out of it. */

/** `iv` is fresh for each text. */
export type SealedText = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

/** Not extractable: whoever copies the database has nothing that opens it. */
export function makeDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function sealValue(key: CryptoKey, value: unknown): Promise<SealedText> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value)));
  return { iv, data };
}

/** @throws DOMException when it was sealed under another key, or changed. */
export async function openValue<Value>(key: CryptoKey, { iv, data }: SealedText): Promise<Value> {
  const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  return JSON.parse(new TextDecoder().decode(bytes)) as Value;
}
