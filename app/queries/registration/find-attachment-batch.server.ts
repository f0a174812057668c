/** The page of many photos and documents at once: what each file would be stored as, and whom of the delegation it may be of. */
import { decideBatch } from "#app/domain/registration/attachment-batch.ts";
import type { AttachmentBatchView, BatchPersonView } from "#app/domain/registration/attachment-batch-view.ts";
import { maskDocument } from "#app/domain/registration/document.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { loadAttachmentBatch } from "#app/queries/registration/load-attachment-batch.server.ts";

/** Null while the delegation has none under way. */
export async function findAttachmentBatch(runtime: Runtime, delegationId: string): Promise<AttachmentBatchView | null> {
  const batch = await loadAttachmentBatch(runtime, runtime.database.read, delegationId);
  if (batch === null) return null;
  const people = batch.people.map(
    ({ personId, name, document, places }): BatchPersonView => ({
      personId,
      name,
      maskedDocument: maskDocument(document),
      places: places.map(({ eventName, rosterNumber }) => ({ eventName, rosterNumber })),
    }),
  );
  const byId = new Map(people.map((person) => [person.personId, person]));
  const decision = decideBatch(batch.lines);
  return {
    lines: batch.lines.map(({ fileId, personId, kind, candidates, replaces, refusals }, index) => ({
      fileId,
      path: batch.files[index]?.path ?? "",
      size: batch.files[index]?.size ?? 0,
      person: personId === null ? null : (byId.get(personId) ?? null),
      kind,
      candidates,
      replaces,
      refusals,
    })),
    people,
    digest: batch.digest,
    unmet: decision.ok ? [] : decision.refusals,
  };
}
