/**
 * Metrics for Prometheus at an address of their own (METRICS_HOST, METRICS_PORT), which the public does not reach. Labels are words of closed
 * lists and ids of routes: no address, no name and no code stands in them.
 */
import cluster from "node:cluster";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Env } from "../app/platform/env.server.ts";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { findBackupAge } from "./backups.ts";

/** Seconds. */
const DURATIONS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const SIZES = [1, 2, 5, 10, 25, 50, 100, 250];
const METHODS = new Set(["GET", "HEAD", "POST"]);
/** Longer than this a look at the database does not hold up the others. */
const LOOK_MS = 500;

export type Metrics = {
  readonly registry: Registry;
  /** Counts a request under this name when it was answered. */
  watchRequest(request: IncomingMessage, response: ServerResponse, route: string): void;
  /** Where the sockets are counted, by what they watch. */
  countSockets(count: () => ReadonlyMap<string, number>): void;
};

export function createMetrics(runtime: Runtime): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const name = (text: string) => `skillladder_${text}`;

  const requests = new Counter({
    name: name("http_requests_total"),
    help: "Requests answered",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const durations = new Histogram({
    name: name("http_request_seconds"),
    help: "From a request's headers to the end of its answer",
    labelNames: ["route", "method"],
    buckets: DURATIONS,
    registers,
  });
  const marks = new Counter({
    name: name("marks_total"),
    help: "Marks answered after their commit",
    labelNames: ["answer"],
    registers,
  });
  const sizes = new Histogram({
    name: name("commit_group_size"),
    help: "Requests that shared one commit",
    labelNames: ["of"],
    buckets: SIZES,
    registers,
  });
  const unavailable = new Counter({
    name: name("commits_unavailable_total"),
    help: "Groups of writes that were not committed because the database took none",
    labelNames: ["of"],
    registers,
  });
  runtime.meters.listen((measure) => {
    if (measure.kind === "marks") marks.inc({ answer: measure.answer }, measure.count);
    else if (measure.kind === "commit") sizes.observe({ of: measure.of }, measure.size);
    else unavailable.inc({ of: measure.of });
  });

  new Gauge({
    name: name("database_away"),
    help: "1 while requests are refused because the database does not answer",
    aggregator: "max",
    registers,
    collect() {
      this.set(runtime.isDatabaseAway() ? 1 : 0);
    },
  });
  new Gauge({
    name: name("jobs_waiting"),
    help: "Jobs that are due and not done; NaN while the database does not answer",
    aggregator: "max",
    registers,
    async collect() {
      const now = runtime.clock.now();
      const waiting = runtime.database.read.job.count({ where: { status: "ready", runAfter: { lte: now } } }).catch(() => null);
      const late = new Promise<null>((resolve) => setTimeout(resolve, LOOK_MS, null).unref());
      const count = runtime.isDatabaseAway() ? null : await Promise.race([waiting, late]);
      this.set(count ?? Number.NaN);
    },
  });
  new Gauge({
    name: name("backup_age_seconds"),
    help: "Age of the newest backup in DATA_DIR; NaN where there is none",
    aggregator: "max",
    registers,
    collect() {
      this.set(findBackupAge(runtime.env, runtime.clock.now()) ?? Number.NaN);
    },
  });

  return {
    registry,
    watchRequest: (request, response, route) => {
      const begun = performance.now();
      response.once("close", () => {
        const method = METHODS.has(request.method ?? "") ? String(request.method) : "other";
        requests.inc({ route, method, status: response.writableFinished ? response.statusCode : 499 });
        durations.observe({ route, method }, (performance.now() - begun) / 1_000);
      });
    },
    countSockets: (count) => {
      new Gauge({
        name: name("sockets"),
        help: "Sockets that are open, and watchers by what they watch",
        labelNames: ["kind"],
        registers,
        collect() {
          this.reset();
          for (const [kind, open] of count()) this.set({ kind }, open);
        },
      });
    },
  };
}

/** Of one process that serves alone, or of the first of several, which asks the others. */
export async function serveMetrics(
  env: Pick<Env, "metrics">,
  own: Registry | null,
): Promise<{ readonly port: number | null; close(): void }> {
  if (env.metrics === null) return { port: null, close: () => {} };
  const all = own === null ? new AggregatorRegistry() : null;
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
    (all?.clusterMetrics() ?? own?.metrics() ?? Promise.resolve("")).then(
      (text) => response.writeHead(200, { "Content-Type": Registry.PROMETHEUS_CONTENT_TYPE }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(env.metrics.port, env.metrics.host);
  await once(server, "listening").catch((error: Error) => {
    throw new Error(`Metrics cannot be served at METRICS_HOST and METRICS_PORT: ${error.message}.`);
  });
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** Of several processes: answers the first one when it asks. */
export function offerMetrics(registry: Registry): void {
  if (!cluster.isWorker) return;
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
}
