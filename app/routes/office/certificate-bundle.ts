/** Certificates of the competition as one archive: all, those of an event, of a delegation or of a kind. */

import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { CERTIFICATE_KINDS } from "#app/domain/certificates/kinds.ts";
import { defineLoader } from "#app/platform/access/define.server.ts";
import { getCertificateLook } from "#app/queries/certificates/get-certificate-look.server.ts";
import { listBundle } from "#app/queries/certificates/list-bundle.server.ts";
import { respondWithBundle } from "#app/routes/downloads/certificate-bundle.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.certificates, within: "scope" } },
  async ({ runtime, url, params, scope }) => {
    const competitionId = String(scope.competitionId);
    const kind = url.searchParams.get("kind");
    const ids = await listBundle(runtime, competitionId, {
      event: url.searchParams.get("event"),
      delegation: url.searchParams.get("delegation"),
      kind: CERTIFICATE_KINDS.find((known) => known === kind) ?? null,
    });
    const look = await getCertificateLook(runtime, competitionId);
    return respondWithBundle(runtime, ids, { look, fileName: `certificates-${params.competition}` });
  },
);
