/** One process that serves: HTTP, sockets and jobs, until it is told to stop. */
import cluster from "node:cluster";
import type { ServerBuild } from "@remix-run/node";
import { scheduleBackups } from "./backups.ts";
import type { Entry } from "./entry.ts";
import { createHttp } from "./http.ts";
import { startJobs } from "./jobs.ts";
import { createMetrics, offerMetrics, serveMetrics } from "./metrics.ts";
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

  const metrics = env.metrics === null ? null : createMetrics(runtime);
  const http = createHttp({ build, runtime, certificate, metrics });
  const realtime = startRealtime({ server: http.server, runtime, watches });
  metrics?.countSockets(realtime.count);
  if (metrics) offerMetrics(metrics.registry);
  const metricsServer = metrics && !cluster.isWorker ? await serveMetrics(env, metrics.registry) : null;
  const jobs = startJobs({ runtime, runNextJob: entry.runNextJob });
  const failInterrupted = () =>
    entry
      .failInterruptedImports(runtime)
      .catch((error) => runtime.logger.error({ err: error }, "interrupted imports were not looked for"));
  await failInterrupted();
  const timers = [setInterval(failInterrupted, INTERRUPTED_MS)];
  if (env.venue) timers.push(setInterval(() => renew(entry, env, http, runtime), RENEW_MS));
  const heads = startHeadExport(entry, env, runtime);
  if (heads !== null) timers.push(heads.timer);
  for (const timer of timers) timer.unref();
  const backups = scheduleBackups(runtime);
  await http.listen();
  http.setReady(true);
  runtime.logger.info({ port: http.port(), database: runtime.database.provider, registered: registered.length }, "listening");
  process.send?.("serving");

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    http.setReady(false);
    // Whoever is in front stops sending people here before they would be turned away.
    await new Promise((resolve) => setTimeout(resolve, env.drainSeconds * 1_000));
    for (const timer of timers) clearInterval(timer);
    backups.close();
    metricsServer?.close();
    await realtime.close();
    await http.close();
    await jobs.close();
    await heads?.running();
    await runtime.close();
    process.exit(0);
  };
  runtime.bus.subscribe((notice) => {
    if (notice.kind !== "key-changed" || notice.keyCheck === runtime.keys.check) return;
    runtime.logger.fatal("the key of the installation was changed: this process ends, and starts again with the new key");
    void stop();
  });
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

const MINUTE_MS = 60_000;

/** What the audit chains lead to is written outside of the database: at the start, and then on a timer. */
function startHeadExport(
  entry: Entry,
  { auditExportMinutes }: ReturnType<Entry["readEnv"]>,
  runtime: Awaited<ReturnType<Entry["createRuntime"]>>,
): { readonly timer: NodeJS.Timeout; running(): Promise<void> | null } | null {
  if (auditExportMinutes === null) return null;
  let running: Promise<void> | null = null;
  const write = () => {
    running ??= entry
      .exportHeads(runtime)
      .then(
        () => undefined,
        (error) => runtime.logger.error({ err: error }, "the heads of the audit chains were not written"),
      )
      .finally(() => {
        running = null;
      });
  };
  write();
  return { timer: setInterval(write, auditExportMinutes * MINUTE_MS), running: () => running };
}
