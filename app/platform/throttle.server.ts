/** Slows guessing down: by account, because a whole venue shares one address. */
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Pool } from "#app/platform/processes/pool.server.ts";

export type Throttle = {
  /**
   * Counts an attempt before it is made, so that attempts at the same moment count too.
   * @param most how many are let through in five minutes; always the same for one kind of key
   * @returns whether it may be made: false once the key has failed too often lately.
   */
  attempt(key: string, most?: number): Promise<boolean>;
  /** Forgets the attempts: the last one was right. */
  succeed(key: string): Promise<void>;
};

export const ATTEMPTS = 8;
const WINDOW_SECONDS = 300;

/** @param pool of a database that other processes share: they all count together there; null: this process counts alone */
export function createThrottle(pool: Pool | null): Throttle {
  const limiters = new Map<number, RateLimiterMemory | RateLimiterPostgres>();
  const limiterOf = (points: number) => {
    const settings = { points, duration: WINDOW_SECONDS };
    const limiter = limiters.get(points) ?? (pool ? countTogether(pool, settings) : new RateLimiterMemory(settings));
    limiters.set(points, limiter);
    return limiter;
  };
  return {
    attempt: (key, most = ATTEMPTS) =>
      limiterOf(most)
        .consume(sha256(key))
        .then(
          () => true,
          (reason) => {
            if (reason instanceof RateLimiterRes) return false;
            throw reason;
          },
        ),
    succeed: async (key) => {
      for (const limiter of limiters.values()) await limiter.delete(sha256(key));
    },
  };
}

function countTogether(pool: Pool, settings: { readonly points: number; readonly duration: number }): RateLimiterPostgres {
  return new RateLimiterPostgres({
    ...settings,
    storeClient: pool,
    storeType: "pool",
    tableName: "Attempt",
    tableCreated: true,
    keyPrefix: `most-${settings.points}`,
  });
}
