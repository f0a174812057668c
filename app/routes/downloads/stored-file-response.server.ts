/** A file that someone uploaded, as a download: never opened by the browser as a page of this site, and not sent twice. */
import { notFound } from "#app/platform/access/define.server.ts";

export type StoredFile = {
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

/**
 * @param cache `public`: everyone may keep it, asking each time whether it still stands
 * @throws Response 404 where there is none
 */
export function respondWithStoredFile(request: Request, file: StoredFile | null, cache: "public" | "private"): Response {
  if (file === null) throw notFound();
  const tag = `"${file.sha256}"`;
  const headers = {
    ETag: tag,
    "Cache-Control": cache === "public" ? "public, no-cache" : "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
  };
  const isKnown = (request.headers.get("If-None-Match") ?? "")
    .split(",")
    .some((known) => known.trim().replace(/^W\//, "") === tag);
  if (isKnown) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      ...headers,
      "Content-Type": file.type,
      "Content-Length": String(file.bytes.length),
      "Content-Disposition": `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  });
}
