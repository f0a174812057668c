/** What is done to a database under load: locked by somebody else, without room, or gone for a while; each is ended again. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { openSqliteFile } from "../support/sqlite-file.ts";
import type { DatabaseProxy } from "./database-proxy.ts";

export type Trouble = {
  readonly name: string;
  /** Whether what is public must be shown from memory meanwhile. */
  readonly isAway: boolean;
  /** @returns what ends it */
  begin(): Promise<() => Promise<void>>;
};

export function lockSqlite(file: string): Trouble {
  return {
    name: "locked",
    isAway: false,
    begin: async () => {
      const other = openSqliteFile(file);
      other.run("PRAGMA busy_timeout = 5000");
      other.run("BEGIN IMMEDIATE");
      return async () => {
        other.run("ROLLBACK");
        other.close();
      };
    },
  };
}

/** A file system of its own, where this account may mount one. @returns whether there is one now */
export function mountSmallDisk(directory: string, megabytes: number): boolean {
  fs.mkdirSync(directory, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", directory], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export function unmount(directory: string): void {
  execFileSync("umount", ["-l", directory], { stdio: "ignore" });
}

/** The disk is filled to its last byte (ENOSPC). */
export function fillDisk(directory: string): Trouble {
  return {
    name: "disk full",
    isAway: false,
    begin: async () => {
      const file = path.join(directory, "filler");
      const handle = fs.openSync(file, "w");
      for (const size of [1024 * 1024, 4096]) {
        try {
          for (;;) fs.writeSync(handle, Buffer.alloc(size));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
      fs.closeSync(handle);
      return async () => fs.rmSync(file);
    },
  };
}

/** Where nothing may be mounted: no file of the server may grow (EFBIG). */
export function limitFiles(pid: number, file: string): Trouble {
  const limit = (soft: number | "unlimited") => execFileSync("prlimit", ["--pid", String(pid), `--fsize=${soft}:`]);
  return {
    name: "files may not grow",
    isAway: false,
    begin: async () => {
      limit(Math.max(...[file, `${file}-wal`].map((name) => (fs.existsSync(name) ? fs.statSync(name).size : 0))));
      return async () => void limit("unlimited");
    },
  };
}

async function withClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** As who changes a table by hand locks it. */
export function lockPostgresql(url: string): Trouble {
  return {
    name: "locked",
    isAway: false,
    begin: async () => {
      const client = await withClient(url);
      await client.query("BEGIN");
      await client.query(`LOCK TABLE "MarkRevision", "AuditRecord" IN ACCESS EXCLUSIVE MODE`);
      return () => client.end();
    },
  };
}

/** PostgreSQL answers each write as it does when its disk is full: the disk itself belongs to others, too. */
export function fillPostgresql(url: string): Trouble {
  const run = async (sql: string) => {
    const client = await withClient(url);
    await client.query(sql).finally(() => client.end());
  };
  return {
    name: "disk full",
    isAway: false,
    begin: async () => {
      await run(`CREATE OR REPLACE FUNCTION fault_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER fault_full BEFORE INSERT ON "AuditRecord" FOR EACH STATEMENT EXECUTE FUNCTION fault_full()`);
      return () => run(`DROP TRIGGER fault_full ON "AuditRecord"`);
    },
  };
}

/** Every connection is ended by the server, and for a while none is taken. */
export function restartPostgresql(url: string, proxy: DatabaseProxy): Trouble {
  return {
    name: "restarted",
    isAway: true,
    begin: async () => {
      const client = await withClient(url);
      proxy.set({ listener: "refused", others: "refused" });
      await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      await client.end();
      return async () => proxy.set({ listener: "open", others: "open" });
    },
  };
}
