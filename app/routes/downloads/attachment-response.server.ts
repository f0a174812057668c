/** Photos and documents of people, to look at; they can do nothing in the browser, and no cache keeps them. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";
import { notFound } from "#app/platform/access/define.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import type { Actor } from "#app/platform/sessions/session.server.ts";
import { type AttachmentPlace, findPhoto } from "#app/queries/registration/find-attachment.server.ts";
import { viewAttachment } from "#app/services/registration/view-attachment.server.ts";

/** A member's photo, shown on pages as it is. @throws 404 for anything else */
export async function respondWithPhoto(runtime: Runtime, place: AttachmentPlace): Promise<Response> {
  const photo = await findPhoto(runtime, place);
  if (photo === null) throw notFound();
  return respondWithAttachment({ ...photo, kind: "photo" });
}

/** Any file of an entry; who opened it is put on record. @throws 404 when there is none */
export async function openAttachment(runtime: Runtime, actor: Actor, place: AttachmentPlace): Promise<Response> {
  const opened = await viewAttachment(runtime, actor, place);
  if (!opened.ok) throw notFound();
  return respondWithAttachment(opened.value);
}

function respondWithAttachment(file: {
  readonly mediaType: string;
  readonly kind: AttachmentKind | string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}): Response {
  const ending = { "image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf" }[file.mediaType] ?? "bin";
  return new Response(file.bytes, {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": `inline; filename="${file.kind}.${ending}"`,
      // A browser's own viewer of PDF needs to run in its page; pictures need nothing.
      "Content-Security-Policy":
        file.mediaType === "application/pdf" ? "default-src 'none'; object-src 'self'" : "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
