/**
 * Derives the PostgreSQL twin of schema.prisma and generates both clients into prisma/generated, when the schema or this
 * script changed. The schema engine that the CLI would download is not needed to generate: it is pointed at this very
 * Node binary, so that no network is used.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { toPostgresqlSchema } from "./postgresql-schema.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const generated = path.join(here, "generated");

/** Generates both Prisma clients; does nothing when they are current. */
export function generateClients() {
  const schema = fs.readFileSync(path.join(here, "schema.prisma"), "utf8");
  const stamp = createHash("sha256")
    .update(schema)
    .update(fs.readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
  const stampFile = path.join(generated, "stamp");
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
  fs.rmSync(generated, { recursive: true, force: true });
  fs.mkdirSync(generated, { recursive: true });
  const twin = path.join(generated, "schema.postgresql.prisma");
  fs.writeFileSync(twin, toPostgresqlSchema(schema));
  const cli = path.join(here, "..", "node_modules", "prisma", "build", "index.js");
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  for (const file of [path.join(here, "schema.prisma"), twin]) {
    execFileSync(process.execPath, [cli, "generate", "--schema", file, "--no-hints"], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  fs.writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateClients();
