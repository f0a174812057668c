/** Revokes a certificate by a recorded act, with its reason; or replaces it by one with a new number that says what is true now. */

import type { CertificateKind } from "#app/domain/certificates/kinds.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import type { Award } from "#app/domain/shared/vocabulary.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { issueCertificates } from "#app/services/certificates/issue-certificates.server.ts";

export type RevocationRefusal = "not-found" | "certificate-revoked" | "holder-erased";

/** @param input.replaces whether another one is issued in its place, from names and tables as they are now */
export function revokeCertificate(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly certificateId: string;
    readonly reason: string;
    readonly replaces: boolean;
  },
): Promise<Decision<{ readonly replacementId: string | null }, RevocationRefusal>> {
  const { competitionId, certificateId, reason, replaces } = input;
  return runtime.database.write<{ replacementId: string | null }, RevocationRefusal>(async (write) => {
    const { tables, audit } = write;
    const certificate = await tables.certificate.findFirst({
      where: { id: certificateId, competitionId },
      select: {
        kind: true,
        eventId: true,
        entryId: true,
        memberId: true,
        holderId: true,
        award: true,
        place: true,
        inForceAt: true,
      },
    });
    if (certificate === null) return refuse({ code: "not-found" });
    const { inForceAt, ...due } = certificate;
    const { count } = await tables.certificate.updateMany({
      where: { id: certificateId, revokedAt: null },
      data: {
        revokedAt: runtime.clock.now(),
        revokedReason: replaces ? "replaced" : "by-hand",
        revokedById: actor.userId,
        revokedNote: reason,
      },
    });
    if (count === 0) return refuse({ code: "certificate-revoked" });
    let replacementId: string | null = null;
    if (replaces) {
      const [issued] = await issueCertificates(runtime, write, competitionId, [
        { ...due, kind: due.kind as CertificateKind, award: due.award as Award | null, replacesId: certificateId },
      ]);
      if (issued === undefined) return refuse({ code: "holder-erased" });
      replacementId = issued;
      // What stood stands on: only its paper is another.
      await tables.certificate.update({ where: { id: issued }, data: { inForceAt } });
    }
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: replaces ? "replace-certificate" : "revoke-certificate",
      objectKind: "certificate",
      objectId: certificateId,
      payload: { replacement: replacementId },
    });
    return allow({ replacementId });
  });
}
