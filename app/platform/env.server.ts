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
  /** Whether offices must set up TOTP before anything else; required, unless the database has the demonstration story. */
  SECOND_FACTOR: z.enum(SECOND_FACTOR_MODES).optional(),
  /** "on": HTTPS on the local network with a certificate of its own (npm start -- --venue). */
  VENUE: z.enum(["on", "off"]).default("off"),
  /** Where, in venue mode, a tablet without the certificate finds how to install it. */
  VENUE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(3080),
  /** "off" only in the negative control of a fault: what other processes announce is then read when NOTIFY wakes this one. */
  POLLING: z.enum(["on", "off"]).default("on"),
  /** How often the server makes a backup by itself; "off": never. */
  BACKUP_HOURS: z.union([z.literal("off"), z.coerce.number().min(0.1).max(8_760)]).default(24),
  /** How many of these are kept. */
  BACKUPS_KEPT: z.coerce.number().int().min(1).max(1_000).default(7),
  /** Where a program that watches this server finds its metrics; none unless configured. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  /** How long, before it stops, the server says at /readyz that it will: as long as a proxy needs to notice. */
  DRAIN_SECONDS: z.coerce.number().min(0).max(8).default(0),
  /** How often the signed heads of the audit chains are written to DATA_DIR/audit-heads, in minutes; "off": never. */
  AUDIT_EXPORT_MINUTES: z.union([z.literal("off"), z.coerce.number().int().min(1).max(1_440)]).default(15),
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
  /** Null: as the database asks for it. */
  readonly secondFactor: SecondFactorMode | null;
  /** Null: not in venue mode. `httpPort` serves the way to the certificate and nothing else. */
  readonly venue: { readonly httpPort: number } | null;
  readonly polls: boolean;
  /** Null: the server makes no backups by itself. */
  readonly backups: { readonly everyHours: number; readonly kept: number } | null;
  /** Null: no metrics are served. Never the address that the public reaches. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly drainSeconds: number;
  /** Null: the heads of audit chains are not written to files. */
  readonly auditExportMinutes: number | null;
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
    secretKey: env.SECRET_KEY || null,
    trustedProxies: env.TRUSTED_PROXIES,
    secondFactor: env.SECOND_FACTOR ?? defaultSecondFactor(env),
    venue: env.VENUE === "on" ? { httpPort: env.VENUE_HTTP_PORT } : null,
    polls: env.POLLING === "on",
    backups: env.BACKUP_HOURS === "off" ? null : { everyHours: env.BACKUP_HOURS, kept: env.BACKUPS_KEPT },
    metrics: env.METRICS_PORT === undefined ? null : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    drainSeconds: env.DRAIN_SECONDS,
    auditExportMinutes: env.AUDIT_EXPORT_MINUTES === "off" ? null : env.AUDIT_EXPORT_MINUTES,
    logLevel: env.LOG_LEVEL,
  };
}

/** An installation may be started once without DEMO=off: what is in its database counts. */
function defaultSecondFactor({ DEMO, NODE_ENV }: z.output<typeof EnvSchema>): SecondFactorMode | null {
  if (NODE_ENV === "test") return "offered";
  return DEMO === "off" ? "required" : null;
}

/** In a hall people reach this machine by its address there. */
function defaultUrl({ VENUE, PORT }: { readonly VENUE: "on" | "off"; readonly PORT: number }): string {
  if (VENUE === "off") return `http://localhost:${PORT}`;
  return `https://${listAddresses()[0] ?? "localhost"}:${PORT}`;
}
