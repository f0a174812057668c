/** Records who took a certificate and when; a second time is a reissue (补发) and has its reason. */
import { decideHandOut, type HandOutRefusal, type HandOutWay } from "#app/domain/certificates/hand-out.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { newId } from "#app/platform/crypto/digest.server.ts";
import { seal } from "#app/platform/crypto/vault.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

/** @param input.taker who took it by name, empty where the holder did; sealed under a key of its own */
export function handOutCertificate(
  runtime: Runtime,
  actor: Actor,
  input: {
    readonly competitionId: string;
    readonly certificateId: string;
    readonly way: HandOutWay;
    readonly taker: string;
    readonly reason: string;
  },
): Promise<Decision<null, HandOutRefusal | "not-found">> {
  const { competitionId, certificateId, way, taker, reason } = input;
  return runtime.database.write<null, HandOutRefusal | "not-found">(async ({ tables, audit }) => {
    const certificate = await tables.certificate.findFirst({
      where: { id: certificateId, competitionId },
      select: { revokedAt: true, handOuts: { where: { withdrawnAt: null }, select: { id: true } } },
    });
    if (certificate === null) return refuse({ code: "not-found" });
    const wasHandedOut = certificate.handOuts.length > 0;
    const decided = decideHandOut({ isRevoked: certificate.revokedAt !== null, wasHandedOut, way, taker, reason });
    if (!decided.ok) return decided;
    const id = newId();
    await tables.certificateHandOut.create({
      data: {
        id,
        certificateId,
        way,
        ...(way === "holder" ? {} : seal(runtime.keys, { name: taker })),
        reason: wasHandedOut ? reason : null,
        handedById: actor.userId,
        handedAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: competitionId,
      actorId: actor.userId,
      act: wasHandedOut ? "reissue-certificate" : "hand-out-certificate",
      objectKind: "certificate",
      objectId: certificateId,
      payload: { handOut: id, way },
    });
    return allow(null);
  });
}
