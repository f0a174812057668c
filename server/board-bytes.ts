/**
 * `GET /competitions/:c/events/:e/board.json?round=n`: the public board over HTTP, for programs, caches and screens that cannot hold
 * a socket open. It is the board's watch, with its parsing, its admission and its bytes.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { describeKept, type KeptAnswers } from "./kept-answers.ts";

type Entry = typeof import("../app/entry.server.tsx");
type Watches = ReturnType<Entry["listWatches"]>;

const ADDRESS = /^\/competitions\/([\w-]+)\/events\/([\w-]+)\/board\.json(?:\?round=(\d))?$/;
type Encoded = { readonly bytes: Buffer; readonly etag: string };

/** Boards that are looked after while nobody asks. */
const MOST_KEPT = 200;
const RENEW_MS = 500;
/** Seconds. */
const COME_BACK = "5";

export function createBoardBytes({
  runtime,
  watches,
  kept,
  isUnreachable,
}: {
  runtime: Runtime;
  watches: Watches;
  /** Boards as they were sent last: what a hall sees while the database is away. */
  kept: KeptAnswers;
  isUnreachable: Entry["isUnreachable"];
}) {
  const board = watches.find(({ name }) => name === "board");

  /** While the database does not answer: the newest board that was sent, and what it is of. */
  function sendKept(url: string, response: ServerResponse): void {
    const found = kept.find(url);
    if (found === null) return void response.writeHead(503, { "Retry-After": COME_BACK }).end();
    const headers = { ...found.headers, ...describeKept(found), "X-Content-Type-Options": "nosniff" };
    response.writeHead(200, { ...headers, "Content-Length": found.bytes.length }).end(found.bytes);
  }

  // A board that is kept is the newest at any moment, asked for or not; one that was closed is kept no longer.
  const asked = new Map<string, object>();
  let isRenewing = false;
  const unsubscribe = runtime.bus.subscribe(({ kind }) => {
    if ((kind !== "board-changed" && kind !== "round-changed") || isRenewing || asked.size === 0) return;
    isRenewing = true;
    setTimeout(() => {
      isRenewing = false;
      void renew();
    }, RENEW_MS).unref();
  });

  async function renew(): Promise<void> {
    for (const [url, payload] of [...asked]) {
      const encoded = await find(payload).catch((error: unknown) => {
        // What the database could not say is not known to be over.
        if (!isUnreachable(error)) runtime.logger.error({ err: error }, "a board was not renewed");
        return undefined;
      });
      if (encoded) keep(url, payload, encoded);
      else if (encoded === null) {
        asked.delete(url);
        kept.forget(url);
      }
    }
  }

  async function find(payload: object): Promise<Encoded | null> {
    const key = (await board?.admit(runtime, payload, null)) ?? null;
    return key === null ? null : ((await board?.read(runtime, key))?.encoded ?? null);
  }

  function keep(url: string, payload: object, { bytes, etag }: Encoded): void {
    if (!asked.has(url) && asked.size >= MOST_KEPT) return;
    asked.set(url, payload);
    // The same bytes for everyone: to keep them again costs nothing.
    kept.keep(url, { bytes, headers: { "Content-Type": "application/json" }, etag });
  }

  async function send(payload: object, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoded = await find(payload);
    if (!encoded) return void response.writeHead(404).end();
    keep(String(request.url), payload, encoded);
    const { bytes, etag } = encoded;
    // Whoever keeps it asks each time whether it is still the newest: what was closed or frozen since is not shown from a cache.
    const headers = { ETag: etag, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff" };
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, "Content-Type": "application/json", "Content-Length": bytes.length });
    response.end(request.method === "HEAD" ? undefined : bytes);
  }

  return {
    /** @returns whether the request was for a board; it is answered then. */
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      const { url = "", method } = request;
      if (method !== "GET" && method !== "HEAD") return false;
      const found = ADDRESS.exec(url);
      if (!found) return false;
      const [, competition, event, round] = found;
      const payload = { competition, event, ...(round === undefined ? {} : { round: Number(round) }) };
      if (runtime.isDatabaseAway()) {
        sendKept(url, response);
        return true;
      }
      send(payload, request, response).catch((error) => {
        if (isUnreachable(error)) return sendKept(url, response);
        runtime.logger.error({ err: error }, "board failed");
        response.writeHead(500).end();
      });
      return true;
    },
    /** What a request for a board is counted as; null for another one. */
    nameOf: (path: string): string | null => (ADDRESS.test(path) ? "board.json" : null),
    close: unsubscribe,
  };
}
