/**
 * Prepares the prize certificates of a final published on site, numbered without gaps by issuer and year; and when its results
 * have changed since, revokes those that do not hold any more and issues others with new numbers (DOMAIN 8 and 9).
 */
import { type Certified, reconcileCertificates } from "#app/domain/awards/reconcile-certificates.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import { newId, newReadableCode } from "#app/platform/crypto/digest.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { listDueCertificates } from "#app/queries/certificates/list-due-certificates.server.ts";
import { getRoundResultsByEntry } from "#app/queries/results/get-round-results.server.ts";
import type { JobHandler } from "#app/services/jobs/run-next-job.server.ts";

const VERIFY_CODE_LENGTH = 16;

/** One certificate for each member of each entry with an award, in the order of places. Payload: roundId. */
export const prepareCertificates: JobHandler = async (runtime, { tables, audit }, payload) => {
  const roundId = String(payload.roundId);
  const round = await tables.round.findUniqueOrThrow({
    where: { id: roundId },
    select: {
      event: {
        select: { id: true, competition: { select: { id: true, finalisedAt: true, hosts: { orderBy: { id: "asc" } } } } },
      },
    },
  });
  const { competition, id: eventId } = round.event;
  const issuer = competition.hosts.find((host) => host.relation === "host-authority");
  if (!issuer) throw new Error(`Competition ${competition.id} has no host authority to issue certificates.`);
  const results = await getRoundResultsByEntry(tables, roundId);
  // The certificates of an event are those of its last round: an earlier one has no say in them.
  const due = results.isLast ? await listDueCertificates(tables, results.rows) : [];
  const standing = results.isLast ? await listStanding(tables, eventId) : [];
  const { revoked, issued } = reconcileCertificates(standing, due);
  const now = runtime.clock.now();
  await tables.certificate.updateMany({
    where: { id: { in: revoked.map(({ id }) => id) }, revokedAt: null },
    data: { revokedAt: now, revokedReason: "rescored" },
  });
  const year = new Date(now.getTime() + 8 * 3_600_000).getUTCFullYear();
  const series = `${issuer.regionCode}-${year}`;
  if (issued.length > 0) {
    const counter = await tables.counter.upsert({
      where: { name: `certificate-${series}` },
      create: { name: `certificate-${series}`, value: issued.length },
      update: { value: { increment: issued.length } },
    });
    const first = counter.value - issued.length + 1;
    await tables.certificate.createMany({
      data: issued.map(({ entryId, memberId, award, place }, index) => ({
        id: newId(),
        competitionId: competition.id,
        eventId,
        entryId,
        memberId,
        number: `${series}-${String(first + index).padStart(5, "0")}`,
        verifyCode: newReadableCode(VERIFY_CODE_LENGTH),
        award,
        place,
        preparedAt: now,
        // A job that was late, after the competition became final, has nobody to put them in force later.
        inForceAt: competition.finalisedAt,
      })),
    });
  }
  await audit({
    chain: competition.id,
    actorId: null,
    act: "prepare-certificates",
    objectKind: "round",
    objectId: roundId,
    payload: { certificates: issued.length, revoked: revoked.map(({ id }) => id) },
  });
};

async function listStanding(tables: Tables, eventId: string): Promise<readonly (Certified & { readonly id: string })[]> {
  const certificates = await tables.certificate.findMany({
    where: { eventId, revokedAt: null },
    select: { id: true, entryId: true, memberId: true, award: true, place: true },
  });
  return certificates.map((certificate) => ({ ...certificate, award: certificate.award as Award }));
}
