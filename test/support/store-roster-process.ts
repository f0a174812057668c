/**
 * A process that stores a checked import and is gone in the middle of it, as when the power fails: no handler runs.
 * `node --import tsx test/support/store-roster-process.ts IMPORT COMPETITION DELEGATION USER` on DATA_DIR, DATABASE_URL and SECRET_KEY.
 */
import { readEnv } from "#app/platform/env.server.ts";
import { createRuntime } from "#app/platform/runtime.server.ts";
import { storeRosterImport } from "#app/services/registration/store-roster-import.server.ts";
import { actorOf } from "./competition-steps.ts";
import { createTestClock } from "./runtime.ts";

const [importId = "", competitionId = "", delegationId = "", userId = ""] = process.argv.slice(2);
const runtime = await createRuntime(readEnv(process.env), createTestClock());
const actor = await actorOf(runtime, userId);
setInterval(() => {
  const progress = runtime.imports.findProgress(importId);
  if (progress?.work === "storing" && progress.rowsDone > 0) process.kill(process.pid, "SIGKILL");
}, 1);
await storeRosterImport(runtime, actor, { importId, competitionId, delegationId });
console.log("stored");
process.exit(0);
