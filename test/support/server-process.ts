/** The real server as a process of its own: started as people start it, and stopped, or killed in the middle of anything. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createServer } from "node:net";
import { readStartEnvironment } from "./start-environment.ts";

export type ServerProcess = {
  readonly url: string;
  readonly pid: number;
  /** From the start to the first 200 of /readyz, in milliseconds. */
  readonly startedInMs: number;
  /** Ends it as Ctrl-C does. @throws Error when it does not end cleanly in 10 seconds. */
  stop(): Promise<void>;
  /** kill -9: no handler runs. */
  kill(): Promise<void>;
};

export type ServerOptions = {
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl?: string;
  readonly demo: boolean;
  /** More of its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Its output goes there. */
  readonly logFile: string;
  /** The folder of a built copy that is served as it is; left out: this repository, as people start it. */
  readonly program?: string;
};

const START_TIMEOUT_MS = 120_000;

/** Starts `server/start.mjs` and waits until it answers. @throws Error with the end of its log when it does not. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const start = performance.now();
  const log = fs.openSync(options.logFile, "a");
  const asBuilt = ["--input-type=module", "--eval", 'await (await import("./build/server/main.js")).main();'];
  const child = spawn(process.execPath, options.program === undefined ? ["server/start.mjs"] : asBuilt, {
    cwd: options.program,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      ...readStartEnvironment(),
      NODE_ENV: "production",
      PORT: String(options.port),
      DATA_DIR: options.dataDirectory,
      DATABASE_URL: options.databaseUrl ?? "",
      DEMO: options.demo ? "on" : "off",
      SECOND_FACTOR: "offered",
      LOG_LEVEL: "warn",
      ...options.env,
    },
  });
  fs.closeSync(log);
  const url = `http://localhost:${options.port}`;
  await waitUntilReady(url, child, options.logFile);
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    url,
    pid: child.pid ?? 0,
    startedInMs: performance.now() - start,
    kill: () => kill("SIGKILL"),
    stop: async () => {
      const timer = setTimeout(() => void child.kill("SIGKILL"), 10_000);
      await kill("SIGTERM");
      clearTimeout(timer);
      if (child.exitCode !== 0)
        throw new Error(`The server did not end cleanly (${child.signalCode ?? child.exitCode}).\n${endOf(options.logFile)}`);
    },
  };
}

/** A port that nobody listens on right now. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("The probe listens on no port.");
  return address.port;
}

async function waitUntilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ended before it was ready.\n${endOf(logFile)}`);
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill("SIGKILL");
  throw new Error(`The server was not ready in ${START_TIMEOUT_MS / 1_000} s.\n${endOf(logFile)}`);
}

function endOf(logFile: string): string {
  return fs.readFileSync(logFile, "utf8").split("\n").slice(-30).join("\n");
}
