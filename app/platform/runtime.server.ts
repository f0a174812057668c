/** Everything with state, made once per process and handed to loaders, services, jobs and sockets. */
import { type Bus, createBus } from "#app/platform/bus.server.ts";
import { type Clock, systemClock } from "#app/platform/clock.server.ts";
import { type Keys, loadKeys } from "#app/platform/crypto/keys.server.ts";
import { type Database, openDatabase } from "#app/platform/db/database.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { createLogger, type Logger } from "#app/platform/logger.server.ts";
import { createThrottle, type Throttle } from "#app/platform/throttle.server.ts";

export type Runtime = {
  readonly env: Env;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bus: Bus;
  readonly keys: Keys;
  readonly database: Database;
  readonly throttle: Throttle;
  close(): Promise<void>;
};

export async function createRuntime(env: Env, clock: Clock = systemClock): Promise<Runtime> {
  const bus = createBus();
  const database = await openDatabase({ url: env.databaseUrl, bus, clock });
  return {
    env,
    clock,
    logger: createLogger(env),
    bus,
    keys: loadKeys(env),
    database,
    throttle: createThrottle(),
    close: () => database.close(),
  };
}
