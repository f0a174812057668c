/** Slows guessing down: by account, because a whole venue shares one address. */
import { RateLimiterMemory } from "rate-limiter-flexible";

export type Throttle = {
  /** Counts a failure against the key. */
  fail(key: string): Promise<void>;
  /** Whether the key has failed too often lately. */
  isBlocked(key: string): Promise<boolean>;
  clear(key: string): Promise<void>;
};

const FAILURES = 8;
const WINDOW_SECONDS = 300;

export function createThrottle(): Throttle {
  const limiter = new RateLimiterMemory({ points: FAILURES, duration: WINDOW_SECONDS });
  return {
    fail: async (key) => {
      await limiter.consume(key).catch(() => undefined);
    },
    isBlocked: async (key) => ((await limiter.get(key))?.consumedPoints ?? 0) >= FAILURES,
    clear: async (key) => {
      await limiter.delete(key);
    },
  };
}
