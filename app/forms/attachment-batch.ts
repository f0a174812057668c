/** What a team leader submits about many photos and documents at once. */
import { z } from "zod";
import { ATTACHMENT_KINDS, type AttachmentKind } from "#app/domain/registration/attachment.ts";
import { BATCH_LIMITS } from "#app/domain/registration/attachment-batch.ts";
import { optionalId } from "./fields.ts";

const id = z.string("file-missing").min(1, "file-missing").max(100, "file-missing");

/** A field of files that nobody chose arrives as one without a name. */
export const AddBatchFilesSchema = z.object({
  files: z
    .array(z.instanceof(File, { message: "file-missing" }), "file-missing")
    .max(BATCH_LIMITS.files, "field-invalid")
    .default([])
    .transform((files) => files.filter(({ name, size }) => name !== "" || size > 0)),
});

/** The bytes of what was chosen, each with its name and the folders that a browser tells. */
export function readGivenFiles(files: readonly File[]) {
  return Promise.all(files.map(async (one) => ({ path: one.name, bytes: new Uint8Array(await one.arrayBuffer()) })));
}

/** An empty person or kind is as the file's name says. */
export const PlaceBatchFileSchema = z.object({
  fileId: id,
  personId: optionalId,
  kind: z
    .enum(["", ...ATTACHMENT_KINDS], "choice-missing")
    .default("")
    .transform((kind): AttachmentKind | null => (kind === "" ? null : kind)),
});

export const DropBatchFilesSchema = z.object({
  files: z.array(id, "file-missing").min(1, "file-missing").max(BATCH_LIMITS.files, "file-missing"),
});

/** What was looked at. */
export const StoreBatchSchema = z.object({ digest: z.string("preview-outdated").max(100, "preview-outdated") });
