/** What the thread of a parse runs: one workbook, one answer. */
import { parentPort, workerData } from "node:worker_threads";
import { parseWorkbook } from "./parse-workbook.mjs";

const { library, bytes, limits } = workerData;
parentPort?.postMessage(await parseWorkbook(library, bytes, limits));
