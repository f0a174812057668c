/** Archives a scan of a paper form, or of another paper of the round: the bytes as they came, with their digest (DOMAIN 5). */
import { decideScan } from "#app/domain/marking/scan-file.ts";
import { allow, type Decision } from "#app/domain/shared/decision.ts";
import type { RoundPhase } from "#app/domain/shared/vocabulary.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type ArchiveScanInput = {
  readonly roundId: string;
  /** Null: a paper of the round that belongs to no single form. */
  readonly formId: string | null;
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** @returns the scan's id, or every reason why not. */
export function archiveScan(
  runtime: Runtime,
  actor: Actor,
  { roundId, formId, fileName, bytes }: ArchiveScanInput,
): Promise<Decision<{ readonly scanId: string }>> {
  const digest = sha256(bytes);
  return runtime.database.write<{ scanId: string }, string>(async ({ tables, audit, announce }) => {
    const round = await tables.round.findUniqueOrThrow({
      where: { id: roundId },
      select: { phase: true, event: { select: { competitionId: true } } },
    });
    const isKnown = (await tables.scan.count({ where: { roundId, formId, sha256: digest } })) > 0;
    const decided = decideScan({ bytes, phase: round.phase as RoundPhase, isKnown });
    if (!decided.ok) return decided;
    const scanId = newId();
    await tables.scan.create({
      data: {
        id: scanId,
        roundId,
        formId,
        fileName: fileName.slice(-120),
        mediaType: decided.value,
        sha256: digest,
        bytes,
        uploadedById: actor.userId,
        uploadedAt: runtime.clock.now(),
      },
    });
    await audit({
      chain: round.event.competitionId,
      actorId: actor.userId,
      act: "archive-scan",
      objectKind: formId === null ? "round" : "form",
      objectId: formId ?? roundId,
      payload: { scan: scanId, sha256: digest, bytes: bytes.length, mediaType: decided.value },
    });
    if (formId === null) announce({ kind: "round-changed", roundId });
    else announce({ kind: "form-changed", formId, roundId });
    return allow({ scanId });
  });
}
