/** 报名汇总表 as a file, of a competition or of one delegation; its routes have asked who may have it. */
import { readLocale } from "#app/i18n/locale.ts";
import { createSummaryPaper, createSummarySheets } from "#app/i18n/summary-papers.ts";
import type { Runtime } from "#app/platform/runtime.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { listPaperEntries } from "#app/queries/papers/list-paper-entries.server.ts";
import { respondWithList } from "#app/routes/downloads/list-response.server.ts";

const HANDED_IN = ["submitted", "returned", "accepted", "waiting"] as const;

/** Null for a format that there is none of. */
export async function respondWithSummary(
  runtime: Runtime,
  request: Request,
  of: { readonly competitionId: string; readonly delegationId?: string; readonly format: string | undefined },
): Promise<Response | null> {
  const { competitionId, delegationId, format } = of;
  const occasion = await getPaperOccasion(runtime, competitionId);
  const ours = delegationId === undefined ? {} : { delegationId };
  const entries = await listPaperEntries(runtime, { competitionId, statuses: HANDED_IN, ...ours });
  const locale = readLocale(request.headers.get("Cookie"));
  return respondWithList(format, `registrations-${occasion.code}`, {
    paper: () => createSummaryPaper(occasion, entries, locale),
    workbook: () => createSummarySheets(occasion, entries, locale),
  });
}
