/** Migrations for both databases, on Prisma's own WASM schema engine: no engine is downloaded and no global tool is needed. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { toPostgresqlSchema } from "./postgresql-schema.mjs";

/** Of the repository, where everything is started: this file is also part of a bundle. */
const FOLDER = path.resolve("prisma");
const require = createRequire(import.meta.url);
const filters = { externalTables: [], externalEnums: [] };

export type Provider = "sqlite" | "postgresql";

/** Which database a URL names: `postgres://…` or `postgresql://…`, else a SQLite file (`file:…`). */
export function providerOf(databaseUrl: string): Provider {
  return /^postgres(ql)?:\/\//.test(databaseUrl) ? "postgresql" : "sqlite";
}

/**
 * Applies the committed migrations that the database does not have yet, in order.
 * @param until the end of the name of the last one to apply; null: all of them
 * @returns the names applied; empty when it was current.
 * @throws Error with a sentence when the database has migrations that this program does not know (it is newer).
 */
export async function applyMigrations(databaseUrl: string, until: string | null = null): Promise<string[]> {
  const provider = providerOf(databaseUrl);
  const all = migrationsList(provider);
  const last = all.migrationDirectories.findIndex(({ path: name }) => until !== null && name.endsWith(until));
  if (until !== null && last < 0) throw new Error(`There is no migration ${until}.`);
  const list = until === null ? all : { ...all, migrationDirectories: all.migrationDirectories.slice(0, last + 1) };
  const before = await listAppliedMigrations(databaseUrl);
  requireKnown(
    databaseUrl,
    before,
    list.migrationDirectories.map((directory) => directory.path),
  );
  const names = await withEngine(
    databaseUrl,
    async (engine) => (await engine.applyMigrations({ migrationsList: list, filters })).appliedMigrationNames,
  );
  const hasDropped = names.some((name) => /\bDROP\s+(TABLE|COLUMN)\b/i.test(readMigration(provider, name)));
  if (provider === "sqlite" && before.length > 0 && hasDropped) await rewriteSqlite(databaseUrl);
  return names;
}

/** What was dropped was overwritten; what lies between the rows of pages, and what went before anything was overwritten, goes here. */
async function rewriteSqlite(databaseUrl: string): Promise<void> {
  const adapter = await new MigrationSqlite({ url: databaseUrl }).connect();
  try {
    await adapter.executeScript("VACUUM");
  } finally {
    await adapter.dispose();
  }
}

/**
 * What a start would do, and nothing is done.
 * @returns the names of the migrations that the database has, and of those that it lacks
 * @throws Error with a sentence when the database is newer than this program
 */
export async function compareMigrations(
  databaseUrl: string,
): Promise<{ applied: readonly string[]; lacking: readonly string[] }> {
  const known = listMigrations(providerOf(databaseUrl));
  const applied = await listAppliedMigrations(databaseUrl);
  requireKnown(databaseUrl, applied, known);
  return { applied, lacking: known.filter((name) => !applied.includes(name)) };
}

/** The names of the committed migrations, in their order. */
export function listMigrations(provider: Provider): readonly string[] {
  return migrationsList(provider).migrationDirectories.map(({ path: name }) => name);
}

/** The statements of a committed migration. */
export function readMigration(provider: Provider, name: string): string {
  return fs.readFileSync(path.join(migrationsFolder(provider), name, "migration.sql"), "utf8");
}

function requireKnown(databaseUrl: string, applied: readonly string[], known: readonly string[]): void {
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new Error(
    `The database ${describeUrl(databaseUrl)} is newer than this program, which does not know its migration ${unknown}: nothing was changed; start the newer version of SkillLadder, or restore a backup that this one made into another database.`,
  );
}

/** Where a database is, for people: without user and password. */
export function describeUrl(databaseUrl: string): string {
  if (providerOf(databaseUrl) === "sqlite") return databaseUrl.replace(/^file:/, "");
  const { pathname, host } = new URL(databaseUrl);
  return `${pathname.slice(1)} at ${host}`;
}

/**
 * Writes a migration from the committed ones to schema.prisma.
 * @returns its name, or null when nothing changed.
 */
export async function createMigration(databaseUrl: string, name: string): Promise<string | null> {
  const provider = providerOf(databaseUrl);
  const list = migrationsList(provider);
  const from = list.migrationDirectories.length === 0 ? { tag: "empty" } : { tag: "migrations", ...list };
  const to = { tag: "schemaDatamodel", ...schemaFiles(provider) };
  const { exitCode, stdout } = await withEngine(databaseUrl, (engine) =>
    engine.diff({ from, to, script: true, shadowDatabaseUrl: null, exitCode: true, filters }),
  );
  if (exitCode !== 2) return null;
  const directory = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  const folder = path.join(migrationsFolder(provider), directory);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "migration.sql"), stdout ?? "");
  return directory;
}

type DiffTarget = { tag: string; [key: string]: unknown };
type Engine = {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: { from: DiffTarget; to: DiffTarget; [key: string]: unknown }): Promise<{ exitCode: number; stdout: string | null }>;
};

