/** The bytes of a document that is being drawn. */
import type PDFDocument from "pdfkit";

/** @returns the whole file once `doc.end()` was called; rejects with the error of the document. To be called before drawing. */
export function collect(doc: typeof PDFDocument.prototype): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
}
