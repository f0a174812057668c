/** Structured logs without personal data or secrets. */
import pino from "pino";
import type { Env } from "#app/platform/env.server.ts";

export type Logger = pino.Logger;

/** The path of a request as logs may have it: the token of a one-time link opens an account, and stands in none. */
export function toLoggedPath(url: string): string {
  return url.replace(/[?#].*$/s, "").replace(/\/(set-password)\/[^/]+/gi, "/$1/[redacted]");
}

/** @param destination where the lines go; the output of the process unless it says otherwise */
export function createLogger(env: Pick<Env, "logLevel">, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: env.logLevel,
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
