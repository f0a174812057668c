/**
 * What the public got last, kept for when the database does not answer: pages and documents that are open to everyone, as they were sent
 * to somebody without a session. They are shown as what they are: with the moment they are of, and without scripts.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";
import type { Request, RequestHandler, Response } from "express";
import type { Runtime } from "../app/platform/runtime.server.ts";
import type { FoundRoute } from "./route-finder.ts";

type Kept = { readonly bytes: Buffer; readonly headers: OutgoingHttpHeaders; readonly etag: string | null; at: number };

/** Nobody can fill the memory: by all of them together, and by one. */
const MOST_BYTES = 64 * 1024 * 1024;
const LONGEST_BYTES = 2 * 1024 * 1024;
/** What was asked for again within this time is not kept once more. */
const FRESH_MS = 3_000;
/** Older than this when the database went away, it is not shown: what no notice tells of, such as an erasure, is in force by then. */
const KEPT_MS = 10 * 60_000;
const SWEEP_MS = 30_000;
/** An address as a link on a page has it; with other words behind it everybody could make new ones. */
const PLAIN = /^\/[\w/.~-]*(\?round=\d)?$/;
const SENT_AGAIN = ["content-type", "content-disposition"] as const;

export type KeptAnswers = {
  /** @param key of a page: its language and its address, as `findPublicKey` answers; any other is its keeper's to forget */
  keep(
    key: string,
    answer: { readonly bytes: Buffer; readonly headers: OutgoingHttpHeaders; readonly etag: string | null },
  ): void;
  find(key: string): Kept | null;
  forget(key: string): void;
  close(): void;
};

/** @param showsBoard whether a page shows what changes with each confirmed mark; other pages change when a round does */
export function createKeptAnswers(runtime: Runtime, showsBoard: (url: string) => boolean): KeptAnswers {
  const kept = new Map<string, Kept>();
  let size = 0;
  const forget = (key: string) => {
    size -= kept.get(key)?.bytes.length ?? 0;
    kept.delete(key);
  };
  // What was opened, closed, published or withdrawn is another page from now on.
  const unsubscribe = runtime.bus.subscribe(({ kind }) => {
    if (kind !== "round-changed" && kind !== "board-changed") return;
    for (const key of [...kept.keys()]) {
      const [, url] = key.split(" ");
      if (url !== undefined && (kind === "round-changed" || showsBoard(url))) forget(key);
    }
  });
  const timer = setInterval(() => {
    if (runtime.isDatabaseAway()) return;
    for (const [key, { at }] of [...kept]) if (Date.now() - at > KEPT_MS) forget(key);
  }, SWEEP_MS);
  timer.unref();
  return {
    keep: (key, answer) => {
      forget(key);
      if (answer.bytes.length > LONGEST_BYTES) return;
      kept.set(key, { ...answer, at: Date.now() });
      size += answer.bytes.length;
      // The one that was kept longest ago goes first.
      for (const oldest of kept.keys()) {
        if (size <= MOST_BYTES) break;
        forget(oldest);
      }
    },
    find: (key) => kept.get(key) ?? null,
    forget,
    close: () => {
      unsubscribe();
      clearInterval(timer);
    },
  };
}

/** Whoever has no session and asks by a plain address gets what everyone gets. @returns the key of that; null: he may get something else */
export function findPublicKey(url: string, { cookie = "" }: IncomingHttpHeaders): string | null {
  if (!PLAIN.test(url)) return null;
  const [first, ...more] = cookie.split(";").map((pair) => pair.trim());
  if (more.length > 0 || (first !== "" && !first?.startsWith("locale="))) return null;
  return `${first === "locale=en" ? "en" : "zh-CN"} ${url}`;
}

/** What says of an answer that it was kept, and since when. */
export function describeKept({ at }: Pick<Kept, "at">): OutgoingHttpHeaders {
  return {
    Age: Math.max(0, Math.round((Date.now() - at) / 1_000)),
    Warning: '110 - "Response is Stale"',
    "X-Data-As-Of": new Date(at).toISOString(),
    "Cache-Control": "no-store",
  };
}

