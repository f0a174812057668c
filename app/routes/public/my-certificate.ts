/** The certificate of the person whose results were looked up, as a file; anyone else's does not exist. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { getCertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { respondWithCertificate } from "#app/routes/downloads/certificate-response.server.ts";

export const loader = defineLoader({ access: "result-holder" }, async ({ runtime, params, personId }) => {
  const content = await findCertificateContent(runtime, String(params.certificate));
  if (content === null || content.personId !== personId) throw notFound();
  return respondWithCertificate(content, await getCertificateLook(runtime, content.competitionId));
});
