/** `npm start` for the browser story: the same command on a data directory that is made anew, whatever database is set elsewhere. */
import { spawn } from "node:child_process";
import fs from "node:fs";

const directory = ".cache/e2e-data";
fs.rmSync(directory, { recursive: true, force: true });

const server = spawn(process.execPath, ["server/start.mjs"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: { ...process.env, NODE_ENV: "production", DATABASE_URL: "", DATA_DIR: directory, LOG_LEVEL: "warn" },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 1));
