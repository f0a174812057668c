/** The deadline of registration: what was never handed in has lapsed, and is recorded as such; what was handed in is left to the reviewers. */
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/**
 * Payload: competitionId, and the deadline as it was set, so that one that was moved since does nothing. Drafts stay as they
 * are: the window is closed to them, and open again if the deadline is moved on. Open offers keep to their own end.
 */
export const closeRegistration: JobHandler = async (_runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const { phase, registrationClosesAt } = await tables.competition.findUniqueOrThrow({
    where: { id: competitionId },
    select: { phase: true, registrationClosesAt: true },
  });
  const isCurrent = phase === "registration" && registrationClosesAt.toISOString() === payload.closesAt;
  const record = (counts: Readonly<Record<string, string | number | readonly string[]>>) =>
    audit({
      chain: competitionId,
      actorId: null,
      act: "close-registration",
      objectKind: "competition",
      objectId: competitionId,
      payload: counts,
    });
  if (!isCurrent) return record({ skipped: "deadline-moved" });
  const entries = await tables.entry.findMany({
    where: { event: { competitionId }, status: { in: ["draft", "submitted", "returned", "waiting"] } },
    orderBy: { id: "asc" },
    select: { id: true, status: true },
  });
  const listOf = (status: string) => entries.filter((entry) => entry.status === status).map(({ id }) => id);
  await record({
    lapsed: listOf("draft"),
    submitted: listOf("submitted").length,
    returned: listOf("returned").length,
    waiting: listOf("waiting").length,
  });
};
