/** Structured logs without personal data or secrets. */
import pino from "pino";
import type { Env } from "#app/platform/env.server.ts";

export type Logger = pino.Logger;

/** The path of a request as logs may have it: the token of a one-time link opens an account, a certificate's code names somebody: no log has them. */
export function toLoggedPath(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/\/(set-password|verify)\/[^/]+/gi, "/$1/[redacted]");
}

/** Errors whose text repeats what was to be stored: those of Prisma and of the drivers under it. */
const OF_DATABASE = /^(Prisma|DriverAdapterError|DatabaseError|SqliteError|error$)/;
const DEEPEST = 5;

export type DescribedError = {
  readonly type: string;
  /** What stands under `code` may be one of somebody's, and is left out. */
  readonly errorCode?: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: DescribedError;
};

/**
 * An error as logs may have it: its kind, its code and where it came from. What else hangs on it (the values of a statement, the row
 * that a constraint met) is about people, and so is what a database quotes.
 */
export function describeError(error: unknown, depth = 0): DescribedError | undefined {
  if (!(error instanceof Error) || depth > DEEPEST) return undefined;
  const { name, message, stack = "", code } = error as NodeJS.ErrnoException;
  const cause = describeError(error.cause, depth + 1);
  return {
    type: name,
    ...(typeof code === "string" ? { errorCode: code } : {}),
    message: OF_DATABASE.test(name) ? withoutValues(message) : message,
    // Before the frames stands the message once more.
    stack: stack
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Prisma shows the whole call first and says in the last line what is wrong with it. */
function withoutValues(message: string): string {
  const last = message.trim().split("\n").at(-1) ?? "";
  return last.replace(/"[^"]*"|'[^']*'/g, "[value]").replace(/\([^()]*\)=\([^()]*\)/g, "[value]");
}

/** @param destination where the lines go; the output of the process unless it says otherwise */
export function createLogger(env: Pick<Env, "logLevel">, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: env.logLevel,
    serializers: { err: (error: unknown) => describeError(error) ?? { type: typeof error } },
    redact: {
      paths: [
        "req.headers.cookie",
        "req.headers.authorization",
        "res.headers['set-cookie']",
        "*.password",
        "*.pin",
        "*.token",
        "*.code",
        "*.document",
      ],
      censor: "[redacted]",
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
