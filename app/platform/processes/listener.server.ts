/** One connection that listens on PostgreSQL channels: opened again whenever it breaks, or hangs without breaking. */
import pg from "pg";
import { breakConnection } from "#app/platform/processes/pool.server.ts";

const SHORTEST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const CONNECT_MS = 3_000;
/** How often it is asked whether it still hears, and how long it may think about that. */
const CHECK_MS = 5_000;
const ANSWER_MS = 3_000;
const LAST_WORD_MS = 300;

/** By which PostgreSQL knows the connection that every serving process has. */
export const LISTENER_NAME = "skillladder-listener";

export type Listener = { close(): Promise<void> };

/**
 * @param channels what is done with each payload, by channel
 * @param onOpen each time that it begins to hear: what was said before was missed
 */
export function startListener(
  url: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onOpen: () => void,
): Listener {
  let isClosed = false;
  let stop = () => {};
  const closed = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const running = (async () => {
    for (let wait = SHORTEST_WAIT_MS; !isClosed; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const begun = Date.now();
      await listenOnce(url, channels, onOpen, closed).catch(() => undefined);
      if (Date.now() - begun > LONGEST_WAIT_MS) wait = SHORTEST_WAIT_MS;
      // Not all processes at the same moment, when a database comes back.
      if (!isClosed) await Promise.race([closed, sleep(wait * (0.5 + Math.random() / 2))]);
    }
  })();
  return {
    close: async () => {
      isClosed = true;
      stop();
      await running;
    },
  };
}

/** Answers when the connection has ended. */
async function listenOnce(
  connectionString: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onOpen: () => void,
  closed: Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    connectionString,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    application_name: LISTENER_NAME,
  });
  const ended = new Promise<void>((resolve) => {
    client.once("end", resolve);
    client.on("error", () => resolve());
  });
  client.on("notification", ({ channel, payload }) => channels[channel]?.(payload ?? ""));
  let check: NodeJS.Timeout | undefined;
  try {
    await client.connect();
    for (const channel of Object.keys(channels)) await client.query(`LISTEN ${channel}`);
    onOpen();
    check = setInterval(() => void client.query("SELECT 1").catch(() => breakConnection(client)), CHECK_MS);
    check.unref();
    await Promise.race([ended, closed]);
  } finally {
    clearInterval(check);
    await Promise.race([client.end().catch(() => undefined), sleep(LAST_WORD_MS)]);
    breakConnection(client);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
