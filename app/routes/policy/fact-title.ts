/** What a document's clause says on a direct application for a title by a medallist of a competition outside the system: a statement, not a decision. */
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { createTitleStatementWords } from "#app/i18n/promotion-paper-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { listFactTitles } from "#app/queries/facts/list-fact-titles.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.facts, within: "scope" } }, async ({ runtime, params }) => {
  const titles = await listFactTitles(runtime, String(params.fact));
  const found = titles.find(({ statementId }) => statementId === params.title);
  if (!found) throw notFound();
  const words = await createTitleStatementWords(found);
  return respondWithPdf(await renderDocument({ ...words, changedAt: new Date(found.computedAt) }), "title-statement");
});
