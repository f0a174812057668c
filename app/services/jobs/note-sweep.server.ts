/** Notes that what was erased was also taken out of the database's files: done past the transaction, before this. */
import { SYSTEM_CHAIN } from "#app/platform/db/audit.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

export const noteSweep: JobHandler = async (_runtime, { audit }, { tables = "" }) => {
  await audit({
    chain: SYSTEM_CHAIN,
    actorId: null,
    act: "sweep-erased",
    objectKind: "installation",
    objectId: "installation",
    payload: { tables: tables.split(",") },
  });
};
