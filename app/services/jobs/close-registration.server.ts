/** The deadline of registration: what was never handed in has lapsed, is recorded as such and told; what was handed in is left to the reviewers. */

import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";
import { tellDraftsLapsed } from "#app/services/registration/tell-drafts-lapsed.server.ts";

/**
 * Payload: competitionId, and the deadline as it was set, so that one that was moved since does nothing. Drafts stay as they
 * are: the window is closed to them, and open again if the deadline is moved on. Open offers keep to their own end.
 */
export const closeRegistration: JobHandler = async (runtime, write, payload) => {
  const { tables, audit } = write;
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
    where: { event: { competitionId }, status: { in: ["submitted", "returned", "waiting"] } },
    select: { status: true },
  });
  const countOf = (of: string) => entries.filter(({ status }) => status === of).length;
  await record({
    lapsed: await tellDraftsLapsed(write, { competitionId, at: runtime.clock.now() }),
    submitted: countOf("submitted"),
    returned: countOf("returned"),
    waiting: countOf("waiting"),
  });
};
