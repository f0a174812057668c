/**
 * How much of bodies is taken in: of each, and of all that are under way together, because whoever is not signed in may send some, too. Where
 * there is no room for one more, those that hardly move are cut for it; where all of them move, it is told to come back.
 */
import type { NextFunction, Request, Response } from "express";

/** A roster of the largest size allowed, and the form around it. */
const BODY_LIMIT_BYTES = 12 * 1024 * 1024;
/** Of all bodies that are coming in or being answered. */
const HELD_BYTES = 24 * 1024 * 1024;
/** So much of each does not count: ordinary forms are taken, however many large ones wait. */
const SMALL_BYTES = 16 * 1024;
/** Below this pace, after a while, a body hardly moves. */
const SLOW_BYTES_PER_MS = 16;
const GRACE_MS = 5_000;
const COME_BACK = "5";

type Body = { readonly request: Request; readonly response: Response; readonly begunAt: number; received: number; held: number };

/** @param now in milliseconds, of a clock that only goes forward */
export function createBodyLimit(now: () => number = () => performance.now()) {
  const bodies = new Set<Body>();
  let held = 0;

  function release(body: Body): void {
    if (bodies.delete(body)) held -= body.held;
  }

  /** Counts so much of the body; @returns whether there is room for it. */
  function hold(body: Body, bytes: number): boolean {
    const more = Math.max(0, bytes - SMALL_BYTES) - body.held;
    if (more <= 0) return true;
    for (const slow of listSlow()) {
      if (held + more <= HELD_BYTES) break;
      if (slow !== body) cut(slow);
    }
    if (held + more > HELD_BYTES) return false;
    bodies.add(body);
    body.held += more;
    held += more;
    return true;
  }

  /** The slowest first. */
  function listSlow(): Body[] {
    const pace = ({ received, begunAt }: Body) => received / (now() - begunAt);
    return [...bodies]
      .filter((body) => !body.request.complete && now() - body.begunAt > GRACE_MS && pace(body) < SLOW_BYTES_PER_MS)
      .sort((one, other) => pace(one) - pace(other));
  }

  function cut(body: Body): void {
    release(body);
    body.response.setHeader("Retry-After", COME_BACK);
    refuseBody(body.request, body.response, 503, "Too many uploads are under way. Try again in a few seconds.");
  }

  return (request: Request, response: Response, next: NextFunction) => {
    const declared = Number(request.headers["content-length"] ?? 0);
    if (declared > BODY_LIMIT_BYTES) return refuseLarge(request, response);
    const body: Body = { request, response, begunAt: now(), received: 0, held: 0 };
    // Before anything of it is read: what was read is in memory, whatever is answered.
    if (!hold(body, declared)) return cut(body);
    request.on("data", (chunk: Buffer) => {
      body.received += chunk.length;
      if (body.received > BODY_LIMIT_BYTES) {
        release(body);
        return refuseLarge(request, response);
      }
      if (!hold(body, body.received)) cut(body);
    });
    // What was taken in is held until it is answered.
    response.once("close", () => release(body));
    request.pause();
    next();
  };
}

function refuseLarge(request: Request, response: Response) {
  refuseBody(request, response, 413, "The upload is larger than 12 MB.");
}

/** Whoever reads it downstream is told that it broke off, never that it ended; the rest is let go of once this answer is out (see let-go). */
function refuseBody(request: Request, response: Response, status: 413 | 503, sentence: string) {
  request.removeAllListeners("data");
  request.removeAllListeners("end");
  if (response.headersSent) request.destroy();
  else response.status(status).type("text").send(sentence);
  if (request.listenerCount("error") > 0) request.emit("error", new Error("The body was refused."));
}
