/** A job that rests on final results does nothing while they are not: it may run late, after they were opened again (重新公示). */
import { isCompetitionReopened } from "#app/queries/competitions/is-reopened.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** Nothing is lost: the decision that makes the results final again asks for the same jobs. @param act of the audit */
export function onFinalResults(act: string, handler: JobHandler): JobHandler {
  return async (runtime, write, payload) => {
    const competitionId = String(payload.competitionId);
    if (!(await isCompetitionReopened(write.tables, competitionId))) return handler(runtime, write, payload);
    await write.audit({
      chain: competitionId,
      actorId: null,
      act,
      objectKind: "competition",
      objectId: competitionId,
      payload: { skipped: "results-not-final" },
    });
  };
}
