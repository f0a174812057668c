/** Certificates take force when the competition is final (DOMAIN 2). */
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

/** Payload: competitionId. */
export const putCertificatesInForce: JobHandler = async (runtime, { tables, audit }, payload) => {
  const competitionId = String(payload.competitionId);
  const { count } = await tables.certificate.updateMany({
    where: { competitionId, inForceAt: null, revokedAt: null },
    data: { inForceAt: runtime.clock.now() },
  });
  await audit({
    chain: competitionId,
    actorId: null,
    act: "put-certificates-in-force",
    objectKind: "competition",
    objectId: competitionId,
    payload: { certificates: count },
  });
};
