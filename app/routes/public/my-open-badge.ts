/** The certificate of the person whose results were looked up, as an Open Badge; anyone else's does not exist. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { respondWithBadge } from "#app/routes/downloads/badge-response.server.ts";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, params, personId }) => {
  const content = await findCertificateContent(runtime, String(params.certificate));
  if (content === null || content.personId !== personId) throw notFound();
  return respondWithBadge(runtime, content);
});
