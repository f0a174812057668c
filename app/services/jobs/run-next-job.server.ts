/** Takes one waiting job and does it: its effects and its end are one transaction, so that it happens exactly once. */
import { allow, refuse } from "#app/domain/shared/decision.ts";
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { Write } from "#app/platform/db/database.server.ts";
import { describeError } from "#app/platform/logger.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { assessFact } from "#app/services/jobs/assess-fact.server.ts";
import { closeRegistration } from "#app/services/jobs/close-registration.server.ts";
import { computeAdvancement } from "#app/services/jobs/compute-advancement.server.ts";
import { computeEntitlements } from "#app/services/jobs/compute-entitlements.server.ts";
import { lapseOffer } from "#app/services/jobs/lapse-offer.server.ts";
import { noteSweep } from "#app/services/jobs/note-sweep.server.ts";
import { onFinalResults } from "#app/services/jobs/on-final-results.server.ts";
import { prepareCertificates } from "#app/services/jobs/prepare-certificates.server.ts";
import { proposePromotions } from "#app/services/jobs/propose-promotions.server.ts";
import { putCertificatesInForce } from "#app/services/jobs/put-certificates-in-force.server.ts";

/** Does a job's work with the transaction it is given, audit included. @throws Error: the job is tried again later. */
export type JobHandler = (runtime: Runtime, write: Write, payload: Readonly<Record<string, string>>) => Promise<void>;

const HANDLERS: Readonly<Record<string, JobHandler>> = {
  "prepare-certificates": prepareCertificates,
  "put-certificates-in-force": onFinalResults("put-certificates-in-force", putCertificatesInForce),
  "compute-entitlements": computeEntitlements,
  "assess-fact": assessFact,
  "compute-advancement": onFinalResults("compute-advancement", computeAdvancement),
  "close-registration": closeRegistration,
  "lapse-offer": lapseOffer,
  "sweep-erased": noteSweep,
  "propose-promotions": onFinalResults("propose-promotions", proposePromotions),
};

/** Work past any transaction, done before the job is noted as done: again where the process ended in between. */
const OUTSIDE: Readonly<Record<string, (runtime: Runtime, payload: Readonly<Record<string, string>>) => Promise<void>>> = {
  "sweep-erased": ({ database }, { tables = "" }) => database.sweep(tables.split(",").filter((table) => table !== "")),
};

const RETRY_SECONDS = [1, 5, 30, 120, 600];

/** Runs the job that waits longest. @returns whether there was one; a failed one waits longer each time and keeps its error. */
export async function runNextJob(runtime: Runtime): Promise<boolean> {
  const { database, clock, logger } = runtime;
  const job = await database.read.job.findFirst({
    where: { status: "ready", runAfter: { lte: clock.now() } },
    orderBy: [{ runAfter: "asc" }, { id: "asc" }],
    select: { id: true, kind: true, payload: true, attempts: true },
  });
  if (!job) return false;
  const handler = HANDLERS[job.kind];
  try {
    if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}.`);
    await OUTSIDE[job.kind]?.(runtime, job.payload as Record<string, string>);
    await database.write(async (write) => {
      const taken = await write.tables.job.updateMany({
        where: { id: job.id, status: "ready" },
        data: { status: "done", finishedAt: clock.now(), attempts: { increment: 1 } },
      });
      if (taken.count === 0) return refuse({ code: "job-taken" });
      await handler(runtime, write, job.payload as Record<string, string>);
      return allow(null);
    });
  } catch (error) {
    logger.error({ err: error, job: job.id, kind: job.kind }, "job failed");
    await postpone(runtime, job, error as Error);
  }
  return true;
}

async function postpone(runtime: Runtime, job: { id: string; attempts: number }, error: Error): Promise<void> {
  const seconds = RETRY_SECONDS[Math.min(job.attempts, RETRY_SECONDS.length - 1)] ?? 600;
  await runtime.database.write(async ({ tables, audit }) => {
    // Another process may have done it meanwhile.
    const { count } = await tables.job.updateMany({
      where: { id: job.id, status: "ready", attempts: job.attempts },
      data: {
        attempts: { increment: 1 },
        // As logs have it: a database repeats what was to be stored.
        lastError: (describeError(error)?.message ?? "").slice(0, 500),
        runAfter: new Date(runtime.clock.now().getTime() + seconds * 1_000),
      },
    });
    if (count === 0) return refuse({ code: "job-taken" });
    await audit({
      chain: SYSTEM_CHAIN,
      actorId: null,
      act: "postpone-job",
      objectKind: "job",
      objectId: job.id,
      payload: { seconds },
    });
    return allow(null);
  });
}
