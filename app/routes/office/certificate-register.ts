/** 证书登记册 of the competition, to sign when certificates are taken or as a list. */
import { OFFICE_ROOMS } from "#app/domain/access/office-rooms.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createRegisterList, createRegisterPaper } from "#app/i18n/results-papers.ts";
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { listCertificates } from "#app/queries/certificates/list-certificates.server.ts";
import { getPaperOccasion } from "#app/queries/papers/get-paper-occasion.server.ts";
import { respondWithList } from "#app/routes/downloads/list-response.server.ts";

export const loader = defineLoader(
  { access: { roles: OFFICE_ROOMS.certificates, within: "scope" } },
  async ({ runtime, request, scope, params }) => {
    const competitionId = String(scope.competitionId);
    const rows = await listCertificates(runtime, competitionId);
    const occasion = await getPaperOccasion(runtime, competitionId);
    const locale = readLocale(request.headers.get("Cookie"));
    const response = await respondWithList(params.format, `certificates-${occasion.code}`, {
      paper: () => createRegisterPaper(occasion, rows, locale),
      workbook: () => createRegisterList(occasion, rows, locale),
    });
    if (response === null) throw notFound();
    return response;
  },
);
