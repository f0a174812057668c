/** What the process is told from outside, read once and checked; everything has a default that works on one machine. */
import path from "node:path";
import { z } from "zod";
import { SECOND_FACTOR_MODES, type SecondFactorMode } from "#app/domain/access/second-factor.ts";
import { listAddresses } from "#app/platform/venue/addresses.server.ts";

const EnvSchema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.string().optional(),
  /** Where people reach this server; printed in QR codes. */
  PUBLIC_URL: z.url().optional(),
  /** 32 bytes in base64; else a file in DATA_DIR made at the first start. */
  SECRET_KEY: z.string().optional(),
  /** How many proxies in front are trusted to set X-Forwarded-*; none unless configured. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  /** "off": an installation of its own, without the demonstration story. */
  DEMO: z.string().optional(),
  /** Whether offices must set up TOTP before anything else; required, unless this is the demonstration. */
  SECOND_FACTOR: z.enum(SECOND_FACTOR_MODES).optional(),
  /** "on": HTTPS on the local network with a certificate of its own (npm start -- --venue). */
  VENUE: z.enum(["on", "off"]).default("off"),
  /** Where, in venue mode, a tablet without the certificate finds how to install it. */
  VENUE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(3080),
  /** "off" only in the negative control of a fault: what other processes announce is then read when NOTIFY wakes this one. */
  POLLING: z.enum(["on", "off"]).default("on"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Env = {
  readonly mode: "development" | "production" | "test";
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly secretKey: string | null;
  readonly trustedProxies: number;
  readonly secondFactor: SecondFactorMode;
  /** Null: not in venue mode. `httpPort` serves the way to the certificate and nothing else. */
  readonly venue: { readonly httpPort: number } | null;
  readonly polls: boolean;
  readonly logLevel: string;
};

/** @throws Error naming the variable that is wrong, in one sentence. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = EnvSchema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`Environment variable ${issue?.path.join(".")}: ${issue?.message}`);
  }
  const env = parsed.data;
  const dataDirectory = path.resolve(env.DATA_DIR);
  return {
    mode: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    dataDirectory,
    databaseUrl: env.DATABASE_URL || `file:${path.join(dataDirectory, "skillladder.db")}`,
    publicUrl: (env.PUBLIC_URL ?? defaultUrl(env)).replace(/\/$/, ""),
    secretKey: env.SECRET_KEY ?? null,
    trustedProxies: env.TRUSTED_PROXIES,
    secondFactor: env.SECOND_FACTOR ?? (env.DEMO === "off" && env.NODE_ENV !== "test" ? "required" : "offered"),
    venue: env.VENUE === "on" ? { httpPort: env.VENUE_HTTP_PORT } : null,
    polls: env.POLLING === "on",
    logLevel: env.LOG_LEVEL,
  };
}

/** In a hall people reach this machine by its address there. */
function defaultUrl({ VENUE, PORT }: { readonly VENUE: "on" | "off"; readonly PORT: number }): string {
  if (VENUE === "off") return `http://localhost:${PORT}`;
  return `https://${listAddresses()[0] ?? "localhost"}:${PORT}`;
}
