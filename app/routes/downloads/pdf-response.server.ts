/** A paper as a file to open in the browser and print. */

/** @param name of the file, without its ending; letters, digits and hyphens */
export function respondWithPdf(bytes: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name.replace(/[^\w.-]/g, "-")}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
