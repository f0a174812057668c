/**
 * Several processes that share one port: the first one serves nobody, it starts the others, starts again what died, and ends them all.
 * A connection goes to one process and stays there. What comes over a WebSocket therefore needs no more; only a browser that
 * cannot have one, and polls instead, would need the same process each time.
 */
import cluster, { type Worker } from "node:cluster";

const SHORTEST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A process that lived so long was well when it started. */
const WELL_MS = 30_000;
/** What does not end by itself in this time is ended. */
const STOP_MS = 10_000;

/** @param onServing when the first of them serves */
export function startProcesses(count: number, onServing: () => Promise<void>): void {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  let isStopping = false;
  let isServing = false;
  let wait = SHORTEST_WAIT_MS;

  function start(): void {
    const begun = Date.now();
    const worker = cluster.fork();
    worker.on("message", (message) => {
      if (message !== "serving") return;
      if (!isServing) void onServing();
      isServing = true;
    });
    worker.once("exit", (code, signal) => {
      if (isStopping) return;
      wait = Date.now() - begun > WELL_MS ? SHORTEST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      console.error(`Process ${worker.process.pid} ended (${signal ?? code}): another one starts in ${wait / 1_000} s.`);
      setTimeout(() => isStopping || start(), wait);
    });
  }

  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && end(worker)));
    process.exit(0);
  }

  for (let started = 0; started < count; started += 1) start();
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

async function end(worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const timer = setTimeout(() => worker.process.kill("SIGKILL"), STOP_MS);
  worker.process.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}
