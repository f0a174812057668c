/** Express in front of Remix: limits, headers, the origin gate, static files, health. */
import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { pinoHttp } from "pino-http";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { createBoardBytes } from "./board-bytes.ts";
import { createBodyLimit } from "./body-limit.ts";
import { createKeptAnswers, keepAnswers } from "./kept-answers.ts";
import { letGoOfRest } from "./let-go.ts";
import { createLightPages, listLightAddresses } from "./light-pages.ts";
import { createListFiles } from "./list-files.ts";
import type { Metrics } from "./metrics.ts";
import { answerMounts } from "./mounts.ts";
import { findOwnHost } from "./origin.ts";
import { createPageParts } from "./page-parts.ts";
import { createReadiness } from "./readiness.ts";
import { createRouteFinder } from "./route-finder.ts";

type Entry = typeof import("../app/entry.server.tsx");

/**
 * So many may knock before they are let in: a hall of viewers whose connections broke comes back at once, and whoever finds the queue
 * full tries again after 1, 3, 7, 15 and 31 seconds. The system may allow less (`net.core.somaxconn`).
 */
const BACKLOG = 16_384;

export type Http = {
  readonly server: Server;
  listen(): Promise<void>;
  port(): number;
  setReady(ready: boolean): void;
  /** Takes the place of the one that new connections were given so far. */
  setCertificate(certificate: Certificate): void;
  close(): Promise<void>;
};

/** PEM; HTTPS is served where there is one. */
export type Certificate = { readonly key: string; readonly cert: string };

export function createHttp({
  build,
  runtime,
  certificate = null,
  metrics = null,
}: {
  build: ServerBuild;
  runtime: Runtime;
  certificate?: Certificate | null;
  metrics?: Metrics | null;
}): Http {
  const { env } = runtime;
  const { describeError, toLoggedPath, listMounts, listWatches, writeAwayPage, writeKeptNotice, isUnreachable } = build.entry
    .module as unknown as Entry;
  const readiness = createReadiness(runtime);
  const findRoute = createRouteFinder(build);
  const light = listLightAddresses(build);
  const kept = createKeptAnswers(runtime, (url) => light.some((address) => address.test(url)));
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.trustedProxies);

  // Whether the process lives, and whether it should be sent anyone.
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", (_request, response, next) => {
    readiness.check().then((why) => {
      if (why !== null) response.setHeader("Retry-After", COME_BACK);
      response
        .status(why === null ? 200 : 503)
        .type("text")
        .send(why ?? "ok");
    }, next);
  });
  app.use((_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    response.locals.requestId = randomUUID();
    response.setHeader("X-Request-Id", response.locals.requestId);
    next();
  });
  app.use(
    pinoHttp({
      logger: runtime.logger,
      genReqId: (_request, response) => (response as Response).locals.requestId,
      autoLogging: { ignore: (request) => request.url?.startsWith("/assets/") ?? false },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? "error" : "debug"),
      serializers: {
        req: (request) => ({ method: request.method, path: toLoggedPath(String(request.url)) }),
        err: (error) => describeError(error.raw ?? error) ?? {},
      },
    }),
  );
  app.use(helmetWithNonce({ isSecure: env.publicUrl.startsWith("https://"), isVenue: env.venue !== null }));
  if (env.trustedProxies === 0) app.use(dropProxyHeaders);
  app.use(refuseForeignOrigin(env.publicUrl));
  app.use(createBodyLimit());
  app.use(compression());
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.use(sayWhenToComeBack);
  app.use(keepAnswers(kept, { findRoute, writeKeptNotice }));
  app.use(refuseWithoutDatabase(runtime, writeAwayPage));
  app.use((_request, response, next) => {
    // Pages hold what one person may see; a route that answers the same to everyone says so itself.
    response.setHeader("Cache-Control", "private, no-store");
    next();
  });
  app.use(createListFiles({ build, runtime }));
  app.use(createLightPages({ build, runtime }));
  app.all(
    "*",
    createPageParts({
      build,
      findRoute,
      create: (part) =>
        createRequestHandler({
          build: part,
          mode: env.mode,
          getLoadContext: (_request, response) => ({
            runtime,
            nonce: String(response.locals.nonce),
            requestId: String(response.locals.requestId),
          }),
        }),
    }),
  );
  app.use(leaveAnswered);

  const boards = createBoardBytes({ runtime, watches: listWatches(), kept, isUnreachable });
  const mounts = listMounts();
  const marks = answerMounts({ mounts, runtime }, app);
  const nameRequest = (url: string) => {
    const path = url.replace(/[?#].*$/s, "");
    if (path.startsWith("/assets/")) return "assets";
    if (path === "/healthz" || path === "/readyz") return "health";
    return mounts.find((mount) => mount.path === path)?.id ?? boards.nameOf(path) ?? findRoute(path)?.id ?? "other";
  };
  const listener: RequestListener = (request, response) => {
    letGoOfRest(request, response);
    metrics?.watchRequest(request, response, nameRequest(request.url ?? ""));
    // A crowd's requests for the same bytes do not pass through what pages need, and neither do marks.
    if (!boards.answer(request, response)) marks(request, response);
  };
  const server: Server = certificate
    ? https.createServer({ ...certificate, ...PATIENCE }, listener)
    : createServer(PATIENCE, listener);
  return {
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port: env.port, host: env.host, backlog: BACKLOG }, resolve);
      }),
    port: () => (server.address() as AddressInfo).port,
    setReady: readiness.set,
    setCertificate: (next) => {
      if (server instanceof https.Server) server.setSecureContext(next);
    },
    close: () =>
      new Promise((resolve) => {
        boards.close();
        kept.close();
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

/** Who only drips is cut: milliseconds for the headers, for the whole request, and between two looks at who takes longer. */
const PATIENCE = { headersTimeout: 20_000, requestTimeout: 60_000, connectionsCheckingInterval: 5_000 };

function helmetWithNonce({ isSecure: secure, isVenue }: { readonly isSecure: boolean; readonly isVenue: boolean }) {
  const nonce = (_request: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'strict-dynamic'", nonce],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:", "blob:"],
        // The tablet's page is kept by a worker of this very site.
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        // A reviewer's page shows a document beside its facts; no other site frames anything.
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    // With no referrer at all, browsers send "Origin: null" with a form that is posted before scripts have loaded.
    referrerPolicy: { policy: "same-origin" },
    // The name of a machine in a hall may serve something else next week, and browsers would remember for a year.
    strictTransportSecurity: secure && !isVenue,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
  });
}

