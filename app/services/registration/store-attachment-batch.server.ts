/** Stores a batch of photos and documents exactly as it was shown, all of it or nothing (DOMAIN 3). */
import { decideBatch } from "#app/domain/registration/attachment-batch.ts";
import { allow, type Decision, refuse } from "#app/domain/shared/decision.ts";
import { openForNow } from "#app/platform/crypto/vault.server.ts";
import { SMALL_BYTES } from "#app/platform/db/bulk.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { loadAttachmentBatch } from "#app/queries/registration/load-attachment-batch.server.ts";
import { takeBack } from "#app/services/registration/own-entry.server.ts";
import { storeAttachment } from "#app/services/registration/store-records.server.ts";

/**
 * @param input.digest of what was shown
 * @returns of how many files and people; entries that were handed in are drafts again, because nobody has reviewed what they say now
 */
export async function storeAttachmentBatch(
  runtime: Runtime,
  actor: Actor,
  input: { readonly delegationId: string; readonly digest: string },
): Promise<Decision<{ readonly files: number; readonly people: number }>> {
  const { delegationId, digest } = input;
  const size = await runtime.database.read.batchFile.aggregate({
    where: { batch: { delegationId, state: "open" } },
    _sum: { size: true },
  });
  return runtime.database.write(
    async ({ tables, audit }) => {
      const batch = await loadAttachmentBatch(runtime, tables, delegationId);
      if (batch === null) return refuse({ code: "not-found" });
      if (batch.digest !== digest) return refuse({ code: "preview-outdated" });
      const decision = decideBatch(batch.lines);
      if (!decision.ok) return decision;
      const now = runtime.clock.now();
      const stored: string[] = [];
      for (const { fileId, personId, kind } of batch.lines) {
        if (personId === null || kind === null) throw new Error("A line that may be stored says whose it is and what.");
        const file = await tables.batchFile.findUniqueOrThrow({ where: { id: fileId }, select: { sealed: true } });
        const person = await tables.person.findUniqueOrThrow({
          where: { id: personId },
          select: { sealed: true, key: { select: { wrapped: true } } },
        });
        const bytes = openForNow(runtime.keys, file.sealed);
        const one = await storeAttachment(tables, runtime, { personId, person, recordedById: actor.userId, kind, bytes });
        if (!one.ok) return one;
        stored.push(one.value.attachmentId);
      }
      const entries = [...new Set(batch.lines.flatMap(({ entryIds }) => entryIds))];
      for (const entryId of entries) await takeBack(tables, entryId, now);
      await tables.batchFile.deleteMany({ where: { batchId: batch.id } });
      await tables.attachmentBatch.update({ where: { id: batch.id }, data: { state: "stored", finishedAt: now } });
      await audit({
        chain: batch.competitionId,
        actorId: actor.userId,
        act: "store-attachment-batch",
        objectKind: "delegation",
        objectId: delegationId,
        payload: { batchId: batch.id, attachments: stored, entries },
      });
      const people = new Set(batch.lines.map(({ personId }) => personId)).size;
      return allow({ files: stored.length, people });
    },
    { isLarge: (size._sum.size ?? 0) > SMALL_BYTES },
  );
}
