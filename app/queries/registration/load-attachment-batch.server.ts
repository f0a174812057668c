/** The batch of photos and documents that a delegation has under way, with its people and what each file would be stored as. */

import type { ScanType } from "#app/domain/marking/scan-file.ts";
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import {
  type BatchFileFacts,
  type BatchLine,
  type BatchPerson,
  computeBatchLines,
} from "#app/domain/registration/attachment-batch.ts";
import type { RegistrationWindow } from "#app/domain/registration/window.ts";
import { type CompetitionPhase, isOver, type RegistrationStatus } from "#app/domain/shared/vocabulary.ts";
import { sha256 } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { openForNow } from "#app/platform/crypto/vault.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { readFileName } from "#app/platform/names/read-file-name.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";

export type LoadedBatch = {
  readonly id: string;
  readonly competitionId: string;
  readonly files: readonly (BatchFileFacts & { readonly path: string; readonly sha256: string })[];
  readonly people: readonly BatchPerson[];
  readonly lines: readonly BatchLine[];
  /** Of what would be stored: whoever confirms it has seen the same. */
  readonly digest: string;
};

const FILE = {
  id: true,
  name: true,
  sha256: true,
  mediaType: true,
  size: true,
  width: true,
  height: true,
  personId: true,
  kind: true,
} as const;

/** Null while the delegation has none under way. */
export async function loadAttachmentBatch(runtime: Runtime, tables: Tables, delegationId: string): Promise<LoadedBatch | null> {
  const batch = await tables.attachmentBatch.findFirst({
    where: { delegationId, state: "open" },
    select: { id: true, competitionId: true, files: { orderBy: { position: "asc" }, select: FILE } },
  });
  if (batch === null) return null;
  const files = batch.files.map(({ id, mediaType, size, width, height, ...file }) => {
    const path = openForNow(runtime.keys, file.name).toString("utf8");
    return {
      id,
      path,
      sha256: file.sha256,
      name: readFileName(path),
      type: mediaType as ScanType | null,
      size,
      dimensions: width === null || height === null ? null : { width, height },
      chosen: { personId: file.personId, kind: file.kind as AttachmentKind | null },
    };
  });
  const people = await listBatchPeople(runtime, tables, delegationId);
  const lines = computeBatchLines(files, people, await getWindow(runtime, tables, delegationId));
  const told = lines.map(({ fileId, personId, kind, replaces }) => [fileId, personId, kind, replaces]);
  return {
    id: batch.id,
    competitionId: batch.competitionId,
    files,
    people,
    lines,
    digest: sha256(JSON.stringify([batch.id, told])),
  };
}

/** Of the delegation's entries that are not over; nobody of another delegation. */
async function listBatchPeople(runtime: Runtime, tables: Tables, delegationId: string): Promise<readonly BatchPerson[]> {
  const entries = await tables.entry.findMany({
    where: { delegationId },
    orderBy: [{ event: { code: "asc" } }, { createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      status: true,
      rosterNumber: true,
      event: { select: { code: true, name: true } },
      members: {
        orderBy: { position: "asc" },
        select: {
          personId: true,
          person: {
            select: {
              sealed: true,
              key: { select: { wrapped: true } },
              attachments: { where: { withdrawnAt: null }, select: { kind: true } },
            },
          },
        },
      },
    },
  });
  const people = new Map<string, BatchPerson>();
  for (const { id, rosterNumber, event, members, ...entry } of entries) {
    const status = entry.status as RegistrationStatus;
    if (isOver(status)) continue;
    const place = { eventCode: event.code, eventName: event.name, rosterNumber };
    for (const { personId, person } of members) {
      const known = people.get(personId);
      if (known) {
        people.set(personId, { ...known, entries: [...known.entries, { id, status }], places: [...known.places, place] });
        continue;
      }
      const data = openPerson(runtime.keys, person);
      if (data === null) continue;
      const onRecord: Partial<Record<AttachmentKind, number>> = {};
      for (const kind of person.attachments.map((one) => one.kind as AttachmentKind)) onRecord[kind] = (onRecord[kind] ?? 0) + 1;
      const { name, documentNumber: document } = data;
      people.set(personId, { personId, name, document, places: [place], entries: [{ id, status }], onRecord });
    }
  }
  return [...people.values()];
}

async function getWindow(runtime: Runtime, tables: Tables, delegationId: string): Promise<RegistrationWindow> {
  const { competition } = await tables.delegation.findUniqueOrThrow({
    where: { id: delegationId },
    select: { competition: { select: { phase: true, registrationClosesAt: true } } },
  });
  return {
    phase: competition.phase as CompetitionPhase,
    closesAt: competition.registrationClosesAt.getTime(),
    now: runtime.clock.now().getTime(),
  };
}
