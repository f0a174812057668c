/** 申诉表 or 仲裁结论 as a file to print and sign; its routes have asked who may have it. */
import { createCasePaperWords } from "#app/i18n/case-paper-words.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { CASE_PAPERS, type CasePaper, type CasePaperKind } from "#app/queries/appeals/find-case-paper.server.ts";

/** Null for an address that names no paper, or one that the case does not have: an objection is no appeal, an open case has no ruling. */
export async function respondWithCasePaper(found: CasePaper, named: string): Promise<Response | null> {
  const paper = CASE_PAPERS.find((kind): kind is CasePaperKind => kind === named);
  const isMissing = paper === "ruling" ? found.ruling === null : found.kind !== "appeal";
  if (!paper || isMissing) return null;
  const changedAt = (paper === "ruling" ? found.ruling?.ruledAt : found.withdrawnAt) ?? found.filedAt;
  const words = await createCasePaperWords(found, paper);
  const bytes = await renderDocument({ ...words, changedAt: new Date(changedAt) });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${paper}-${found.caseId}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
