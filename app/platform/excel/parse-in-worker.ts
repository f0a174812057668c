/** Parses a workbook in a thread of its own. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

export type ParsedSheet = {
  readonly name: string;
  readonly isHidden: boolean;
  readonly width: number;
  readonly rows: readonly (readonly (string | number | boolean | Date | null)[])[];
  /** Cells whose value is not what it seems: row, column, what they are. */
  readonly special: readonly (readonly [number, number, "error" | "uncalculated"])[];
  readonly merges: readonly { startRow: number; startColumn: number; endRow: number; endColumn: number }[];
};

export type Parsed =
  | { readonly kind: "parsed"; readonly sheets: readonly ParsedSheet[] }
  | { readonly kind: "too-many-rows"; readonly rows: number }
  | {
      readonly kind: "failed";
      readonly code: "workbook-not-a-spreadsheet" | "workbook-encrypted" | "workbook-damaged" | "workbook-too-complex";
    };

const HEAP_MEGABYTES = 512;

/** The parse that runs now: one at a time, because each may take all the memory that its thread is allowed. */
let running: Promise<unknown> = Promise.resolve();

/** Found by its name within the package: the server is built into one file, beside which it does not lie. */
const THREAD = "#app/platform/excel/parse-thread.mjs";

export type ParseLimits = { readonly rows: number; readonly columns: number; readonly milliseconds: number };

/** Never throws; a file that needs too much memory or time is "workbook-too-complex". */
export function parseInWorker(bytes: Uint8Array, limits: ParseLimits): Promise<Parsed> {
  const parsed = running.then(() => runWorker(bytes, limits));
  running = parsed;
  return parsed;
}

/** The address of the spreadsheet library, for threads that have no other way to it. */
export function findLibrary(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve("hucre")).href;
}

function runWorker(bytes: Uint8Array, limits: ParseLimits): Promise<Parsed> {
  const worker = new Worker(createRequire(import.meta.url).resolve(THREAD), {
    workerData: { library: findLibrary(), bytes, limits },
    // A loader of the parent (TypeScript, tests) has no business in the thread.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  return new Promise<Parsed>((resolve) => {
    const finish = (parsed: Parsed): void => {
      clearTimeout(timer);
      resolve(parsed);
      void worker.terminate();
    };
    const timer = setTimeout(() => finish({ kind: "failed", code: "workbook-too-complex" }), limits.milliseconds);
    worker.once("message", (parsed: Parsed) => finish(parsed));
    worker.once("error", () => finish({ kind: "failed", code: "workbook-too-complex" }));
    worker.once("exit", () => finish({ kind: "failed", code: "workbook-damaged" }));
  });
}
