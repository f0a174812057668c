/** Asks the database whether it is there, every two seconds: requests are not kept waiting for one that is away. */
import type { Logger } from "#app/platform/logger.server.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

const ASK_MS = 2_000;
const ANSWER_MS = 3_000;
/** A busy database may miss one answer. */
const MISSED = 2;

export type DatabaseWatch = {
  isAway(): boolean;
  close(): void;
};

/** @param pools cut when the database is found to be away: who waits on one of their connections is told at once */
export function watchDatabase(asking: Pool, pools: readonly Pool[], logger: Logger): DatabaseWatch {
  let missed = 0;
  let isAsking = false;
  const timer = setInterval(async () => {
    if (isAsking) return;
    isAsking = true;
    const isThere = await Promise.race([
      asking.query("SELECT 1").then(
        () => true,
        () => false,
      ),
      // An answer that came while this process was busy itself is read first.
      new Promise<boolean>((resolve) => setTimeout(() => setImmediate(() => resolve(false)), ANSWER_MS).unref()),
    ]);
    isAsking = false;
    if (isThere && missed >= MISSED) logger.warn("the database answers again");
    missed = isThere ? 0 : missed + 1;
    if (missed < MISSED) return;
    if (missed === MISSED) logger.error("the database does not answer: requests are refused until it does");
    for (const pool of pools) pool.cut();
  }, ASK_MS);
  timer.unref();
  return { isAway: () => missed >= MISSED, close: () => clearInterval(timer) };
}
