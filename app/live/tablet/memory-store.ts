/**
 * Acts in memory only: where a page is served without HTTPS and the browser offers no encryption, and for tablets without a browser.
 * What is acknowledged is on the server; what waits is gone with the page, and the page says so.
 */
import type { Kept, OutboxStore } from "./outbox.ts";

export function createMemoryStore(): OutboxStore {
  let kept: readonly Kept[] = [];
  return {
    append: async (act) => {
      const added: Kept = { key: act.entry.key, sequence: kept.length + 1, act, fate: { state: "waiting" } };
      kept = [...kept, added];
      return added;
    },
    settle: async (key, fate) => {
      kept = kept.map((one) => (one.key === key ? { ...one, fate } : one));
    },
    list: async () => kept,
    watch: () => () => {},
  };
}
