/** A name for this browser on this device, kept from visit to visit: which tablet a value was entered on. */

const KEY = "device-id";

/** Made at the first call. Browser only. */
export function getDeviceId(): string {
  const known = localStorage.getItem(KEY);
  if (known) return known;
  const id = newKey();
  localStorage.setItem(KEY, id);
  return id;
}

/** A random UUID; also over plain HTTP, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
