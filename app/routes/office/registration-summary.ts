/** 报名汇总表 of the whole competition, to print and sign or as lists. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { respondWithSummary } from "#app/routes/downloads/summary-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["organiser", "reviewer"], within: "scope" } },
  async ({ runtime, request, scope, params }) => {
    const competitionId = String(scope.competitionId);
    const response = await respondWithSummary(runtime, request, { competitionId, format: params.format });
    if (response === null) throw notFound();
    return response;
  },
);
