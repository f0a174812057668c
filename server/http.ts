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
import { createLightPages } from "./light-pages.ts";
import { answerMounts } from "./mounts.ts";
import { findOwnHost } from "./origin.ts";

type Entry = typeof import("../app/entry.server.tsx");

/** A roster of the largest size allowed, and the form around it. */
const BODY_LIMIT_BYTES = 12 * 1024 * 1024;
/** How long the rest of a body that is too large may still come in. */
const LINGER_MS = 3_000;

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
}: {
  build: ServerBuild;
  runtime: Runtime;
  certificate?: Certificate | null;
}): Http {
  const { env } = runtime;
  const { toLoggedPath, listMounts, listWatches } = build.entry.module as unknown as Entry;
  let ready = false;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env.trustedProxies);

  app.get("/healthz", (_request, response) => {
    const isAway = runtime.isDatabaseAway();
    response
      .status(ready && !isAway ? 200 : 503)
      .type("text")
      .send(isAway ? "the database does not answer" : ready ? "ok" : "starting");
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
      serializers: { req: (request) => ({ method: request.method, path: toLoggedPath(String(request.url)) }) },
    }),
  );
  app.use(helmetWithNonce({ isSecure: env.publicUrl.startsWith("https://"), isVenue: env.venue !== null }));
  if (env.trustedProxies === 0) app.use(dropProxyHeaders);
  app.use(refuseForeignOrigin(env.publicUrl));
  app.use(limitBody);
  app.use(compression());
  app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(express.static("build/client", { maxAge: "1h" }));
  app.use(sayWhenToComeBack);
  app.use(refuseWithoutDatabase(runtime));
  app.use((_request, response, next) => {
    // Pages hold what one person may see; a route that answers the same to everyone says so itself.
    response.setHeader("Cache-Control", "private, no-store");
    next();
  });
  app.use(createLightPages({ build, runtime }));
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: env.mode,
      getLoadContext: (_request, response) => ({
        runtime,
        nonce: String(response.locals.nonce),
        requestId: String(response.locals.requestId),
      }),
    }),
  );

  const boards = createBoardBytes({ runtime, watches: listWatches() });
  const marks = answerMounts({ mounts: listMounts(), runtime }, app);
  const listener: RequestListener = (request, response) => {
    // A crowd's requests for the same bytes do not pass through what pages need, and neither do marks.
    if (!boards.answer(request, response)) marks(request, response);
  };
  const server: Server = certificate ? https.createServer(certificate, listener) : createServer(listener);
  server.requestTimeout = 60_000;
  return {
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(env.port, env.host, resolve);
      }),
    port: () => (server.address() as AddressInfo).port,
    setReady: (value) => {
      ready = value;
    },
    setCertificate: (next) => {
      if (server instanceof https.Server) server.setSecureContext(next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}

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

/** Nobody is kept waiting for a database that does not answer. */
function refuseWithoutDatabase(runtime: Runtime) {
  return (_request: Request, response: Response, next: NextFunction) => {
    if (!runtime.isDatabaseAway()) return next();
    response
      .status(503)
      .type("text")
      .send("数据库暂时无法连接，请稍后再试。 The database cannot be reached right now. Please try again in a moment.");
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

/** Cuts a body at the limit, declared or not. */
function limitBody(request: Request, response: Response, next: NextFunction) {
  if (Number(request.headers["content-length"] ?? 0) > BODY_LIMIT_BYTES) return refuseBody(request, response);
  let received = 0;
  request.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received > BODY_LIMIT_BYTES) refuseBody(request, response);
  });
  request.pause();
  next();
}

/** The answer would be lost if the connection ended while bytes still arrive: they are thrown away, for a while. */
function refuseBody(request: Request, response: Response) {
  request.removeAllListeners("data");
  request.removeAllListeners("end");
  if (!response.headersSent) response.status(413).type("text").send("The upload is larger than 12 MB.");
  request.resume();
  setTimeout(() => request.destroy(), LINGER_MS).unref();
}
