/** Bench `start`: how long the second `npm start` takes until /readyz answers. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort, startServer } from "../support/server-process.ts";
import type { Bench } from "./bench.ts";

const FLOOR = path.join(path.dirname(fileURLToPath(import.meta.url)), "start-floor.mjs");

export const start: Bench = {
  open: async () => {
    const dataDirectory = ".cache/bench-start";
    fs.rmSync(dataDirectory, { recursive: true, force: true });
    fs.mkdirSync(dataDirectory, { recursive: true });
    const measure = async () => {
      const server = await startServer({
        port: await findFreePort(),
        dataDirectory,
        demo: true,
        logFile: `${dataDirectory}/server.log`,
      });
      await server.stop();
      return server.startedInMs / 1_000;
    };
    await measure();
    return {
      figures: [
        { name: "second-start", unit: "s", of: "subject", goal: { atMost: 10 }, pairs: 7, floor: measureFloor, subject: measure },
      ],
      clear: async () => fs.rmSync(dataDirectory, { recursive: true, force: true }),
    };
  },
};

/** Seconds until the floor's process answers. */
async function measureFloor(): Promise<number> {
  const begin = performance.now();
  const child: ChildProcess = spawn(process.execPath, [FLOOR], { stdio: ["ignore", "pipe", "inherit"] });
  if (!child.stdout) throw new Error("The floor has no output.");
  await once(child.stdout, "data");
  const seconds = (performance.now() - begin) / 1_000;
  const ended = once(child, "exit");
  child.kill();
  await ended;
  return seconds;
}
