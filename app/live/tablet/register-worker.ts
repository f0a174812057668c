/** Puts the tablet's page into the browser's keeping, so that it opens without a network. Browser only. */
import { TABLET_PATH } from "./places.ts";

export const WORKER_PATH = "/tablet-worker.js";

/**
 * A page that came here from another one is not in the worker's hands, and would miss what it loads later: it is loaded once more.
 */
function isFromElsewhere(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation !== undefined && new URL(navigation.name).pathname !== TABLET_PATH;
}

/** A newer version that waits takes over at a start, never while someone marks: the page is loaded once more. */
export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  if (isFromElsewhere()) return window.location.reload();
  try {
    const { waiting } = await navigator.serviceWorker.register(WORKER_PATH, { scope: TABLET_PATH });
    if (!waiting) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => window.location.reload(), { once: true });
    waiting.postMessage("take-over");
  } catch {
    // The page works on with the network; the next start tries again.
  }
}
