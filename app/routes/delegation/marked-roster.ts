/** The roster file of a delegation handed back, with its faults marked in its cells. */
import { defineLoader } from "#app/platform/access/define.server.ts";
import { respondWithMarkedRoster } from "#app/routes/imports/marked-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["team-leader"], within: "scope" } },
  ({ runtime, request, scope, params }) =>
    respondWithMarkedRoster(runtime, request, {
      importId: params.import ?? "",
      competitionId: String(scope.competitionId),
      delegationId: String(scope.delegationId),
    }),
);
