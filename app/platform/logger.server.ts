/** Structured logs without personal data or secrets. */
import pino from "pino";
import type { Env } from "#app/platform/env.server.ts";

export type Logger = pino.Logger;

export function createLogger(env: Pick<Env, "logLevel" | "mode">): Logger {
  return pino({
    level: env.logLevel,
    redact: {
      paths: [
        "req.headers.cookie",
        "req.headers.authorization",
        "res.headers['set-cookie']",
        "*.password",
        "*.pin",
        "*.document",
      ],
      censor: "[redacted]",
    },
  });
}
