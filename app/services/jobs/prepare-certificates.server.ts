/**
 * Prepares the prize certificates of a final published on site, numbered without gaps by issuer and year; and when its results
 * have changed since, revokes those that do not hold any more and issues others with new numbers (DOMAIN 8 and 9).
 */
import { reconcileCertificates } from "#app/domain/awards/reconcile-certificates.ts";
import { listDueCertificates } from "#app/queries/certificates/list-due-certificates.server.ts";
import { listStandingPrizes } from "#app/queries/certificates/list-standing-prizes.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** One certificate for each member of each entry with an award, in the order of places. Payload: roundId. */
export const prepareCertificates: JobHandler = async (runtime, { tables, audit }, payload) => {
  const roundId = String(payload.roundId);
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: { event: { select: { id: true, competition: { select: { id: true } } } } },
  });
  const { competition, id: eventId } = round.event;
  const results = await getRoundResultsByEntry(tables, roundId);
  // The certificates of an event are those of its last round: an earlier one has no say in them.
  const due = results.isLast ? await listDueCertificates(tables, results.rows) : [];
  const standing = results.isLast ? await listStandingPrizes(tables, eventId) : [];
  const { revoked, issued } = reconcileCertificates(standing, due);
  const now = runtime.clock.now();
  await tables.certificate.updateMany({
    where: { id: { in: revoked.map(({ id }) => id) }, revokedAt: null },
    data: { revokedAt: now, revokedReason: "rescored" },
  });
  await issueCertificates(
    runtime,
    { tables, audit },
    competition.id,
    issued.map((one) => ({ kind: "prize", eventId, holderId: null, ...one })),
  );
  await audit({
    chain: competition.id,
    actorId: null,
    act: "prepare-certificates",
    objectKind: "round",
    objectId: roundId,
    payload: { certificates: issued.length, revoked: revoked.map(({ id }) => id) },
  });
};
