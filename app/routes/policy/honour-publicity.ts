/** 名单公示 of an honour as a PDF: name, unit, honour, dates, telephone of the supervision; no document number. */
import { POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";
import { createHonourPublicityPaper } from "#app/i18n/honour-paper-words.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { findHonourPublicity } from "#app/queries/honours/find-honour-publicity.server.ts";
import { respondWithPdf } from "#app/routes/downloads/pdf-response.server.ts";

export const loader = defineLoader({ access: { roles: POLICY_ROOMS.honours, within: "scope" } }, async ({ runtime, params }) => {
  const list = await findHonourPublicity(runtime, String(params.honour));
  if (list === null) throw notFound();
  return respondWithPdf(await renderPaper(await createHonourPublicityPaper(list)), `publicity-${list.honour}-${list.to}`);
});
