/** What a document's clause says on a holder's direct application for a title, as a paper: a statement, not a decision. */
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { createTitleStatementWords } from "#app/i18n/promotion-paper-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { findHonourTitle } from "#app/queries/honours/find-honour-title.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.honours, within: "scope" } }, async ({ runtime, params }) => {
  const found = await findHonourTitle(runtime, { caseId: String(params.honour), statementId: String(params.statement) });
  if (found === null) throw notFound();
  const words = await createTitleStatementWords(found);
  return respondWithPdf(await renderDocument({ ...words, changedAt: new Date(found.computedAt) }), "title-statement");
});
