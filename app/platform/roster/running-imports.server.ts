/** The imports that are read or stored right now, here or in another process: how far each is, and the way to stop it. */
import type { ImportProgress } from "#app/domain/registration/roster-import.ts";
import type { Peers } from "#app/platform/processes/peers.server.ts";

export type RunningImports = {
  /**
   * Starts the work in the background; answers when it is done. An import runs once at a time, wherever it runs: a second call
   * waits for the first.
   */
  run<Value>(
    importId: string,
    work: ImportProgress["work"],
    run: (tell: (rowsTotal: number | null, rowsDone: number) => void, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value>;
  /** Null when nothing of it runs. */
  findProgress(importId: string): ImportProgress | null;
  /** Ends its thread, if it has one, and waits until nothing of it runs any more. */
  stop(importId: string): Promise<void>;
  /** Waits until nothing of it runs here, but no longer than this. */
  wait(importId: string, milliseconds: number): Promise<void>;
  /** Whether some process works at it. */
  isRunning(importId: string): Promise<boolean>;
};

type Running = { progress: ImportProgress; readonly stop: AbortController; readonly done: Promise<unknown>; toldAt: number };

/** How often others are told how far it is, and after how long a silence they no longer believe it. */
const TELL_MS = 1_000;
const SILENCE_MS = 15_000;
const STOP_MS = 20_000;

export function createRunningImports(peers: Peers): RunningImports {
  const running = new Map<string, Running>();
  const heard = new Map<string, { readonly progress: ImportProgress; readonly at: number }>();
  peers.hear((word) => {
    if (word.kind === "import-progress") {
      const { importId, progress } = word;
      if (progress === null) heard.delete(importId);
      else heard.set(importId, { progress, at: Date.now() });
    }
    if (word.kind === "stop-import") running.get(word.importId)?.stop.abort();
  });
  const claimOf = (importId: string) => `import ${importId}`;

  function tell(importId: string, entry: Running, progress: ImportProgress): void {
    entry.progress = progress;
    if (Date.now() - entry.toldAt < TELL_MS) return;
    entry.toldAt = Date.now();
    peers.tell({ kind: "import-progress", importId, progress });
  }

  const run: RunningImports["run"] = (importId, work, doIt) => {
    const before = running.get(importId);
    if (before !== undefined) return before.done.then(() => run(importId, work, doIt));
    const stop = new AbortController();
    const entry: Running = {
      progress: { work, rowsTotal: null, rowsDone: 0 },
      stop,
      done: Promise.resolve(),
      toldAt: 0,
    };
    tell(importId, entry, entry.progress);
    const done = peers
      .hold(claimOf(importId), () =>
        doIt((rowsTotal, rowsDone) => tell(importId, entry, { work, rowsTotal, rowsDone }), stop.signal),
      )
      .finally(() => {
        running.delete(importId);
        peers.tell({ kind: "import-progress", importId, progress: null });
      });
    running.set(importId, Object.assign(entry, { done: done.catch(() => undefined) }));
    return done;
  };

  return {
    run,
    findProgress: (importId) => {
      const own = running.get(importId)?.progress;
      if (own !== undefined) return own;
      const told = heard.get(importId);
      if (told === undefined) return null;
      if (Date.now() - told.at < SILENCE_MS) return told.progress;
      heard.delete(importId);
      return null;
    },
    stop: async (importId) => {
      const entry = running.get(importId);
      entry?.stop.abort();
      await entry?.done;
      const deadline = Date.now() + STOP_MS;
      while (Date.now() < deadline && (await peers.isHeld(claimOf(importId)))) {
        peers.tell({ kind: "stop-import", importId });
        await sleep(200);
      }
      heard.delete(importId);
    },
    wait: async (importId, milliseconds) => {
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
    },
    // One that runs here counts by itself: a process that has its database alone holds no claims.
    isRunning: async (importId) => running.has(importId) || peers.isHeld(claimOf(importId)),
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
