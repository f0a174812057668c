/** The imports that this process reads or stores right now: how far each is, and the way to stop it. */
import type { ImportProgress } from "#app/domain/registration/roster-import.ts";

type Running = { progress: ImportProgress; readonly stop: AbortController; readonly done: Promise<unknown> };

const running = new Map<string, Running>();

/** Starts the work in the background; answers when it is done. An import runs once at a time: a second call waits for the first. */
export function runImport<Value>(
  importId: string,
  work: ImportProgress["work"],
  run: (tell: (rowsTotal: number | null, rowsDone: number) => void, signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const before = running.get(importId);
  if (before !== undefined) return before.done.then(() => runImport(importId, work, run));
  const stop = new AbortController();
  const entry: Running = {
    progress: { work, rowsTotal: null, rowsDone: 0 },
    stop,
    done: Promise.resolve(),
  };
  const done = run((rowsTotal, rowsDone) => {
    entry.progress = { work, rowsTotal, rowsDone };
  }, stop.signal).finally(() => running.delete(importId));
  running.set(importId, Object.assign(entry, { done: done.catch(() => undefined) }));
  return done;
}

/** Null when nothing of it runs here. */
export function findImportProgress(importId: string): ImportProgress | null {
  return running.get(importId)?.progress ?? null;
}

/** Ends its thread, if it has one, and waits until nothing of it runs any more. */
export async function stopImport(importId: string): Promise<void> {
  const entry = running.get(importId);
  entry?.stop.abort();
  await entry?.done;
}

/** Waits until nothing of it runs, but no longer than this. */
export async function waitForImport(importId: string, milliseconds: number): Promise<void> {
  const entry = running.get(importId);
  if (entry === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    entry.done,
    new Promise((resolve) => {
      timer = setTimeout(resolve, milliseconds);
    }),
  ]);
  clearTimeout(timer);
}
