/** Looking up a text by a key made at run time, for the few places where the key comes from data. */
import type { i18n } from "i18next";

export type Lookup = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** `t` without the check of its keys: only where the key is built from a closed list or a refusal's code. */
export function createLookup(instance: i18n): Lookup {
  return instance.t.bind(instance) as unknown as Lookup;
}
