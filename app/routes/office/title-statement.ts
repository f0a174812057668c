/** What a document's clause says on a winner's direct application for a title, as a paper: a statement, not a decision. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { createTitleStatementWords } from "#app/i18n/promotion-paper-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderDocument } from "#app/platform/pdf/render-document.server.ts";
import { listTitleStatements } from "#app/queries/promotions/list-title-statements.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.promotions, within: "scope" } },
  async ({ runtime, scope, params }) => {
    const statements = await listTitleStatements(runtime, String(scope.competitionId));
    const found = statements.find(({ statementId }) => statementId === params.statement);
    if (!found) throw notFound();
    const words = await createTitleStatementWords(found);
    return respondWithPdf(await renderDocument({ ...words, changedAt: new Date(found.computedAt) }), "title-statement");
  },
);
