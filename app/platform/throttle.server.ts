/** Slows guessing down: by account, because a whole venue shares one address. */
import { RateLimiterMemory } from "rate-limiter-flexible";

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

export function createThrottle(): Throttle {
  const limiters = new Map<number, RateLimiterMemory>();
  const limiterOf = (points: number) => {
    const limiter = limiters.get(points) ?? new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
    limiters.set(points, limiter);
    return limiter;
  };
  return {
    attempt: (key, most = ATTEMPTS) =>
      limiterOf(most)
        .consume(key)
        .then(
          () => true,
          () => false,
        ),
    succeed: async (key) => {
      for (const limiter of limiters.values()) await limiter.delete(key);
    },
  };
}
