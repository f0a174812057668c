/** One certificate of the competition as a file, for printing before the ceremony. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { getCertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { respondWithCertificate } from "#app/routes/downloads/certificate-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "policy-officer", "supervisor", "administrator"], within: "scope" } },
  async ({ runtime, params, scope }) => {
    const content = await findCertificateContent(runtime, String(params.certificate));
    if (content === null || content.competitionId !== scope.competitionId) throw notFound();
    return respondWithCertificate(content, await getCertificateLook(runtime, content.competitionId));
  },
);
