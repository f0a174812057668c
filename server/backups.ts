/**
 * Backups that the server makes by itself: on a schedule, and before migrations touch a database with rows. Each is made by the command
 * that people use, in a process of its own that gives way to whoever enters marks.
 */
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Env } from "../app/platform/env.server.ts";
import type { Runtime } from "../app/platform/runtime.server.ts";

/** Of the build, beside which no tool is needed. */
const COMMAND = "build/server/backup.js";
const SCHEDULED = "-scheduled";
const BEFORE_UPGRADE = "-before-upgrade";
const NAME = /^skillladder-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)\d{3}Z(-[a-z-]+)?$/;
/** A server that just started has others to serve first. */
const FIRST_LOOK_MS = 5 * 60_000;
const LOOK_MS = 60_000;
/** A backup that failed is tried again after this long, and not each minute. */
const RETRY_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
/** A clock that was put right may have gone before by so much. */
const AHEAD_MS = 5 * 60_000;

type Kept = { readonly folder: string; readonly at: number; readonly isScheduled: boolean };

function folderOf({ dataDirectory }: Pick<Env, "dataDirectory">): string {
  return path.join(dataDirectory, "backups");
}

/**
 * The newest first. One that says it were made later than now was made by a clock that was wrong: it is left alone, and never stands for
 * the backup that is due, nor for one that is kept.
 */
function listBackups(env: Pick<Env, "dataDirectory">, now: Date): readonly Kept[] {
  const parent = folderOf(env);
  if (!fs.existsSync(parent)) return [];
  const found = fs.readdirSync(parent).flatMap((name): Kept[] => {
    const [, year, month, day, hours, minutes, seconds, label] = NAME.exec(name) ?? [];
    const at = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
    if (year === undefined || at > now.getTime() + AHEAD_MS) return [];
    return [{ folder: path.join(parent, name), at, isScheduled: label === SCHEDULED }];
  });
  return found.sort((left, right) => right.at - left.at);
}

/** Of the newest backup in DATA_DIR, in seconds; null where there is none. */
export function findBackupAge(env: Pick<Env, "dataDirectory">, now: Date): number | null {
  const [newest] = listBackups(env, now);
  return newest === undefined ? null : Math.max(0, (now.getTime() - newest.at) / 1_000);
}

/** @returns the folder of the backup @throws Error with the sentence of the command that made none */
async function makeBackup(env: Env, label: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.resolve(COMMAND), `--label=${label}`], {
    env: {
      ...process.env,
      DATA_DIR: env.dataDirectory,
      DATABASE_URL: env.databaseUrl,
    },
  }).catch((error: { readonly stderr?: string } & Error) => {
    throw new Error(error.stderr?.trim() || error.message);
  });
  return stdout.trim();
}

/** @throws Error with a sentence: without a backup nothing is migrated */
export async function backUpBeforeUpgrade(env: Env): Promise<string> {
  return makeBackup(env, BEFORE_UPGRADE).catch((error: Error) => {
    throw new Error(`The database was not upgraded, because no backup of it could be made before: ${error.message}`);
  });
}

/**
 * Looks each minute whether a backup is due, and keeps the newest ones. Of several processes that share DATA_DIR one makes it, and the
 * others find it made.
 * @param times when it is looked for the first time and how often then; only a test says so
 */
export function scheduleBackups(
  runtime: Runtime,
  { firstLookMs = FIRST_LOOK_MS, lookMs = LOOK_MS }: { readonly firstLookMs?: number; readonly lookMs?: number } = {},
): { close(): void } {
  const { env, logger, clock } = runtime;
  const { backups } = env;
  if (backups === null) return { close: () => {} };
  let notBefore = 0;
  let isAtWork = false;
  const { everyHours, kept } = backups;
  const isDue = () => {
    const age = findBackupAge(env, clock.now());
    return age === null || age * 1_000 >= everyHours * HOUR_MS;
  };

  async function look(): Promise<void> {
    if (isAtWork || clock.now().getTime() < notBefore || runtime.isDatabaseAway() || !isDue()) return;
    isAtWork = true;
    try {
      await runtime.peers.hold("backup", async () => {
        if (!isDue()) return;
        const folder = await makeBackup(env, SCHEDULED);
        logger.info({ folder }, "a backup was made");
        for (const { folder: old } of listBackups(env, clock.now())
          .filter(({ isScheduled }) => isScheduled)
          .slice(kept))
          fs.rmSync(old, { recursive: true, force: true });
      });
    } catch (error) {
      notBefore = clock.now().getTime() + RETRY_MS;
      logger.error({ err: error }, "no backup was made");
    } finally {
      isAtWork = false;
    }
  }

  const startedAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - startedAt > firstLookMs) void look();
  }, lookMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}
