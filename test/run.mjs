/**
 * `npm test`: installs what is missing, then lint, types, unit, service and http tests, a short run of the faults, and the
 * browser story. Stops at the first step that fails. `npm test -- --only lint,types,unit,faults,e2e` narrows it; what stands
 * after that goes to the tool of the step (`npm test -- --only unit test/http`).
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { generateClients } from "../prisma/generate.mjs";
import { checkMachine, install, prepare } from "../server/start.mjs";
import { prepareChromium } from "./support/chromium.mjs";

const REPORTS = ".cache/reports";
const DEFAULT_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres";
const STEPS = ["lint", "types", "unit", "faults", "e2e"];

const { values, positionals } = parseArgs({ options: { only: { type: "string" } }, allowPositionals: true });
const wanted = new Set(values.only?.split(",") ?? STEPS);
const unknown = [...wanted].filter((name) => !STEPS.includes(name));
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(", ")}: there are ${STEPS.join(", ")}.`);
  process.exit(2);
}

const env = { ...process.env };
const total = { passed: 0, failed: 0 };
const times = [];

/** Runs a step that is wanted; ends the process when it fails. */
async function step(name, work) {
  if (!wanted.has(name) && STEPS.includes(name)) return;
  console.log(`\n== ${name}`);
  const start = performance.now();
  const before = { ...total };
  const isOk = await work().catch((error) => {
    console.error(error.message);
    return false;
  });
  times.push(`${name} ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (isOk) return;
  // A step without tests of its own counts as one.
  if (total.failed === before.failed) total.failed += 1;
  console.error(`\n${name} failed`);
  finish(1);
}

function finish(code) {
  console.log(`\n${times.join(" · ")}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(code);
}

/** Runs a tool of node_modules or a script with Node; answers whether it ended well. */
function node(parameters, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, parameters, { stdio: "inherit", env: { ...env, ...more } });
    child.on("exit", (code, signal) => {
      if (code === null) console.error(`${parameters[0]} was ended by ${signal}`);
      resolve(code === 0);
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  });
}

/** Adds what a reporter wrote to the total; a tool that broke off wrote nothing. */
function count(file, read) {
  if (!fs.existsSync(path.join(REPORTS, file))) return;
  const report = JSON.parse(fs.readFileSync(path.join(REPORTS, file), "utf8"));
  const { passed, failed } = read(report);
  total.passed += passed;
  total.failed += failed;
}

/** What stood on the pages of a failed story, for whoever has only what was printed. */
function showPages() {
  for (const file of fs.readdirSync("test-results", { recursive: true })) {
    if (path.basename(file) === "error-context.md") console.log(`\n${fs.readFileSync(path.join("test-results", file), "utf8")}`);
  }
}

/** Tells which databases the tests run on; @returns whether that is enough. */
async function findDatabases() {
  const url = process.env.TEST_POSTGRES_URL ?? DEFAULT_POSTGRES;
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  const where = new URL(url).host;
  try {
    await client.connect();
    await client.end();
    env.TEST_POSTGRES_URL = url;
    console.log(`Databases: SQLite, and PostgreSQL at ${where}`);
    return true;
  } catch (error) {
    delete env.TEST_POSTGRES_URL;
    console.log(`Databases: SQLite only; PostgreSQL at ${where} is not reachable (${error.code ?? error.message})`);
    return process.env.CI !== "true";
  }
}

checkMachine();
fs.rmSync(REPORTS, { recursive: true, force: true });
fs.mkdirSync(REPORTS, { recursive: true });

/** Types are checked beside the build and the lint: each keeps one core busy, for a minute or two. */
let types = null;

await step("prepare", async () => {
  install();
  generateClients();
  if (wanted.has("types")) types = node(["node_modules/typescript/bin/tsc", "--noEmit"]);
  if (["unit", "faults", "e2e"].some((name) => wanted.has(name))) await prepare();
  if (wanted.has("e2e") || wanted.has("unit")) console.log(`Tools: ${await prepareChromium()}`);
  return findDatabases();
});

await step("lint", () => node(["node_modules/@biomejs/biome/bin/biome", "check", "."]));
await step("types", () => types);
await step("unit", async () => {
  const report = path.join(REPORTS, "vitest.json");
  const isOk = await node([
    "node_modules/vitest/vitest.mjs",
    "run",
    // Files of one worker share what they import, which is half of their time; a worker for each core.
    "--no-isolate",
    `--maxWorkers=${availableParallelism()}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...positionals,
  ]);
  count("vitest.json", ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));
  return isOk;
});
await step("faults", async () => {
  const fault = (...parameters) => node(["--import", "tsx", "test/faults/run.ts", ...parameters]);
  const kill = (database, kills) => fault("kill", "--kills", kills, "--judges", "12", "--no-controls", "--database", database);
  if (!(await kill("sqlite", "3"))) return false;
  if (!env.TEST_POSTGRES_URL) return true;
  return (await kill("postgresql", "2")) && (await fault("processes", "--rounds", "1"));
});
await step("e2e", async () => {
  const report = path.join(REPORTS, "playwright.json");
  const isOk = await node(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json", ...positionals], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  count("playwright.json", ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));
  if (!isOk) showPages();
  return isOk;
});
finish(0);
