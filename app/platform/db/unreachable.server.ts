/** Tells a database that could not be reached, or went away in the middle, from everything else that goes wrong. */

/** Of PostgreSQL: connections refused or ended by the server, too many of them, a server that starts or stops. */
const STATES = /^(08...|57P0[1-3]|53300)$/;
/** Of sockets. */
const SOCKETS = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH"]);
/** Of Prisma: not reachable, timed out, connection closed, no connection in time, no transaction in time. */
const PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
/** Of the driver, which has no code for them. */
const SENTENCES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Connection ended|terminating connection/;

export function isUnreachable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth += 1) {
    const { code, message, name } = cause as NodeJS.ErrnoException;
    if (name === "DatabaseUnavailable") return true;
    if (code !== undefined && (STATES.test(code) || SOCKETS.has(code) || PRISMA.has(code))) return true;
    if (SENTENCES.test(message)) return true;
    cause = cause.cause;
  }
  return false;
}
