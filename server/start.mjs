/**
 * `npm start`: installs what is missing, generates the database clients, builds, prepares the database and the demonstration
 * story, and serves. A second start repeats none of it. `npm start -- --processes 4` serves with several processes that share
 * a PostgreSQL database; `npm start -- --venue` serves HTTPS on the local network with a certificate of its own.
 */
import { execFileSync, spawnSync } from "node:child_process";
import cluster from "node:cluster";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

/** Ends with one sentence and no stack. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** @throws nothing; ends the process with a sentence where Node or a compiler is missing. */
export function checkMachine() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 12)) {
    stop(
      `SkillLadder needs Node 20.19 or newer (20, 22.12+, 24); this is Node ${process.versions.node}. Install it from nodejs.org and run npm start again.`,
    );
  }
}

function checkCompiler() {
  const missing = [["python3"], ["make"], ["g++", "c++", "clang++"]]
    .filter((names) => !names.some((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0))
    .map((names) => names[0]);
  if (missing.length > 0 && process.platform !== "win32") {
    stop(
      `Building the embedded database needs a C++ compiler, and ${missing.join(", ")} is missing: install it (Debian: apt-get install python3 make g++) and run npm start again.`,
    );
  }
}

/** Hash of files under the given paths: what a step was made from. */
function stampOf(paths) {
  const hash = createHash("sha256");
  const visit = (file) => {
    if (!fs.existsSync(file)) return;
    if (fs.statSync(file).isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) if (name !== "generated") visit(path.join(file, name));
    } else hash.update(file).update(fs.readFileSync(file));
  };
  for (const file of paths) visit(file);
  return hash.digest("hex");
}

/** Runs the step unless its stamp in `file` says that it was done from the same inputs. */
function once(file, inputs, step) {
  const stamp = stampOf(inputs);
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === stamp) return;
  step();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, stamp);
}

/** Installs the packages of the lock file when they are not there, or when the lock file changed. */
export function install() {
  once("node_modules/.skillladder-installed", ["package-lock.json"], () => {
    if (!fs.existsSync("node_modules/better-sqlite3/build/Release/better_sqlite3.node")) checkCompiler();
    console.log("Installing packages …");
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--include=dev", "--loglevel=error"], {
      stdio: "inherit",
      shell: process.platform === "win32",
    });
  });
}

/** Generates the Prisma clients and builds the app, when their sources changed. */
export async function prepare() {
  const { generateClients } = await import("../prisma/generate.mjs");
  generateClients();
  const sources = [
    "app",
    "server",
    "seeds",
    "prisma",
    "vite.config.ts",
    "remix.config.js",
    "postcss.config.cjs",
    "package-lock.json",
  ];
  once("build/.made-from", sources, () => {
    console.log("Building …");
    execFileSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, NODE_ENV: "production" },
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { processes, venue } = readOptions();
  if (venue) process.env.VENUE = "on";
  if (cluster.isPrimary) {
    checkMachine();
    install();
    await prepare();
  }
  const { main } = await import(pathToFileURL(path.resolve("build/server/main.js")).href);
  await main({ processes }).catch((error) => stop(process.env.LOG_LEVEL === "debug" ? error.stack : error.message));
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { processes: { type: "string", default: "1" }, venue: { type: "boolean", default: false } },
    });
    const processes = Number(values.processes);
    if (!Number.isSafeInteger(processes) || processes < 1 || processes > 64) throw new RangeError();
    return { processes, venue: values.venue };
  } catch {
    return stop("Usage: npm start -- [--processes 1 to 64] [--venue]");
  }
}
