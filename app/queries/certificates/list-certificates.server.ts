/** The certificates of a competition by name, for the office. */
import type { CertificateState } from "#app/domain/awards/reconcile-certificates.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { listEntryHolders } from "#app/queries/policy/list-entry-holders.server.ts";

export type CertificateRow = {
  readonly id: string;
  readonly number: string;
  readonly verifyCode: string;
  readonly holder: string;
  readonly eventCode: string;
  readonly eventName: string;
  readonly eventNameEn: string;
  readonly award: Award;
  readonly place: number;
  readonly state: CertificateState;
};

/** In the order of their numbers. */
export async function listCertificates(runtime: Runtime, competitionId: string): Promise<CertificateRow[]> {
  const certificates = await runtime.database.read.certificate.findMany({
    where: { competitionId },
    orderBy: { number: "asc" },
    include: { event: { select: { code: true, name: true, nameEn: true } } },
  });
  const holders = await listEntryHolders(runtime, [...new Set(certificates.map(({ entryId }) => entryId))]);
  return certificates.map(({ id, number, verifyCode, entryId, memberId, event, award, place, inForceAt, revokedAt }) => ({
    id,
    number,
    verifyCode,
    holder: holders.get(entryId)?.find((holder) => holder.memberId === memberId)?.name ?? "",
    eventCode: event.code,
    eventName: event.name,
    eventNameEn: event.nameEn,
    award: award as Award,
    place,
    state: revokedAt !== null ? "revoked" : inForceAt !== null ? "in-force" : "prepared",
  }));
}
