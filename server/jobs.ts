/** Runs waiting jobs one after another: at once when a commit left some, and every second for what a crash left. */
import type { Runtime } from "../app/platform/runtime.server.ts";

const INTERVAL_MS = 1_000;

/** `runNextJob` runs one due job and answers whether there was one. */
export function startJobs({ runtime, runNextJob }: { runtime: Runtime; runNextJob: (runtime: Runtime) => Promise<boolean> }) {
  let closed = false;
  let running: Promise<void> | null = null;
  const wake = () => {
    if (closed || running) return;
    running = (async () => {
      try {
        while (!closed && (await runNextJob(runtime)));
      } catch (error) {
        runtime.logger.error({ err: error }, "jobs stopped for now");
      } finally {
        running = null;
      }
    })();
  };
  const unsubscribe = runtime.bus.subscribe((notice) => {
    if (notice.kind === "jobs-waiting") setImmediate(wake);
  });
  const timer = setInterval(wake, INTERVAL_MS);
  wake();
  return {
    close: async () => {
      closed = true;
      clearInterval(timer);
      unsubscribe();
      await running;
    },
  };
}
