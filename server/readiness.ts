/** Whether this process can serve now: it is not stopping, the database answers, and has the migrations that this program knows. */

import type { Runtime } from "../app/platform/runtime.server.ts";
import { listMigrations } from "../prisma/migrate.ts";

/** Longer than this nobody waits for the database. */
const ANSWER_MS = 1_000;
/** Whoever asks more often gets the same answer. */
const KNOWN_MS = 500;

export type Readiness = {
  set(isReady: boolean): void;
  /** @returns null when it can serve, else a sentence on why not */
  check(): Promise<string | null>;
};

export function createReadiness(runtime: Runtime): Readiness {
  const migrations = listMigrations(runtime.database.provider);
  let isReady = false;
  let hasServed = false;
  let known: { readonly answer: Promise<string | null>; readonly until: number } | null = null;

  async function ask(): Promise<string | null> {
    if (runtime.isDatabaseAway()) return "the database does not answer";
    const rows = await Promise.race([
      runtime.database.readRows
        .all<{ name: string }>("SELECT migration_name AS name FROM _prisma_migrations", [])
        .catch(() => null),
      new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS, null).unref()),
    ]);
    if (rows === null) return "the database does not answer";
    const applied = new Set(rows.map(({ name }) => name));
    if (migrations.some((name) => !applied.has(name))) return "the database lacks migrations of this program";
    return rows.length > migrations.length ? "the database is newer than this program" : null;
  }

  return {
    set: (value) => {
      isReady = value;
      hasServed ||= value;
    },
    check: async () => {
      if (!isReady) return hasServed ? "stopping" : "starting";
      const now = performance.now();
      if (known === null || known.until < now) known = { answer: ask(), until: now + KNOWN_MS };
      return known.answer;
    },
  };
}
