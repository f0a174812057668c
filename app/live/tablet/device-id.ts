/** A name for this browser on this device, kept from visit to visit: which tablet a value was entered on. */
import { uuidv7 } from "uuidv7";

const KEY = "device-id";

/** Made at the first call. Browser only. */
export function getDeviceId(): string {
  const known = localStorage.getItem(KEY);
  if (known) return known;
  const id = newKey();
  localStorage.setItem(KEY, id);
  return id;
}

/** A sortable unique key (UUID version 7); also over plain HTTP, where `crypto.randomUUID` is missing. */
export function newKey(): string {
  return uuidv7();
}
