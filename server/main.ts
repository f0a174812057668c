/** The process: migrations, the demonstration story in an empty database, then HTTP, sockets and jobs until it is told to stop. */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { applyMigrations } from "../prisma/migrate.ts";
import { createHttp } from "./http.ts";
import { startJobs } from "./jobs.ts";
import { startRealtime } from "./realtime.ts";

/** What app/entry.server.tsx exports beside the request handler. */
type Entry = typeof import("../app/entry.server.tsx");

/** Starts everything; answers when it listens. */
export async function main(): Promise<void> {
  process.env.NODE_ENV ??= "production";
  const build = (await import(pathToFileURL(path.resolve("build/server/index.js")).href)) as unknown as ServerBuild;
  const entry = build.entry.module as unknown as Entry;
  const env = entry.readEnv(process.env);
  fs.mkdirSync(env.dataDirectory, { recursive: true, mode: 0o700 });
  const registered = entry.listRegistered(build, entry.listMounts());
  const watches = entry.listWatches();

  await applyMigrations(env.databaseUrl);
  const { seed } = await import("../seeds/seed.ts");
  const welcome = await seed(env, { demo: process.env.DEMO !== "off" });
  const runtime = await entry.createRuntime(env);
  await entry.sealPlainCoaches(runtime);
  await entry.failInterruptedImports(runtime);

  const http = createHttp({ build, runtime });
  const realtime = startRealtime({ server: http.server, runtime, watches });
  const jobs = startJobs({ runtime, runNextJob: entry.runNextJob });
  await http.listen();
  http.setReady(true);
  runtime.logger.info({ port: http.port(), database: runtime.database.provider, registered: registered.length }, "listening");
  console.log(`SkillLadder 技阶  http://localhost:${http.port()}  (${runtime.database.provider})`);
  if (welcome) console.log(welcome);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    http.setReady(false);
    await realtime.close();
    await http.close();
    await jobs.close();
    await runtime.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}
