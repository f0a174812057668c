/** The built server with the demonstration story, as everyone who is attacked has it; told once, and copied for each run. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { openWatchedServer, type WatchedProcess } from "../../bench/watched-process.ts";
import { openSqliteFile, type SqliteFile } from "../../support/sqlite-file.ts";
import { signIn } from "../virtual-judge.ts";

export const DEMO_PASSWORD = "jijie-2026";
/** Of the README: one of each duty. */
export const DEMO_ACCOUNTS = [
  "admin",
  "organiser",
  "organiser-2",
  "reviewer",
  "leader-a",
  "leader-b",
  "chief",
  "judge-1",
  "floor",
  "tally",
  "blinding",
  "supervisor",
  "arbitrator",
  "policy",
  "bureau",
  "treasurer",
] as const;

const TOLD_TIMEOUT_MS = 180_000;

export type DemoServer = WatchedProcess & {
  readonly url: string;
  readonly port: number;
  /** Its database, past the app. */
  readonly file: SqliteFile;
  /** @returns the Cookie header of a new session */
  signIn(username: string): Promise<string>;
  /** Ends it, and closes the database. */
  close(): Promise<void>;
};

/** @param directory of this run's own */
export async function openDemo(directory: string, env: Readonly<Record<string, string>> = {}): Promise<DemoServer> {
  const data = path.join(directory, "data");
  fs.cpSync(await tellStory(), data, { recursive: true });
  const server = await openWatchedServer(data, { DEMO: "on", ...env });
  const file = openSqliteFile(path.join(data, "skillladder.db"));
  return {
    ...server,
    port: Number(new URL(server.url).port),
    file,
    signIn: (username) => signIn(server.url, username, DEMO_PASSWORD),
    close: async () => {
      file.close();
      await server.end();
    },
  };
}

/** The data directory of a story that was told to its end, made anew after each build. */
async function tellStory(): Promise<string> {
  const build = createHash("sha256").update(fs.readFileSync("build/server/index.js")).digest("hex").slice(0, 16);
  const told = path.resolve(".cache", `demo-${build}`);
  if (fs.existsSync(told)) return told;
  const draft = `${told}-${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true });
  const server = await openWatchedServer(draft, { DEMO: "on" });
  const file = openSqliteFile(path.join(draft, "skillladder.db"));
  const deadline = Date.now() + TOLD_TIMEOUT_MS;
  // What follows from the story, such as certificates, is made after the start.
  const due = `SELECT count(*) AS n FROM "Job" WHERE "finishedAt" IS NULL AND "runAfter" <= ?`;
  const waiting = () => Number(file.all(due, new Date().toISOString())[0]?.n ?? 0);
  while (waiting() > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 200));
  file.close();
  await server.end();
  fs.renameSync(draft, told);
  return told;
}
