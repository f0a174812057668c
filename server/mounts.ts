/** What is answered before Express: behind the same gate of origin, a limit of bytes, a request id and the log, and nothing else. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Runtime } from "../app/platform/runtime.server.ts";
import { findOwnHost } from "./origin.ts";

type Entry = typeof import("../app/entry.server.tsx");
type Mounts = ReturnType<Entry["listMounts"]>;
type Mount = Mounts[number];
type Answer = Awaited<ReturnType<Mount["answer"]>>;

/** Answers what is mounted, and hands everything else on. */
export function answerMounts({ mounts, runtime }: { mounts: Mounts; runtime: Runtime }, next: RequestListener): RequestListener {
  const byPath = new Map(mounts.map((mount) => [mount.path, mount]));
  return (request, response) => {
    const mount = request.method === "POST" ? byPath.get(request.url ?? "") : undefined;
    if (!mount) return next(request, response);
    const requestId = randomUUID();
    answer(mount, runtime, request)
      .catch((error: unknown): Answer => {
        if (request.destroyed && !request.complete) return { status: 400, json: null };
        runtime.logger.error({ err: error, requestId, path: mount.path }, "request failed");
        return { status: 500, json: null };
      })
      .then((answered) => send(response, requestId, answered));
  };
}

async function answer(mount: Mount, runtime: Runtime, request: IncomingMessage): Promise<Answer> {
  const { headers } = request;
  if (findOwnHost(headers.origin, headers.host, runtime.env.publicUrl) === null)
    return { status: 403, json: "This request does not come from a page of this site." };
  const body = await readBody(request, mount.mostBytes);
  if (body === null) return { status: 413, json: "The request is too large." };
  return mount.answer(runtime, { cookieHeader: headers.cookie ?? null, body });
}

/** Null for one that is too large, declared or not. @throws when the rest of it never comes */
function readBody(request: IncomingMessage, mostBytes: number): Promise<string | null> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let received = 0;
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
      if (received > mostBytes) resolve(null);
      else chunks.push(chunk);
    });
    request.on("end", () => resolve((chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString("utf8")));
    request.on("error", reject);
    request.on("close", () => request.complete || reject(new Error("The request was broken off.")));
  });
}

function send(response: ServerResponse, requestId: string, { status, json, retryAfterSeconds }: Answer): void {
  if (response.destroyed) return;
  const text = json === null ? "" : JSON.stringify(json);
  response.writeHead(status, {
    "X-Request-Id": requestId,
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": retryAfterSeconds }),
  });
  response.end(text);
}
