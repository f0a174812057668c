/** The thread in which rosters are read and checked, one file at a time: the server answers everyone else meanwhile. */
import type { Worker } from "node:worker_threads";
import type { RosterCalls } from "#app/platform/roster/roster-calls.ts";
import { startWorker } from "#app/platform/threads/start-worker.server.ts";

/** A roster of the largest size takes 128. More room would only be filled with garbage; the young part would grow by itself to as much. */
const HEAP_MEGABYTES = { maxOldGenerationSizeMb: 152, maxYoungGenerationSizeMb: 8 };
const LONGEST_CALL_MS = 180_000;
/** A thread that has seen this many rows is not kept: its memory goes back. */
const KEPT_ROWS = 2_000;
const THREAD = { built: "roster-thread.js", source: "#app/platform/roster/roster-thread.server.ts" };

export type RosterSession = {
  /** @throws RosterThreadEnded when the thread ended: too much memory, too long, or told to stop. */
  ask<Call extends keyof RosterCalls>(
    call: Call,
    input: Parameters<RosterCalls[Call]>[0],
  ): Promise<Awaited<ReturnType<RosterCalls[Call]>>>;
};

export class RosterThreadEnded extends Error {}

let kept: Worker | null = null;
let running: Promise<unknown> = Promise.resolve();

/** Runs the work with a thread to itself; `signal` ends the thread at once. */
export function withRosterThread<Value>(
  signal: AbortSignal | null,
  work: (session: RosterSession) => Promise<Value>,
): Promise<Value> {
  const result = running.then(() => hold(signal, work));
  running = result.catch(() => undefined);
  return result;
}

async function hold<Value>(signal: AbortSignal | null, work: (session: RosterSession) => Promise<Value>): Promise<Value> {
  if (signal?.aborted) throw new RosterThreadEnded("stopped");
  const worker = kept ?? startRosterWorker();
  kept = null;
  worker.ref();
  let rows = 0;
  let isEnded = false;
  const onExit = () => {
    isEnded = true;
  };
  worker.once("exit", onExit);
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop);
  const session: RosterSession = {
    ask: async (call, input) => {
      // One that ended between two calls says nothing any more.
      if (isEnded) throw new RosterThreadEnded(call);
      const value = await askWorker(worker, call, input);
      if (call === "open" && typeof value === "object" && value !== null && "rows" in value) rows = Number(value.rows);
      return value as never;
    },
  };
  try {
    const value = await work(session);
    if (rows <= KEPT_ROWS) {
      await session.ask("close", null);
      worker.unref();
      kept = worker;
    }
    return value;
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.off("exit", onExit);
    if (kept !== worker) await worker.terminate();
  }
}

function startRosterWorker(): Worker {
  const worker = startWorker(THREAD, { resourceLimits: HEAP_MEGABYTES });
  // Whoever asks learns of it; between two calls nobody does, and its end follows.
  worker.on("error", () => undefined);
  worker.once("exit", () => {
    if (kept === worker) kept = null;
  });
  return worker;
}

function askWorker(worker: Worker, call: string, input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onEnd);
      worker.off("exit", onEnd);
      settle();
    };
    const onMessage = (answer: { value: unknown } | { error: string }): void =>
      end(() => ("error" in answer ? reject(new Error(answer.error)) : resolve(answer.value)));
    const onEnd = (): void => end(() => reject(new RosterThreadEnded(call)));
    const timer = setTimeout(() => {
      void worker.terminate();
      onEnd();
    }, LONGEST_CALL_MS);
    worker.once("message", onMessage);
    worker.once("error", onEnd);
    worker.once("exit", onEnd);
    worker.postMessage({ call, input });
  });
}
