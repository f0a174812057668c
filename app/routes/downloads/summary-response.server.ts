/** 报名汇总表 as a file, of a competition or of one delegation; its routes have asked who may have it. */
import { readLocale } from "#app/i18n/locale.ts";
import { createSummaryPaper, createSummarySheets } from "#app/i18n/registration-papers.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

const HANDED_IN = ["submitted", "returned", "accepted", "waiting"] as const;

/** Null for a format that there is none of. */
export async function respondWithSummary(
  runtime: Runtime,
  request: Request,
  of: { readonly competitionId: string; readonly delegationId?: string; readonly format: string | undefined },
): Promise<Response | null> {
  const { competitionId, delegationId, format } = of;
  if (format !== "pdf" && format !== "xlsx") return null;
  const occasion = await getPaperOccasion(runtime, competitionId);
  const ours = delegationId === undefined ? {} : { delegationId };
  const entries = await listPaperEntries(runtime, { competitionId, statuses: HANDED_IN, ...ours });
  const locale = readLocale(request.headers.get("Cookie"));
  const name = `registrations-${occasion.code}`;
  if (format === "pdf") return respondWithPdf(await renderPaper(await createSummaryPaper(occasion, entries, locale)), name);
  const { fileName, sheets } = await createSummarySheets(occasion, entries, locale);
  return respondWithWorkbook(await writeWorkbook(sheets), fileName, name);
}
