/** One process that serves: HTTP, sockets and jobs, until it is told to stop. */
import cluster from "node:cluster";
import type { ServerBuild } from "@remix-run/node";
import type { Entry } from "./entry.ts";
import { createHttp } from "./http.ts";
import { startJobs } from "./jobs.ts";
import { startRealtime } from "./realtime.ts";

/** How often it is looked for imports whose process ended. */
const INTERRUPTED_MS = 30_000;

/** Answers when it listens. @throws Error when the database cannot be reached, or was sealed with another key than this process has */
export async function serve(of: {
  readonly entry: Entry;
  readonly build: ServerBuild;
  readonly env: ReturnType<Entry["readEnv"]>;
}): Promise<void> {
  const { entry, build, env } = of;
  const registered = entry.listRegistered(build, entry.listMounts());
  const watches = entry.listWatches();
  const runtime = await entry.createRuntime(env);
  await entry.keepKey(runtime);
  const certificate = env.venue ? await entry.keepCertificate(env) : null;

  const http = createHttp({ build, runtime, certificate });
  const realtime = startRealtime({ server: http.server, runtime, watches });
  const jobs = startJobs({ runtime, runNextJob: entry.runNextJob });
  const failInterrupted = () =>
    entry
      .failInterruptedImports(runtime)
      .catch((error) => runtime.logger.error({ err: error }, "interrupted imports were not looked for"));
  await failInterrupted();
  const timers = [setInterval(failInterrupted, INTERRUPTED_MS)];
  if (env.venue) timers.push(setInterval(() => renew(entry, env, http, runtime), RENEW_MS));
  for (const timer of timers) timer.unref();
  await http.listen();
  http.setReady(true);
  runtime.logger.info({ port: http.port(), database: runtime.database.provider, registered: registered.length }, "listening");
  process.send?.("serving");

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    for (const timer of timers) clearInterval(timer);
    http.setReady(false);
    await realtime.close();
    await http.close();
    await jobs.close();
    await runtime.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  // Ctrl-C reaches every process of a terminal: of several, the first one tells the others.
  process.on("SIGINT", () => cluster.isWorker || void stop());
  process.on("disconnect", () => void stop());
}

/** A machine may get another address at any moment; the certificate then has to name it. */
const RENEW_MS = 60_000;

async function renew(
  entry: Entry,
  env: ReturnType<Entry["readEnv"]>,
  http: ReturnType<typeof createHttp>,
  { logger }: Awaited<ReturnType<Entry["createRuntime"]>>,
): Promise<void> {
  await entry
    .keepCertificate(env)
    .then(http.setCertificate)
    .catch((error) => logger.error({ err: error }, "the certificate was not renewed"));
}