/** Seconds: what is away for a moment is back by then. */
const COME_BACK = "5";

/** Whoever answers 503 says when to come back. */
function sayWhenToComeBack(_request: Request, response: Response, next: NextFunction) {
  const writeHead = response.writeHead.bind(response) as (...parameters: unknown[]) => Response;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (status === 503 && !response.hasHeader("Retry-After")) response.setHeader("Retry-After", COME_BACK);
    return writeHead(status, ...rest);
  }) as typeof response.writeHead;
  next();
}

/** A body that was refused while it came in is answered already; its reader fails after that, and has nothing more to say. */
function leaveAnswered(error: unknown, _request: Request, response: Response, next: NextFunction) {
  if (!response.writableEnded) next(error);
}

/** Nobody is kept waiting for a database that does not answer: told in his language, without a render. */
function refuseWithoutDatabase(runtime: Runtime, writeAwayPage: Entry["writeAwayPage"]) {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!runtime.isDatabaseAway()) return next();
    writeAwayPage(request.headers.cookie ?? null).then((page) => response.status(503).type("html").send(page), next);
  };
}

/** Remix reads some of these itself, whatever Express was told to trust. */
function dropProxyHeaders(request: Request, _response: Response, next: NextFunction) {
  for (const name of Object.keys(request.headers)) {
    if (name === "forwarded" || name.startsWith("x-forwarded-")) delete request.headers[name];
  }
  next();
}

/** Every request that may write must come from a page of this very site: Remix checks only some of them. */
function refuseForeignOrigin(publicUrl: string) {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS") return next();
    const host = findOwnHost(request.headers.origin, request.headers.host, publicUrl);
    if (host === null) return void response.status(403).type("text").send("This request does not come from a page of this site.");
    // A proxy may keep no Host: Remix compares once more, and must compare with what people see.
    if (host !== request.headers.host) request.headers["x-forwarded-host"] = host;
    next();
  };
}
