/** Takes in some of the files of a batch, each sealed; an archive is taken apart. Nothing is on record of anyone yet (DOMAIN 3). */
import { describeFile, type FileFacts, LARGEST_DOCUMENT_BYTES } from "#app/domain/registration/attachment.ts";
import { BATCH_LIMITS } from "#app/domain/registration/attachment-batch.ts";
import { takesAttachments } from "#app/domain/registration/window.ts";
import { allow, type Decision, type Refusal, refuse } from "#app/domain/shared/decision.ts";
import type { CompetitionPhase } from "#app/domain/shared/vocabulary.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { sealForNow } from "#app/platform/crypto/vault.server.ts";
import { SMALL_BYTES } from "#app/platform/db/bulk.server.ts";
import type { Tables } from "#app/platform/db/database.server.ts";
import { isZip, unpackFiles } from "#app/platform/files/unpack-files.server.ts";
import { dropCommonFolders } from "#app/platform/names/read-file-name.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";

export type GivenFile = { readonly path: string; readonly bytes: Uint8Array };

/** Bytes are kept of what may be taken as something only. */
type PreparedFile = {
  readonly path: string;
  readonly facts: FileFacts;
  readonly sha256: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
};

const LONGEST_PATH = 300;
/** Of a column of whole numbers. */
const LARGEST_SIZE = 2_147_483_647;
const ZIP_LIMITS = { files: BATCH_LIMITS.files, fileBytes: LARGEST_DOCUMENT_BYTES, bytes: 40 * 1024 * 1024 } as const;

/**
 * Into the batch that the delegation has under way, or a new one. A file that is in it already, with its name, is passed over.
 * @returns how many were taken in and how many passed over
 */
export async function addBatchFiles(
  runtime: Runtime,
  actor: Actor,
  input: { readonly competitionId: string; readonly delegationId: string; readonly files: readonly GivenFile[] },
): Promise<Decision<{ readonly added: number; readonly known: number }>> {
  const { competitionId, delegationId } = input;
  const prepared: PreparedFile[] = [];
  let bytes = 0;
  for (const file of input.files) {
    const unpacked = await prepare(runtime, file);
    if (!unpacked.ok) return unpacked;
    prepared.push(...unpacked.value);
    bytes += sumBytes(unpacked.value);
    // Looked at after each: many small archives hold what no process does.
    const excess = checkLimits(prepared.length, bytes);
    if (excess.length > 0) return refuse(...excess);
  }
  if (prepared.length === 0) return refuse({ code: "file-missing", params: { field: "files" } });
  return runtime.database.write(
    async ({ tables, audit }) => {
      const { competition } = await tables.delegation.findUniqueOrThrow({
        where: { id: delegationId },
        select: { competition: { select: { phase: true } } },
      });
      if (!takesAttachments(competition.phase as CompetitionPhase)) {
        return refuse({ code: "registration-closed", params: { phase: competition.phase } });
      }
      const now = runtime.clock.now();
      const batchId = await openBatch(tables, { competitionId, delegationId, createdById: actor.userId, createdAt: now });
      const standing = await tables.batchFile.findMany({
        where: { batchId },
        select: { position: true, sha256: true, size: true, mediaType: true },
      });
      const known = new Set(standing.map((file) => file.sha256));
      const added = prepared.filter((file, index) => {
        return !known.has(file.sha256) && prepared.findIndex((other) => other.sha256 === file.sha256) === index;
      });
      const total = standing.reduce((sum, { size, mediaType }) => sum + (mediaType === null ? 0 : size), 0) + sumBytes(added);
      const excess = checkLimits(standing.length + added.length, total);
      if (excess.length > 0) return refuse(...excess);
      let position = standing.reduce((last, file) => Math.max(last, file.position), 0);
      for (const { path, facts, sealed, ...file } of added) {
        position += 1;
        await tables.batchFile.create({
          data: {
            id: newId(),
            batchId,
            position,
            name: sealForNow(runtime.keys, Buffer.from(path, "utf8")),
            sha256: file.sha256,
            mediaType: facts.type,
            size: Math.min(facts.size, LARGEST_SIZE),
            width: facts.dimensions?.width ?? null,
            height: facts.dimensions?.height ?? null,
            sealed,
          },
        });
      }
      await audit({
        chain: competitionId,
        actorId: actor.userId,
        act: "add-batch-files",
        objectKind: "delegation",
        objectId: delegationId,
        payload: { batchId, added: added.length, known: prepared.length - added.length },
      });
      return allow({ added: added.length, known: prepared.length - added.length });
    },
    { isLarge: bytes > SMALL_BYTES },
  );
}

/** Of how many files, and how many bytes of them are kept. */
function checkLimits(files: number, bytes: number): readonly Refusal[] {
  if (files > BATCH_LIMITS.files) return [{ code: "batch-too-many", params: { most: BATCH_LIMITS.files } }];
  if (bytes > BATCH_LIMITS.bytes) return [{ code: "batch-too-large", params: { limit: BATCH_LIMITS.bytes / 1024 / 1024 } }];
  return [];
}

function sumBytes(files: readonly PreparedFile[]): number {
  return files.reduce((sum, { sealed }) => sum + sealed.length, 0);
}

async function prepare(runtime: Runtime, { path, bytes }: GivenFile): Promise<Decision<readonly PreparedFile[]>> {
  if (!isZip(bytes)) return allow([seal(runtime, path, bytes)]);
  const unpacked = await unpackFiles(bytes, ZIP_LIMITS);
  if (!unpacked.ok) return unpacked;
  const paths = dropCommonFolders(unpacked.value.map((file) => file.path));
  return allow(
    unpacked.value.map((file, index): PreparedFile => {
      const name = paths[index] ?? file.path;
      if (file.bytes !== null) return seal(runtime, name, file.bytes);
      const facts = { type: null, size: file.size, dimensions: null };
      return { path: name, facts, sha256: sha256(`${name} ${file.size}`), sealed: new Uint8Array() };
    }),
  );
}

function seal(runtime: Runtime, path: string, bytes: Uint8Array): PreparedFile {
  const facts = describeFile(bytes);
  const isTaken = facts.type !== null && facts.size <= LARGEST_DOCUMENT_BYTES;
  const name = path.length > LONGEST_PATH ? path.slice(-LONGEST_PATH) : path;
  // The same bytes under two names are two files: one may be somebody else's by mistake.
  const digest = sha256(`${name} ${sha256(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))}`);
  return { path: name, facts, sha256: digest, sealed: isTaken ? sealForNow(runtime.keys, bytes) : new Uint8Array() };
}

async function openBatch(
  tables: Tables,
  data: { readonly competitionId: string; readonly delegationId: string; readonly createdById: string; readonly createdAt: Date },
): Promise<string> {
  const open = await tables.attachmentBatch.findFirst({
    where: { delegationId: data.delegationId, state: "open" },
    select: { id: true },
  });
  if (open) return open.id;
  const id = newId();
  await tables.attachmentBatch.create({ data: { ...data, id, state: "open" } });
  return id;
}
