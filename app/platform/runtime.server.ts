/** Everything with state, made once per process and handed to loaders, services, jobs and sockets. */
import type { SecondFactorMode } from "#app/domain/access/second-factor.ts";
import { type Bus, createBus } from "#app/platform/bus.server.ts";
import { type Clock, systemClock } from "#app/platform/clock.server.ts";
import { openEarlierBadges } from "#app/platform/crypto/badge.server.ts";
import { type Keys, loadKeys } from "#app/platform/crypto/keys.server.ts";
import { type Database, openDatabase } from "#app/platform/db/database.server.ts";
import { findStory, TOLD } from "#app/platform/db/story.server.ts";
import type { Env } from "#app/platform/env.server.ts";
import { createLogger, type Logger } from "#app/platform/logger.server.ts";
import { createMeters, type Meters } from "#app/platform/meters.server.ts";
import { createNoPeers, type Peers } from "#app/platform/processes/peers.server.ts";
import { openShared } from "#app/platform/processes/shared.server.ts";
import { createRunningImports, type RunningImports } from "#app/platform/roster/running-imports.server.ts";
import { createThrottle, type Throttle } from "#app/platform/throttle.server.ts";

export type Runtime = {
  readonly env: Env & { readonly secondFactor: SecondFactorMode };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bus: Bus;
  readonly peers: Peers;
  readonly keys: Keys;
  readonly database: Database;
  readonly throttle: Throttle;
  readonly meters: Meters;
  readonly imports: RunningImports;
  /** Whether requests must not wait for the database now. */
  isDatabaseAway(): boolean;
  close(): Promise<void>;
};

export async function createRuntime(env: Env, clock: Clock = systemClock): Promise<Runtime> {
  const logger = createLogger(env);
  const shared = isPostgresql(env.databaseUrl) ? await openShared(env, logger) : null;
  const bus = shared?.bus ?? createBus();
  const peers = shared?.peers ?? createNoPeers();
  const meters = createMeters();
  const database = await openDatabase({ url: env.databaseUrl, bus, clock, meters, ...(shared ? { pool: shared.work } : {}) });
  return {
    env: { ...env, secondFactor: env.secondFactor ?? (await decideSecondFactor(database)) },
    clock,
    logger,
    bus,
    peers,
    keys: await completeKeys(loadKeys(env), database),
    database,
    meters,
    throttle: createThrottle(shared?.talk ?? null),
    imports: createRunningImports(peers),
    isDatabaseAway: () => shared?.isAway() ?? false,
    close: async () => {
      await database.close();
      await shared?.close();
    },
  };
}

/** Only where everyone knows the passwords already is a second factor left to its people. */
async function decideSecondFactor({ read }: Database): Promise<SecondFactorMode> {
  return (await findStory(read)) === TOLD ? "offered" : "required";
}

/** With what the database keeps for them; a key that is not the installation's is found out by `keepKey`. */
async function completeKeys(keys: Keys, { read }: Database): Promise<Keys> {
  const row = await read.installation.findFirst({ select: { keyCheck: true, earlierBadges: true } });
  if (!row?.earlierBadges || row.keyCheck !== keys.check) return keys;
  return { ...keys, earlierBadges: openEarlierBadges(keys, row.earlierBadges) };
}

export function isPostgresql(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}
