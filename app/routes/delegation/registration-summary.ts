/** 报名汇总表 of one delegation, for its stamp. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { respondWithSummary } from "#app/routes/downloads/summary-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["team-leader"], within: "scope" } },
  async ({ runtime, request, scope, params }) => {
    const [competitionId, delegationId] = [String(scope.competitionId), String(scope.delegationId)];
    const response = await respondWithSummary(runtime, request, { competitionId, delegationId, format: params.format });
    if (response === null) throw notFound();
    return response;
  },
);
