/** The papers of a delegation's own appeal for its team leader; anyone else's do not exist. */
import { defineLoader, notFound } from "#app/platform/access/define.server.ts";
import { findCasePaper } from "#app/queries/appeals/find-case-paper.server.ts";
import { respondWithCasePaper } from "#app/routes/downloads/case-paper-response.server.ts";

export const loader = defineLoader(
  { access: { roles: ["team-leader"], within: "scope" } },
  async ({ runtime, params, scope }) => {
    const found = await findCasePaper(runtime, String(params.appeal), true);
    if (found === null || found.delegationId === null || found.delegationId !== scope.delegationId) throw notFound();
    const response = await respondWithCasePaper(found, String(params.paper));
    if (response === null) throw notFound();
    return response;
  },
);
