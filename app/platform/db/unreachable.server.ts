/** Tells a database that could not be reached, has no room, or went away in the middle, from everything else that goes wrong. */

/**
 * Of PostgreSQL: connections refused or ended by the server, too many of them, no room on its disk or in its memory, a lock that did not
 * come free, a server that starts or stops, and what its operating system failed to do.
 */
const STATES = /^(08...|57P0.|53...|55P03|58...)$/;
/** Of SQLite: somebody else has it, its disk is full or fails, or it may not be written. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;
/** Of sockets and names; the last two: who asks has not heard yet that the connection is gone. */
const SOCKETS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "ENOSPC",
  "ERR_STREAM_DESTROYED",
  "ERR_STREAM_WRITE_AFTER_END",
]);
/** Of Prisma: not reachable, timed out, connection closed, no connection in time, no transaction in time, too many connections. */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);
/** Of Prisma's adapters, which stand inside of a raw query's error and have no code there. */
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
/** Of the driver, which has no code for them. */
const SENTENCES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Connection ended|terminating connection/;

export function isUnreachable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const { code, message, name } = cause as NodeJS.ErrnoException;
    if (name === "DatabaseUnavailable") return true;
    if (code !== undefined && (STATES.test(code) || SOCKETS.has(code) || PRISMA.has(code))) return true;
    if (code !== undefined && SQLITE.test(code)) return true;
    if (SENTENCES.test(message) || isOfDriver(cause)) return true;
    cause = cause.cause;
  }
  return false;
}

/** Prisma wraps what the driver said, as a cause that is no error or in what it says of itself. */
function isOfDriver(error: Error & { readonly meta?: unknown }): boolean {
  const { meta } = error as { readonly meta?: { readonly driverAdapterError?: unknown } };
  const cause = meta?.driverAdapterError instanceof Error ? meta.driverAdapterError.cause : error.cause;
  if (typeof cause !== "object" || cause === null || cause instanceof Error) return false;
  const { kind = "", originalCode = "" } = cause as { readonly kind?: string; readonly originalCode?: string };
  return KINDS.has(kind) || SQLITE.test(originalCode) || STATES.test(originalCode);
}
