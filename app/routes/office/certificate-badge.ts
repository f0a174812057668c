/** One certificate of the competition as an Open Badge, to hand to its holder. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCertificateContent } from "#app/queries/certificates/find-certificate-content.server.ts";
import { respondWithBadge } from "#app/routes/downloads/badge-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.certificates, within: "scope" } },
  async ({ runtime, params, scope }) => {
    const content = await findCertificateContent(runtime, String(params.certificate));
    if (content === null || content.competitionId !== scope.competitionId) throw notFound();
    return respondWithBadge(runtime, content);
  },
);
