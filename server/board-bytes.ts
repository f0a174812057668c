/**
 * `GET /competitions/:c/events/:e/board.json?round=n`: the public board over HTTP, for programs, caches and screens that cannot hold
 * a socket open. It is the board's watch, with its parsing, its admission and its bytes.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Runtime } from "../app/platform/runtime.server.ts";

type Entry = typeof import("../app/entry.server.tsx");
type Watches = ReturnType<Entry["listWatches"]>;

const ADDRESS = /^\/competitions\/([\w-]+)\/events\/([\w-]+)\/board\.json(?:\?round=(\d))?$/;
/** How long an address stands for the same round without being looked up: the next round may be the one that is shown. */
const KNOWN_MS = 1_000;
/** Nobody can fill the memory with addresses. */
const MOST_KNOWN = 2_000;

type Known = { readonly key: Promise<string | null>; readonly until: number };

export function createBoardBytes({ runtime, watches }: { runtime: Runtime; watches: Watches }) {
  const board = watches.find(({ name }) => name === "board");
  const known = new Map<string, Known>();

  function find(url: string, [, competition, event, round]: RegExpExecArray): Promise<string | null> {
    const now = performance.now();
    const found = known.get(url);
    if (found && found.until > now) return found.key;
    if (known.size >= MOST_KNOWN) known.clear();
    const payload = { competition, event, ...(round === undefined ? {} : { round: Number(round) }) };
    const key = board ? board.admit(runtime, payload, null) : Promise.resolve(null);
    known.set(url, { key, until: now + KNOWN_MS });
    return key;
  }

  async function send(url: string, found: RegExpExecArray, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = await find(url, found);
    const encoded = key === null ? null : (await board?.read(runtime, key))?.encoded;
    if (!encoded) return void response.writeHead(404).end();
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
      send(url, found, request, response).catch((error) => {
        runtime.logger.error({ err: error }, "board failed");
        response.writeHead(500).end();
      });
      return true;
    },
  };
}
