/** A list as an Excel file to download. */

/** @param name of the file without its ending, in any script @param ascii the same for programs that read no other */
export function respondWithWorkbook(bytes: Uint8Array, name: string, ascii: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "Content-Disposition": `attachment; filename="${ascii.replace(/[^\w.-]/g, "-")}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });
}