/** Keeps what is sent to everyone, and sends it again where the answer would be that the database is away. */
export function keepAnswers(
  kept: KeptAnswers,
  {
    findRoute,
    writeKeptNotice,
  }: {
    readonly findRoute: (path: string) => FoundRoute | null;
    readonly writeKeptNotice: (cookieHeader: string | null, at: Date) => Promise<string>;
  },
): RequestHandler {
  return (request, response, next) => {
    const key = request.method === "GET" ? findPublicKey(request.url, request.headers) : null;
    if (key === null || !findRoute(request.path)?.isPublic) return next();
    const writeNotice = (at: number) => writeKeptNotice(request.headers.cookie ?? null, new Date(at));
    watch({ kept, key, writeNotice, request, response });
    next();
  };
}

function watch({
  kept,
  key,
  writeNotice,
  request,
  response,
}: {
  readonly kept: KeptAnswers;
  readonly key: string;
  readonly writeNotice: (at: number) => Promise<string>;
  readonly request: Request;
  readonly response: Response;
}): void {
  const found = kept.find(key);
  const [write, end] = [response.write.bind(response), response.end.bind(response)] as [Send, Send];
  const isKept = found === null || Date.now() - found.at > FRESH_MS;
  const chunks: Buffer[] = [];
  let length = 0;
  let isReplaced = false;
  /** As it was when its first byte came here: compression, which comes after, names its encoding with the headers. */
  let isEncoded: boolean | null = null;

  /** Before the first byte: once a page has begun it ends as it can. */
  function replace(): boolean {
    if (isReplaced) return true;
    if (found === null || response.headersSent || response.statusCode !== 503) return false;
    isReplaced = true;
    response.status(200);
    for (const name of ["Content-Length", "Content-Encoding", "ETag", "Retry-After", "Vary"]) response.removeHeader(name);
    response.set(describeKept(found) as Record<string, string>);
    for (const [name, value] of Object.entries(found.headers)) response.setHeader(name, value as string);
    writeNotice(found.at).then(
      (notice) => end(toStatic(found, notice)),
      () => response.destroy(),
    );
    return true;
  }
  function take(chunk: unknown, encoding: unknown): void {
    isEncoded ??= response.hasHeader("content-encoding");
    if (!isKept || response.statusCode !== 200 || length > LONGEST_BYTES) return;
    if (typeof chunk === "string")
      chunks.push(Buffer.from(chunk, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8"));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    length += chunks.at(-1)?.length ?? 0;
  }
  function finish(): void {
    const etag = response.getHeader("etag");
    if (response.statusCode === 304 && found !== null && found.etag === etag) found.at = Date.now();
    // Whoever sends compressed bytes by himself leaves here what they are.
    const plain = response.locals.plain as Buffer | undefined;
    const isWhole = !response.hasHeader("set-cookie") && (plain !== undefined || isEncoded === false);
    if (!isKept || response.statusCode !== 200 || !isWhole || length === 0 || request.socket.destroyed) return;
    const headers = Object.fromEntries(
      SENT_AGAIN.flatMap((name) => (response.hasHeader(name) ? [[name, response.getHeader(name)]] : [])),
    );
    kept.keep(key, { bytes: plain ?? Buffer.concat(chunks), headers, etag: typeof etag === "string" ? etag : null });
  }

  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (replace()) return true;
    take(chunk, rest[0]);
    return write(chunk, ...rest);
  }) as typeof response.write;
  response.end = ((chunk: unknown, ...rest: unknown[]) => {
    if (replace()) return response;
    take(chunk, rest[0]);
    finish();
    return end(chunk, ...rest);
  }) as typeof response.end;
}

type Send = (...of: unknown[]) => never;

/** A page says of when it is and looks again by itself; what would ask the server for more is not in it. */
function toStatic({ bytes, headers }: Kept, notice: string): Buffer {
  if (!String(headers["content-type"]).startsWith("text/html")) return bytes;
  const page = bytes
    .toString("utf8")
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link rel="modulepreload"[^>]*>/g, "")
    .replace("</head>", '<meta http-equiv="refresh" content="15"></head>');
  return Buffer.from(page.replace(/<body[^>]*>/, (body) => `${body}${notice}`));
}
