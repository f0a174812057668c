/** Processes whose event loop and memory are watched from inside: the server, and one that does nothing beside it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "../support/server-process.ts";
import { readStartEnvironment } from "../support/start-environment.ts";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const START_TIMEOUT_MS = 120_000;

export type Watched = {
  /** Milliseconds that the event loop was held up at worst since the last reset. */
  readonly delay: number;
  /** The same without what the machine gave to other threads meanwhile, where the system tells it. */
  readonly own: number;
  /** Resident memory in MiB: at this moment, and the most since the last reset. */
  readonly now: number;
  readonly highest: number;
  /** The same at this moment without what the heap holds ready; after garbage was collected, what is really taken. */
  readonly live: number;
  /** Milliseconds of processor time since the start of the process. */
  readonly cpu: number;
};

export type WatchedProcess = {
  readonly pid: number;
  isAlive(): boolean;
  /** What was seen since the last reset, which this one is. */
  reset(): Promise<Watched>;
  /** Collects garbage first, then resets: what the process takes when nothing has been asked of it. */
  settle(): Promise<Watched>;
  end(): Promise<void>;
};

/** A process that only watches: what holds it up is the machine. */
export function openIdleProcess(): WatchedProcess {
  return watch(fork(path.join(HERE, "loop-watch.mjs"), { execArgv: [] }));
}

/** A floor of a bench, watched; what it prints first is handed over. */
export async function openFloor(
  file: string,
  values: readonly string[] = [],
): Promise<WatchedProcess & { readonly child: ChildProcess; readonly url: string }> {
  const child = fork(path.join(HERE, file), values, { execArgv: [] });
  const [port] = await once(child, "message");
  return { child, url: `http://localhost:${port}`, ...watch(child) };
}

/**
 * The built server over a data directory.
 * @param env more of its environment
 * @throws Error when there is no build, or when it does not answer
 */
export async function openWatchedServer(
  dataDirectory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<WatchedProcess & { readonly url: string }> {
  if (!fs.existsSync("build/server/index.js")) throw new Error("There is no build: run npm run build.");
  const port = await findFreePort();
  const log = fs.openSync(path.join(dataDirectory, "server.log"), "a");
  const child = fork(path.join(HERE, "watched-server.mjs"), {
    execArgv: [],
    stdio: ["ignore", log, log, "ipc"],
    env: {
      ...process.env,
      ...readStartEnvironment(),
      NODE_ENV: "production",
      PORT: String(port),
      DATA_DIR: dataDirectory,
      DATABASE_URL: "",
      DEMO: "off",
      SECOND_FACTOR: "offered",
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  fs.closeSync(log);
  const url = `http://localhost:${port}`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while ((await fetch(`${url}/readyz`).catch(() => null))?.status !== 200) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The server does not answer.\n${fs.readFileSync(path.join(dataDirectory, "server.log"), "utf8")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, ...watch(child) };
}

function watch(child: ChildProcess): WatchedProcess {
  const ended = once(child, "exit");
  const ask = async (wish: "reset" | "settle"): Promise<Watched> => {
    const answered = nextWatched(child);
    child.send(wish);
    return Promise.race([answered, ended.then(() => Promise.reject(new Error("The process ended.")))]);
  };
  return {
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    reset: () => ask("reset"),
    settle: () => ask("settle"),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A server says other things over the same channel: that it serves. */
function nextWatched(child: ChildProcess): Promise<Watched> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== "object") return;
      child.off("message", listen);
      resolve(message as Watched);
    };
    child.on("message", listen);
  });
}
