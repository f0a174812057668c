/**
 * Whether the database answers: asked every two seconds, at once when somebody has waited for it and nobody heard anything of it, and all
 * the time while it is away.
 * Requests are not kept waiting for one that is away.
 */
import type { Logger } from "#app/platform/logger.server.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

const ASK_MS = 2_000;
const ANSWER_MS = 3_000;
/** A busy database may miss one answer. */
const MISSED = 2;
/**
 * Whoever waits for a database that died without a word is told within two seconds: so long nothing may be heard of it while
 * somebody waits, then so long it has to answer the simplest question.
 */
const SILENT_MS = 500;
const PROMPT_MS = 700;
const LOOK_MS = 100;

export type DatabaseWatch = {
  isAway(): boolean;
  close(): void;
};

/** @param pools cut when the database is found to be away: who waits on one of their connections is told at once */
export function watchDatabase(asking: Pool, pools: readonly Pool[], logger: Logger): DatabaseWatch {
  let missed = 0;
  let isAsking = false;
  let isDoubting = false;
  /** Since when somebody waits and nothing was heard; null: nobody waits. */
  let silentSince: number | null = null;

  function conclude(count: number): void {
    const [before, now] = [missed >= MISSED, count >= MISSED];
    missed = count;
    if (before && !now) logger.warn("the database answers again");
    if (!before && now) logger.error("the database does not answer: requests are refused until it does");
    if (now) for (const pool of pools) pool.cut();
  }

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    // Of one that is away nothing is expected: it is asked again the sooner.
    const isThere = await isAnswering(asking, missed >= MISSED ? PROMPT_MS : ANSWER_MS);
    isAsking = false;
    conclude(isThere ? 0 : missed + 1);
  }

  async function look(): Promise<void> {
    // Who waited in line for a connection would be the next to wait for one that nobody opens.
    if (missed >= MISSED) {
      for (const pool of pools) if (pool !== asking) pool.cut();
      // Whoever waits for it is served again as soon as it answers.
      void ask();
    }
    const now = performance.now();
    const waits = pools.some((pool) => pool.isWaitedFor());
    silentSince = waits ? Math.max(silentSince ?? now, ...pools.map((pool) => pool.heardAt())) : null;
    if (isDoubting || missed >= MISSED || silentSince === null || now - silentSince < SILENT_MS) return;
    isDoubting = true;
    const isThere = await isAnswering(asking, PROMPT_MS);
    isDoubting = false;
    if (!isThere) conclude(MISSED);
  }

  const timers = [setInterval(() => void ask(), ASK_MS), setInterval(() => void look(), LOOK_MS)];
  for (const timer of timers) timer.unref();
  return {
    isAway: () => missed >= MISSED,
    close: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function isAnswering(pool: Pool, withinMs: number): Promise<boolean> {
  return Promise.race([
    pool.query("SELECT 1").then(
      () => true,
      () => false,
    ),
    // An answer that came while this process was busy itself is read first.
    new Promise<boolean>((resolve) => setTimeout(() => setImmediate(() => resolve(false)), withinMs).unref()),
  ]);
}
