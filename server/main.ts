/** What `npm start` starts: a prepared installation, and one process that serves it, or several that share its port. */
import cluster from "node:cluster";
import { loadEntry } from "./entry.ts";
import { serveMetrics } from "./metrics.ts";
import { prepareInstallation } from "./prepare.ts";
import { startProcesses } from "./processes.ts";
import { serve } from "./serve.ts";
import { openVenue } from "./venue/open.ts";

/** @throws Error with a sentence for whoever started it; answers when it listens. */
export async function main({ processes = 1 }: { readonly processes?: number } = {}): Promise<void> {
  process.env.NODE_ENV ??= "production";
  const { entry, build } = await loadEntry();
  const env = entry.readEnv(process.env);
  if (cluster.isWorker) return serve({ entry, build, env });

  if (processes > 1 && !entry.isPostgresql(env.databaseUrl)) {
    throw new Error(
      "Several processes need PostgreSQL: set DATABASE_URL=postgres://… and start again, or leave --processes out. A SQLite file belongs to one process.",
    );
  }
  const welcome = await prepareInstallation(entry, env);
  if (env.venue) await entry.keepCertificate(env);
  const greet = async () => {
    const of = processes > 1 ? `${processes} processes, ` : "";
    const provider = entry.isPostgresql(env.databaseUrl) ? "postgresql" : "sqlite";
    console.log(`SkillLadder 技阶  ${env.publicUrl}  (${of}${provider})`);
    if (welcome) console.log(welcome);
    if (env.venue) await openVenue(entry, env);
  };
  if (processes > 1) {
    await serveMetrics(env, null);
    return startProcesses(processes, greet);
  }
  await serve({ entry, build, env });
  await greet();
}
