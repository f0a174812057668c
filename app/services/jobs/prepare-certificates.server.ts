/** Prepares the prize certificates of a round published on site: numbered without gaps by issuer and year (DOMAIN 9). */
import { newId, newReadableCode } from "#app/platform/crypto/digest.server.ts";
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
  const { competition } = round.event;
  const issuer = competition.hosts.find((host) => host.relation === "host-authority");
  if (!issuer) throw new Error(`Competition ${competition.id} has no host authority to issue certificates.`);
  const results = await getRoundResultsByEntry(tables, roundId);
  const awarded = results.rows.filter((row) => row.award !== null && row.place !== null);
  const members = await tables.entryMember.findMany({
    where: { entryId: { in: awarded.map((row) => row.entryId) } },
    orderBy: { position: "asc" },
    select: { id: true, entryId: true },
  });
  const now = runtime.clock.now();
  const year = new Date(now.getTime() + 8 * 3_600_000).getUTCFullYear();
  const series = `${issuer.regionCode}-${year}`;
  const holders = awarded.flatMap((row) =>
    members.filter((member) => member.entryId === row.entryId).map((member) => ({ row, member })),
  );
  if (holders.length > 0) {
    const counter = await tables.counter.upsert({
      where: { name: `certificate-${series}` },
      create: { name: `certificate-${series}`, value: holders.length },
      update: { value: { increment: holders.length } },
    });
    const first = counter.value - holders.length + 1;
    await tables.certificate.createMany({
      data: holders.map(({ row, member }, index) => ({
        id: newId(),
        competitionId: competition.id,
        eventId: round.event.id,
        entryId: row.entryId,
        memberId: member.id,
        number: `${series}-${String(first + index).padStart(5, "0")}`,
        verifyCode: newReadableCode(VERIFY_CODE_LENGTH),
        award: String(row.award),
        place: Number(row.place),
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
    payload: { certificates: holders.length },
  });
};
