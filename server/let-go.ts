/**
 * What becomes of a body whose request was answered before all of it was in. The answer would be lost if the connection ended while bytes
 * still arrive: they are thrown away for a while, no faster than a person's line brings them, because each byte that is read is memory first.
 */
import type { IncomingMessage, ServerResponse } from "node:http";

/** How long the rest may still come in. */
const LINGER_MS = 3_000;
/** Between two pieces of at most 64 KiB: some 16 MB a second of one, and of all who are let go of together no more than of so many. */
const PAUSE_MS = 4;
const AT_ONCE = 6;

let letGo = 0;

/** To be told of each request before anything answers it; one without a body costs nothing. */
export function letGoOfRest(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) return;
  // Before Node's own listener, which would read on at full speed whatever nobody has begun to read.
  response.prependOnceListener("finish", () => {
    if (request.complete || request.destroyed) return;
    request.removeAllListeners("data");
    request.removeAllListeners("end");
    request.read(0);
    letGo += 1;
    request.once("close", () => {
      letGo -= 1;
    });
    request.on("data", () => {
      request.pause();
      setTimeout(() => request.resume(), PAUSE_MS * Math.max(1, letGo / AT_ONCE)).unref();
    });
    request.resume();
    setTimeout(() => request.complete || request.destroy(new Error("The rest of the body never came.")), LINGER_MS).unref();
  });
}
