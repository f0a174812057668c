/** A photo or document of a person, to look at; it can do nothing in the browser, and no cache keeps it. */
import type { AttachmentKind } from "#app/domain/registration/attachment.ts";

export function respondWithAttachment(file: {
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
