/** Slows guessing down: by account, because a whole venue shares one address. */
import { RateLimiterMemory } from "rate-limiter-flexible";

export type Throttle = {
  /**
   * Counts an attempt before it is made, so that attempts at the same moment count too.
   * @returns whether it may be made: false once the key has failed too often lately.
   */
  attempt(key: string): Promise<boolean>;
  /** Forgets the attempts: the last one was right. */
  succeed(key: string): Promise<void>;
};

export const ATTEMPTS = 8;
const WINDOW_SECONDS = 300;

export function createThrottle(): Throttle {
  const limiter = new RateLimiterMemory({ points: ATTEMPTS, duration: WINDOW_SECONDS });
  return {
    attempt: (key) =>
      limiter.consume(key).then(
        () => true,
        () => false,
      ),
    succeed: async (key) => {
      await limiter.delete(key);
    },
  };
}
