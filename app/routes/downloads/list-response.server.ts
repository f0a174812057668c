/** A list in the format that was asked for: a paper to sign, or a workbook. */
import { type ListSheet, writeWorkbook } from "#app/platform/excel/write-workbook.ts";
import { type Paper, renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

/**
 * @param name of the file, without its ending; letters, digits and hyphens
 * @returns null for a format that there is none of
 */
export async function respondWithList(
  format: string | undefined,
  name: string,
  list: {
    readonly paper: () => Promise<Paper>;
    readonly workbook: () => Promise<{ readonly fileName: string; readonly sheets: readonly ListSheet[] }>;
  },
): Promise<Response | null> {
  if (format === "pdf") return respondWithPdf(await renderPaper(await list.paper()), name);
  if (format !== "xlsx") return null;
  const { fileName, sheets } = await list.workbook();
  return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
}
