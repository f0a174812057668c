/** 回避申请 or 裁判承诺书 as a file to print and sign; its routes have asked who may have it. */

import type { JudgePaper } from "#app/domain/panels/judge-paper.ts";
import { createJudgePaperWords } from "#app/i18n/judge-paper-words.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";

export async function respondWithJudgePaper(paper: JudgePaper): Promise<Response> {
  const words = await createJudgePaperWords(paper);
  const bytes = await renderDocument({ ...words, changedAt: new Date(paper.conflict?.withdrawnAt ?? paper.at) });
  const name = paper.conflict === null ? "promise" : "conflict";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${name}-${paper.id}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}