const wasm = engineModule as unknown as {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (options: unknown, log: () => void, adapter: unknown) => Promise<Engine> };
};

let wasmLoaded: Promise<void> | undefined;

function loadWasm(): Promise<void> {
  wasmLoaded ??= (async () => {
    const file = path.join(path.dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
    const imports = { "./schema_engine_bg.js": engineModule as unknown as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(fs.readFileSync(file), imports);
    wasm.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) } });
  })();
  return wasmLoaded;
}

/** Runs the work on an engine, and closes the connections that the engine opened: it leaves them open itself. */
async function withEngine<Result>(databaseUrl: string, work: (engine: Engine) => Promise<Result>): Promise<Result> {
  await loadWasm();
  const provider = providerOf(databaseUrl);
  const factory = provider === "sqlite" ? new MigrationSqlite({ url: databaseUrl }) : new MigrationPg(databaseUrl);
  const opened: { dispose(): Promise<void> }[] = [];
  const connect: () => Promise<{ dispose(): Promise<void> }> = factory.connect.bind(factory);
  Object.assign(factory, {
    connect: async () => {
      const adapter = await connect();
      opened.push(adapter);
      return adapter;
    },
  });
  const datamodels = schemaFiles(provider).files.map((file) => [file.path, file.content]);
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(factory as unknown as SqlMigrationAwareDriverAdapterFactory);
    return await work(await wasm.SchemaEngine.new({ datamodels }, () => {}, bound));
  } finally {
    for (const adapter of opened) await adapter.dispose();
  }
}

/** The engine replays whole migrations on the shadow database as one statement, which better-sqlite3 takes as a script only. */
class MigrationSqlite extends PrismaBetterSqlite3 {
  /** What a migration drops may be about people: it is overwritten, as it is by everyone who writes. */
  override async connect() {
    const adapter = await super.connect();
    await adapter.executeScript("PRAGMA secure_delete=ON");
    return adapter;
  }

  override async connectToShadowDb() {
    const adapter = await super.connectToShadowDb();
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) => {
      if (query.args.length > 0) return executeRaw(query);
      await adapter.executeScript(query.sql);
      return 0;
    };
    return adapter;
  }
}

/** adapter-pg rejects the catalog type "char", and opens its shadow database on the main one: both put right here. */
class MigrationPg extends PrismaPg {
  readonly #url: string;

  constructor(url: string) {
    super({ connectionString: url });
    this.#url = url;
  }

  override async connect() {
    return presentCharAsText(await super.connect());
  }

  override async connectToShadowDb() {
    const name = `shadow_${randomUUID().slice(0, 8)}`;
    const admin = new pg.Client({ connectionString: this.#url });
    await admin.connect();
    await admin.query(`CREATE DATABASE "${name}"`);
    const shadowUrl = new URL(this.#url);
    shadowUrl.pathname = `/${name}`;
    const adapter = presentCharAsText(await new PrismaPg({ connectionString: shadowUrl.href }).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
      await admin.end();
    };
    return adapter;
  }
}

type PgAdapter = Awaited<ReturnType<PrismaPg["connect"]>>;

function presentCharAsText(adapter: PgAdapter): PgAdapter {
  const pool = (adapter as unknown as { underlyingDriver(): pg.Pool }).underlyingDriver();
  const query = pool.query.bind(pool) as (...parameters: unknown[]) => Promise<pg.QueryResult>;
  const charOid = 18;
  const textOid = 25;
  pool.query = (async (...parameters: unknown[]) => {
    const result = await query(...parameters);
    for (const field of result?.fields ?? []) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
    return result;
  }) as typeof pool.query;
  return adapter;
}

/** Names in `_prisma_migrations`; empty when there is no such table yet. */
async function listAppliedMigrations(databaseUrl: string): Promise<string[]> {
  const adapter =
    providerOf(databaseUrl) === "sqlite"
      ? await new PrismaBetterSqlite3({ url: databaseUrl }).connect()
      : await new PrismaPg({ connectionString: databaseUrl }).connect();
  try {
    const { rows } = await adapter.queryRaw({ sql: "SELECT migration_name FROM _prisma_migrations", args: [], argTypes: [] });
    return rows.map((row) => String(row[0]));
  } catch (error) {
    if (/no such table|does not exist|TableDoesNotExist/i.test(`${(error as Error).message} ${JSON.stringify(error)}`)) return [];
    throw error;
  } finally {
    await adapter.dispose();
  }
}

function migrationsFolder(provider: Provider): string {
  return path.join(FOLDER, "migrations", provider);
}

function schemaFiles(provider: Provider) {
  const schema = fs.readFileSync(path.join(FOLDER, "schema.prisma"), "utf8");
  return { files: [{ path: "schema.prisma", content: provider === "sqlite" ? schema : toPostgresqlSchema(schema) }] };
}

function migrationsList(provider: Provider) {
  const folder = migrationsFolder(provider);
  fs.mkdirSync(folder, { recursive: true });
  const names = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .sort();
  return {
    baseDir: folder,
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"\n` },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8") },
      },
    })),
  };
}
