/** Starts a thread of the server: as the build made it, or in development and in tests from its sources. */
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/** `built`: its name beside the bundle of the server, as vite.config.ts has it; `source`: its module by its name within the package. */
export type ThreadFile = { readonly built: string; readonly source: string };

const START = `
const { workerData } = require("node:worker_threads");
import(workerData.loader).then(({ register }) => { register(); return import(workerData.entry); });
`;

/** Beside the bundle of the server; this module may be in a part of the bundle, one folder below. Null where nothing is built. */
export function findBuiltThread({ built }: ThreadFile): URL | null {
  const places = [`./${built}`, `../${built}`].map((place) => new URL(place, import.meta.url));
  return places.find((place) => fs.existsSync(place)) ?? null;
}

/** The thread gets nothing of the environment, and of the data what `workerData` says. */
export function startWorker(
  file: ThreadFile,
  { workerData, resourceLimits }: { readonly workerData?: object } & Pick<WorkerOptions, "resourceLimits"> = {},
): Worker {
  const common: WorkerOptions = { execArgv: [], env: {}, ...(resourceLimits ? { resourceLimits } : {}) };
  const built = findBuiltThread(file);
  if (built) return new Worker(built, { ...common, workerData });
  const require = createRequire(import.meta.url);
  const sources = {
    loader: new URL("dist/esm/api/index.mjs", pathToFileURL(require.resolve("tsx/package.json"))).href,
    entry: pathToFileURL(require.resolve(file.source)).href,
  };
  return new Worker(START, { ...common, eval: true, workerData: { ...workerData, ...sources } });
}
