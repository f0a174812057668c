/** What a process has because others may work on the same PostgreSQL database. */
import type { Env } from "#app/platform/env.server.ts";
import type { Logger } from "#app/platform/logger.server.ts";
import { watchDatabase } from "#app/platform/processes/database-watch.server.ts";
import { startListener } from "#app/platform/processes/listener.server.ts";
import { createPeers, type Peers, WORD_CHANNEL } from "#app/platform/processes/peers.server.ts";
import { openPool, type Pool } from "#app/platform/processes/pool.server.ts";
import { openSharedBus, type SharedBus, WAKE_CHANNEL } from "#app/platform/processes/shared-bus.server.ts";

export type Shared = {
  readonly bus: SharedBus;
  readonly peers: Peers;
  /** Connections for the work of requests and jobs; the database closes them. */
  readonly work: Pool;
  /** Connections for what processes have with each other: never behind the work of a request. */
  readonly talk: Pool;
  isAway(): boolean;
  close(): Promise<void>;
};

const WORK_CONNECTIONS = 10;
const TALK_CONNECTIONS = 3;

/** @throws when the database cannot be reached */
export async function openShared({ databaseUrl: url, polls }: Env, logger: Logger): Promise<Shared> {
  const work = openPool(url, WORK_CONNECTIONS);
  const talk = openPool(url, TALK_CONNECTIONS);
  const bus = await openSharedBus(talk, logger, { polls });
  const peers = createPeers(url, talk);
  const listener = startListener(url, { [WAKE_CHANNEL]: bus.wake, [WORD_CHANNEL]: peers.receive }, () => void bus.look());
  const watch = watchDatabase(talk, [work, talk], logger);
  return {
    bus,
    peers,
    work,
    talk,
    isAway: watch.isAway,
    close: async () => {
      watch.close();
      await listener.close();
      await bus.close();
      await talk.end();
    },
  };
}
