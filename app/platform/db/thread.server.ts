/** A thread that holds one connection to SQLite and answers calls one after another, in the order in which they were made. */
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { startWorker, type ThreadFile } from "#app/platform/threads/start-worker.server.ts";

type Answer<Failure> = { readonly id: number; readonly isNote?: true; readonly value?: unknown; readonly error?: Failure };
type Waiting = { resolve(value: never): void; reject(error: Error): void; readonly onNote: (() => void) | undefined };

/** What passes through a thread is garbage at once: a large young part would only keep it longer. One that decides needs room for that. */
const YOUNG = { maxYoungGenerationSizeMb: 8 };
const YOUNG_OF_BUILT = { maxYoungGenerationSizeMb: 32 };

export type Thread = {
  /**
   * @param onNote called when the thread says that the call is as good as answered
   * @throws what the thread answered, as `toError` makes it; an Error when it ended.
   */
  ask<Value>(call: string, input: unknown, onNote?: () => void): Promise<Value>;
  /** Whether it ended, by itself or not: another one has to be started then. */
  isEnded(): boolean;
  end(): Promise<void>;
};

/** @param file plain JavaScript by its name within the package, which lies where it lies when the server is built; or a thread of the build */
export function startThread<Failure>(file: string | ThreadFile, url: string, toError: (failure: Failure) => Error): Thread {
  const workerData = { url };
  const worker =
    typeof file === "string"
      ? new Worker(createRequire(import.meta.url).resolve(file), { workerData, resourceLimits: YOUNG, execArgv: [], env: {} })
      : startWorker(file, { workerData, resourceLimits: YOUNG_OF_BUILT });
  const waiting = new Map<number, Waiting>();
  const unsent: { readonly id: number; readonly call: string; readonly input: unknown }[] = [];
  let last = 0;
  let ended: Error | null = null;
  worker.on("message", (answers: readonly Answer<Failure>[]) => {
    for (const { id, isNote, value, error } of answers) {
      const asked = waiting.get(id);
      if (isNote) {
        asked?.onNote?.();
        continue;
      }
      waiting.delete(id);
      if (error === undefined) asked?.resolve(value as never);
      else asked?.reject(toError(error));
    }
  });
  const onEnd = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.once("error", onEnd);
  worker.once("exit", () => onEnd(new Error("The thread of the database ended.")));
  return {
    ask: <Value>(call: string, input: unknown, onNote?: () => void) =>
      new Promise<Value>((resolve, reject) => {
        if (ended !== null) return reject(ended);
        last += 1;
        waiting.set(last, { resolve, reject, onNote });
        // What is asked together crosses over together: a message costs more than most statements.
        if (unsent.length === 0) queueMicrotask(() => worker.postMessage(unsent.splice(0)));
        unsent.push({ id: last, call, input });
      }),
    isEnded: () => ended !== null,
    end: async () => void (await worker.terminate()),
  };
}
